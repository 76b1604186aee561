using System.Collections.Immutable;
using System.Security.Cryptography;
using Azure.Core.Pipeline;
using Azure.Storage.Blobs.Models;
using Microsoft.Extensions.Logging.Abstractions;
using PerfFlow.Domain.Access;
using PerfFlow.Domain.Archive;
using PerfFlow.Domain.Plan;
using PerfFlow.Domain.Review;
using PerfFlow.Domain.Tests.Review;
using PerfFlow.Functions.Archive;
using PerfFlow.Functions.Durable;
using PerfFlow.Functions.Finished;
using PerfFlow.Functions.Reading;
using PerfFlow.Functions.Tests.App;
using PerfFlow.Functions.Units;
using PerfFlow.Sheets.Gate;
using PerfFlow.Storage;
using PerfFlow.Storage.Files;
using PerfFlow.Storage.Ledgers;
using PerfFlow.Storage.Units;
using Xunit.Sdk;

namespace PerfFlow.Functions.Tests.Archive;

/// <summary>
/// The year of two projects as it stands in storage when its report is signed, put there without playing it. Each project has two sheets,
/// both read, of which the sweep has moved one, and a piece of evidence.
/// </summary>
internal sealed class SignedYear(OwnStorage storage, UnitId unit, Actor author, Actor reviewer)
{
    public static readonly ImmutableArray<string> Projects = ["p1", "p2"];

    private readonly StorageClients clients = storage.Connect();

    private Ledger Ledger => new(clients, TimeProvider.System);

    public static async Task<SignedYear> OfAsync(OwnStorage storage)
    {
        var unit = UnitId.Parse(TestApp.NewUnit()).Value;
        var clients = storage.Connect();
        await new Registry(clients).RegisterAsync(unit, "测试单位", null);
        var everything = Enum.GetValues<Role>().ToImmutableArray();
        await new MembershipLedger(clients, TimeProvider.System)
            .FoundAsync(unit, new("", "t:operator", "operator", null), Member("author"), Member("reviewer"));
        // nobody reviews what is their own
        var year = new SignedYear(storage, unit, await ActorAsync("author"), await ActorAsync("reviewer"));
        var heads = new List<AnchoredHead>();
        foreach (var project in Projects)
        {
            heads.Add(await year.BeginAsync(ProjectId.Parse(project).Value));
        }

        await new Anchors(clients).AnchorAsync(unit, TestYear.Year, DateOnly.FromDateTime(A.Now.Date), heads);
        await year.SignAsync();
        return year;

        Membership Member(string name) => new($"t:{name}", name, everything, [TestYear.Section]);

        async Task<Actor> ActorAsync(string name) =>
            new((await new Memberships(clients).KeyOfAsync(unit, $"t:{name}"))!, everything);
    }

    /// <summary>The activity, in a process of its own whose requests go through these.</summary>
    public async Task ArchiveAsync(params HttpPipelinePolicy[] policies)
    {
        var its = storage.Connect(policies);
        using var names = new UnitNames(new(its));
        using var sheets = new SheetStore(new(its));
        var forms = new FinishedForms(sheets, new(its), new(SheetLimits.Default.FileBytes));
        var content = new ArchiveContent(new(its), new(its), names, new(its), new(its), new(its), new(its), new(its), forms, new());
        var archiving = new ArchiveProjects(
            new(its), new(its, TimeProvider.System), content, new(its), new(its), TimeProvider.System,
            NullLogger<ArchiveProjects>.Instance);
        await archiving.RunAsync(new(new CycleKey(unit.Value, TestYear.Year), Projects), CancellationToken.None);
    }

    /// <summary>What the sweep does to all that still waits.</summary>
    public async Task MoveAsync()
    {
        var uploads = new Uploads(clients);
        await foreach (var upload in uploads.WaitingAsync(unit))
        {
            await uploads.MoveToSheetsAsync(upload.Name);
        }
    }

    /// <summary>The projects whose archives the unit's stream has noted, in that order.</summary>
    public async Task<IReadOnlyList<string>> NotedAsync() => [.. (await ArchivesAsync()).Select(archived => archived.Project.Value)];

