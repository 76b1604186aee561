using System.Collections.Immutable;
using System.Security.Cryptography;
using Azure.Core.Pipeline;
using Azure.Storage.Blobs.Models;
using Microsoft.Extensions.Logging.Abstractions;
using PerfFlow.Domain.Access;
using PerfFlow.Domain.Archive;
using PerfFlow.Domain.Plan;
using PerfFlow.Domain.Review;
using PerfFlow.Functions.Archive;
using PerfFlow.Functions.Durable;
using PerfFlow.Functions.Tests.App;
using PerfFlow.Functions.Units;
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
internal sealed class SignedYear(string connectionString, UnitId unit, string clerk)
{
    public static readonly ImmutableArray<string> Projects = ["p1", "p2"];

    private static readonly DateTimeOffset At = new(2023, 12, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly StageId Targets = StageId.Parse("targets").Value;
    private static readonly YearPlan Plan = new(
        "1", [new PlannedStage(Targets, StageKind.Targets, null, StageScope.Project, Approver.Group, At, At.AddDays(1), [])]);

    private readonly Actor by = new(clerk, [Role.SectionClerk]);
    private readonly StorageClients clients = StorageClients.Connect(connectionString);

    private Ledger Ledger => new(clients, TimeProvider.System);

    public static async Task<SignedYear> OfAsync(string connectionString)
    {
        var unit = UnitId.Parse(TestApp.NewUnit()).Value;
        var clients = StorageClients.Connect(connectionString);
        await new Registry(clients).RegisterAsync(unit, "测试单位", null);
        var memberships = new Memberships(clients);
        await memberships.SetAsync(unit, new("t:clerk", "clerk", [Role.SectionClerk], [TestYear.Section]));
        var year = new SignedYear(connectionString, unit, (await memberships.KeyOfAsync(unit, "t:clerk"))!);
        var heads = new List<AnchoredHead>();
        foreach (var project in Projects)
        {
            heads.Add(await year.BeginAsync(ProjectId.Parse(project).Value));
        }

        await new Anchors(clients).AnchorAsync(unit, TestYear.Year, DateOnly.FromDateTime(At.Date), heads);
        await year.SignAsync();
        return year;
    }

    /// <summary>The activity, in a process of its own whose requests go through these.</summary>
    public async Task ArchiveAsync(params HttpPipelinePolicy[] policies)
    {
        var its = StorageClients.Connect(connectionString, policies);
        using var names = new UnitNames(new(its));
        var content = new ArchiveContent(new(its), new(its), names, new(its), new(its), new(its), new(its), new(its));
        var archiving = new ArchiveProjects(new(its), new(its, TimeProvider.System), content, new(its), NullLogger<ArchiveProjects>.Instance);
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
        Assert.Equal(
            archives.Select(archived => $"{unit}/{TestYear.Year}/{archived.Project}/{archived.Sha256}.zip"),
            container.GetBlobs(BlobTraits.None, BlobStates.None, $"{unit}/", CancellationToken.None).Select(blob => blob.Name));
        var unitHeads = new HashSet<ChainHead>();
        foreach (var (_, _, project, sha256) in archives)
        {
            await using var archive = await new Archives(clients).OpenAsync(unit, TestYear.Year, project, sha256) ?? throw new XunitException("gone");
            using var copy = new MemoryStream();
            await archive.CopyToAsync(copy);
            copy.Position = 0;
            var verdict = ArchiveCheck.Verify(copy, sha256);
            Assert.Empty(verdict.Problems);
            Assert.Equal((2, 2, 1), (Count(verdict, ArchivedKind.Sheet), Count(verdict, ArchivedKind.Report), verdict.Manifest!.Anchors.Count));
            unitHeads.Add(verdict.Manifest.UnitHead);
            Assert.Single((await Ledger.ReadAsync(Streams.Of(unit, TestYear.Year, project))).Events, entry => entry.Event is ItemEvent.ItemArchived);
        }

        Assert.Single(unitHeads); // that of the signature, whenever it was made
        Assert.All(await new LedgerCheck(clients).VerifyAsync(unit, TestYear.Year), check => Assert.Null(check.Found));
        Assert.Equal(0, await new Board(clients).RebuildAsync(unit, TestYear.Year));
    }

    private static int Count(ArchiveVerdict verdict, string kind) => verdict.Manifest!.Files.Count(file => file.Kind == kind);

    private async Task<List<UnitYearEvent.ProjectArchived>> ArchivesAsync() =>
        [.. (await Ledger.ReadAsync(Streams.Of(unit, TestYear.Year))).Events.Select(entry => entry.Event).OfType<UnitYearEvent.ProjectArchived>()
            .OrderBy(archived => archived.Project.Value, StringComparer.Ordinal)];

    private async Task<AnchoredHead> BeginAsync(ProjectId project)
    {
        var (uploads, first, second, proof) = (new Uploads(clients), Bytes($"{project} 1"), Bytes($"{project} 2"), Bytes($"{project} proof"));
        await uploads.KeepAsync(Name(project, 1, first), first, new("a.xlsx", clerk));
        await uploads.MoveToSheetsAsync(Name(project, 1, first));
        await uploads.KeepAsync(Name(project, 2, second), second, new("b.xlsx", clerk));
        await new EvidenceFiles(clients).KeepAsync(
            EvidenceFiles.Name(unit, TestYear.Year, Targets, project, "e1", Sha(proof)), proof.ToStream());
        var answer = await Ledger.ExecuteAsync(Streams.Of(unit, TestYear.Year, project), null, async (_, _) => Decision<ItemEvent>.Of(
            new ItemEvent.SheetUploaded(Targets, by, At, 1, Sha(first), "a.xlsx"),
            new ItemEvent.SheetRead(Targets, Actor.System, At, 1, await ReadingAsync(project, 1)),
            new ItemEvent.EvidenceAttached(Targets, by, At, new("e1", "i01", Sha(proof), "a.pdf", "application/pdf", proof.Length)),
            new ItemEvent.SheetUploaded(Targets, by, At, 2, Sha(second), "b.xlsx"),
            new ItemEvent.SheetRead(Targets, Actor.System, At, 2, await ReadingAsync(project, 2)),
            new ItemEvent.ItemSubmitted(Targets, by, At, 2),
            new ItemEvent.ItemApproved(Targets, by, At, 2, Level.Group, ReviewGrade.Excellent),
            new ItemEvent.ItemLocked(Targets, Actor.System, At, Sha(second))));
        return new(project.Value, answer.Version, answer.Hash);
    }

    private async Task SignAsync()
    {
        var reports = new Reports(clients);
        var files = ImmutableDictionary<string, string>.Empty;
        foreach (var file in new[] { "report.md", "report.xlsx" })
        {
            await reports.KeepAsync(unit, TestYear.Year, 1, file, Bytes(file));
            files = files.Add(file, Sha(Bytes(file)));
        }

        await Ledger.ExecuteAsync(Streams.Of(unit, TestYear.Year), null, (_, _) => Decision<UnitYearEvent>.Of(
        [
            new UnitYearEvent.YearOpened(by, At, Plan, Domain.Profiles.Profile.Standard.Id),
            .. Projects.Select(project =>
                new UnitYearEvent.ProjectRegistered(by, At, new(ProjectId.Parse(project).Value, TestYear.Project, TestYear.Section))),
            new UnitYearEvent.ReportDrafted(by, At, 1, "head"),
            new UnitYearEvent.ReportBuilt(Actor.System, At, 1, files),
            new UnitYearEvent.ReportApproved(by, At, 1),
            new UnitYearEvent.ReportSigned(by, At, 1),
        ]));
    }

    private async Task<ReadingSummary> ReadingAsync(ProjectId project, int version) =>
        new(await new Readings(clients).KeepAsync(unit, $"{project} {version}"), 0, 0, SheetFigures.None);

    private UploadName Name(ProjectId project, int version, BinaryData content) => UploadName.Of(unit, TestYear.Year, Targets, project, version, Sha(content));

    private static BinaryData Bytes(string text) => BinaryData.FromString(text);

    private static string Sha(BinaryData content) => Convert.ToHexStringLower(SHA256.HashData(content));
}