    /// <summary>Each project archived and noted once, one archive for each that verifies offline, and a sound ledger.</summary>
    public async Task AssertArchivedAsync()
    {
        var archives = await ArchivesAsync();
        Assert.Equal(Projects, archives.Select(archived => archived.Project.Value));
        var container = clients.Blobs.GetBlobContainerClient("archive");
        var kept = new List<string>();
        await foreach (var blob in container.GetBlobsAsync(BlobTraits.None, BlobStates.None, $"{unit}/", CancellationToken.None))
        {
            kept.Add(blob.Name);
        }

        Assert.Equal(archives.Select(archived => $"{unit}/{TestYear.Year}/{archived.Project}/{archived.Sha256}.zip"), kept);
        var unitHeads = new HashSet<ChainHead>();
        foreach (var (_, _, project, sha256) in archives)
        {
            await using var archive = await new Archives(clients).OpenAsync(unit, TestYear.Year, project, sha256)
                ?? throw new XunitException("gone");
            using var copy = new MemoryStream();
            await archive.CopyToAsync(copy);
            copy.Position = 0;
            var verdict = ArchiveCheck.Verify(copy, sha256);
            Assert.Empty(verdict.Problems);
            Assert.Equal(
                (2, 2, 1), (Count(verdict, ArchivedKind.Sheet), Count(verdict, ArchivedKind.Report), verdict.Manifest!.Anchors.Count));
            unitHeads.Add(verdict.Manifest.UnitHead);
            Assert.Single(
                (await Ledger.ReadAsync(Streams.Of(unit, TestYear.Year, project))).Events, entry => entry.Event is ItemEvent.ItemArchived);
        }

        Assert.Single(unitHeads); // that of the signature, whenever it was made
        Assert.All(await new LedgerCheck(clients).VerifyAsync(unit, TestYear.Year), check => Assert.Null(check.Found));
        Assert.Equal(0, await new Board(clients).RebuildAsync(unit, TestYear.Year));
    }

    private static int Count(ArchiveVerdict verdict, string kind) => verdict.Manifest!.Files.Count(file => file.Kind == kind);

    private async Task<List<UnitYearEvent.ProjectArchived>> ArchivesAsync() =>
        [.. (await Ledger.ReadAsync(Streams.Of(unit, TestYear.Year))).Events.Select(entry => entry.Event)
            .OfType<UnitYearEvent.ProjectArchived>()
            .OrderBy(archived => archived.Project.Value, StringComparer.Ordinal)];

    private async Task<AnchoredHead> BeginAsync(ProjectId project)
    {
        var proof = Bytes($"{project} proof");
        await new EvidenceFiles(clients).KeepAsync(
            EvidenceFiles.Name(unit, TestYear.Year, A.Targets.Id, project, "e1", Sha(proof)), proof.ToStream());
        var first = await UploadAsync(project, 1);
        await new Uploads(clients).MoveToSheetsAsync(first);
        var second = await UploadAsync(project, 2);
        await Ledger.DoAsync(
            unit, project.Value, A.Targets,
            A.Upload(A.Targets, 1, author, first.Sha256), await ReadAsync(project, 1),
            new ItemCommand.AttachEvidence(A.Targets.Id, author, new("e1", "i01", Sha(proof), "a.pdf", "application/pdf", proof.Length)),
            A.Upload(A.Targets, 2, author, second.Sha256), await ReadAsync(project, 2),
            Joined(A.Submit(A.Targets, 2, author)), A.Check(A.Targets, 2, reviewer), Joined(A.Approve(A.Targets, 2, reviewer)),
            A.Lock(A.Targets));
        var stream = await Ledger.ReadAsync(Streams.Of(unit, TestYear.Year, project));
        return new(project.Value, stream.Version, stream.Hash);
    }

    /// <summary>Of two people: the unit is small.</summary>
    private static ItemCommand Joined(ItemCommand command) =>
        command with { Separation = Separation.Usual with { Joined = [SeparatedDuty.Submit, SeparatedDuty.Decide] } };

    private async Task<UploadName> UploadAsync(ProjectId project, int version)
    {
        var sheet = Bytes($"{project} {version}");
        var name = UploadName.Of(unit, TestYear.Year, A.Targets.Id, project, version, Sha(sheet));
        await new Uploads(clients).KeepAsync(name, sheet.ToStream(), new($"{version}.xlsx", author.Key));
        return name;
    }

    private async Task<ItemCommand> ReadAsync(ProjectId project, int version) => new ItemCommand.Read(
        A.Targets.Id, version, new(await new Readings(clients).KeepAsync(unit, $"{project} {version}"), 0, 0, SheetFigures.None));

    private async Task SignAsync()
    {
        var files = ImmutableDictionary<string, string>.Empty;
        foreach (var file in new[] { "report.md", "report.xlsx" })
        {
            await new Reports(clients).KeepAsync(unit, TestYear.Year, 1, file, Bytes(file));
            files = files.Add(file, Sha(Bytes(file)));
        }

        await clients.DoAsync(
            unit,
            [
                new UnitYearCommand.OpenYear(reviewer, new YearPlan("1", [A.Targets]), Domain.Profiles.Profile.Standard.Id),
                .. Projects.Select(project =>
                    new UnitYearCommand.RegisterProject(reviewer, new(ProjectId.Parse(project).Value, TestYear.Project, TestYear.Section))),
                new UnitYearCommand.DraftReport(author, 1, "head"),
                new UnitYearCommand.BuildReport(1, files),
                new UnitYearCommand.ApproveReport(reviewer, 1),
                new UnitYearCommand.SignReport(reviewer, 1),
            ]);
    }

    private static BinaryData Bytes(string text) => BinaryData.FromString(text);

    private static string Sha(BinaryData content) => Convert.ToHexStringLower(SHA256.HashData(content));
}
