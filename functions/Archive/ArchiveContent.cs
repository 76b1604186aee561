using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using System.Text.Json;
using PerfFlow.Domain.Access;
using PerfFlow.Domain.Archive;
using PerfFlow.Domain.Plan;
using PerfFlow.Domain.Profiles;
using PerfFlow.Domain.Review;
using PerfFlow.Functions.Finished;
using PerfFlow.Functions.Reading;
using PerfFlow.Functions.Units;
using PerfFlow.Storage;
using PerfFlow.Storage.Files;
using PerfFlow.Storage.Ledgers;
using PerfFlow.Storage.Tables;
using PerfFlow.Storage.Units;

namespace PerfFlow.Functions.Archive;

/// <summary>
/// What goes into a project-year's archive (field.md §5.5): every sheet as it came with its reading, all evidence, the
/// events of the project and of the unit, who was who in them, the decisions in words, the report, plan and rules.
/// </summary>
public sealed class ArchiveContent(
    LedgerLog log, Anchors anchors, UnitNames names, Memberships memberships,
    Uploads uploads, Readings readings, EvidenceFiles evidence, Reports reports, FinishedForms forms, WorkbookSlots slots)
{
    private const int Page = 500;

    /// <summary>Extensions that are kept; any other file is named <c>.bin</c>.</summary>
    private static readonly string[] Extensions =
        [".xlsx", ".xls", ".et", ".pdf", ".png", ".jpg", ".jpeg", ".docx", ".doc", ".ods", ".odt", ".txt", ".csv"];

    /// <param name="state">Of a closed year: what archiving adds to it is left out again.</param>
    public async Task<ArchivedYear> OfYearAsync(UnitId unit, int year, UnitYearState state, CancellationToken cancellation)
    {
        var (events, _) = Until<UnitYearEvent, UnitYearEvent.ProjectArchived>(await EventsAsync(unit, year, null, cancellation));
        var profile = Profile.Of(state.Profile);
        var waiting = new HashSet<UploadName>();
        await foreach (var upload in uploads.WaitingAsync(unit, year, cancellation))
        {
            waiting.Add(upload.Name);
        }

        return new(
            unit,
            (await names.FindAsync(unit, cancellation))!,
            year,
            state.Plan!,
            profile,
            events,
            await memberships.PeopleAsync(unit, cancellation),
            await anchors.LatestAsync(unit, year, cancellation),
            waiting,
            [
                ArchiveSource.Of(ArchiveManifest.UnitEventsName, ArchivedKind.UnitEvents, EventLines.Write(events)),
                ArchiveSource.Of("profile.json", ArchivedKind.Rules, JsonSerializer.SerializeToUtf8Bytes(profile, Wire.Json)),
                ArchiveSource.Of("plan.json", ArchivedKind.Rules, JsonSerializer.SerializeToUtf8Bytes(state.Plan, Wire.Json)),
                .. await ReportAsync(unit, year, state.Report!, cancellation),
            ]);
    }

    /// <returns>The manifest without its files, and the files to be opened one by one.</returns>
    public async Task<(ArchiveManifest Manifest, IReadOnlyList<ArchiveSource> Sources)> OfAsync(
        ArchivedYear year, Project project, CancellationToken cancellation)
    {
        var (own, events) = Until<ItemEvent, ItemEvent.ItemArchived>(await EventsAsync(year.Unit, year.Year, project.Id, cancellation));
        var manifest = new ArchiveManifest(
            ArchiveManifest.Current,
            year.Unit.Value,
            year.UnitName,
            year.Year,
            project.Id.Value,
            project.Name,
            project.Section,
            year.Rules.Key,
            Head(own, Streams.Of(year.Unit, year.Year, project.Id).ToString()),
            Head(year.Events, Streams.Of(year.Unit, year.Year).ToString()),
            [.. (year.Anchor?.Heads.Concat(year.Anchor.Earlier) ?? [])
                .Where(head => head.Stream == project.Id.Value && head.Version <= own.Count)
                .Select(head => new ChainHead(head.Version, head.Hash))
                .Distinct()
                .OrderBy(head => head.Version)],
            [],
            []);
        return (manifest,
        [
            .. year.Sources,
            ArchiveSource.Of(ArchiveManifest.EventsName, ArchivedKind.Events, EventLines.Write(own)),
            ArchiveSource.Of(
                "decisions.md",
                ArchivedKind.Decisions,
                Encoding.UTF8.GetBytes(DecisionsText.Write(manifest, year.Plan, events, year.People))),
            ArchiveSource.Of(ArchiveManifest.PeopleName, ArchivedKind.People, Named(year.People, [.. own, .. year.Events])),
            .. events.OfType<ItemEvent.SheetUploaded>().Select(uploaded => Sheet(year, project, uploaded)),
            .. events.OfType<ItemEvent.SheetRead>()
                .Where(read => !read.Reading.Failed)
                .Select(read => Reading(year, read))
                .DistinctBy(source => source.File.Path),
            .. await FinishedAsync(year, project, events, cancellation),
            // withdrawn and attached again
            .. events.OfType<ItemEvent.EvidenceAttached>()
                .Select(attached => Evidence(year, project, attached))
                .DistinctBy(source => source.File.Path),
        ]);
    }

    private ArchiveSource Sheet(ArchivedYear year, Project project, ItemEvent.SheetUploaded uploaded)
    {
        var name = UploadName.Of(year.Unit, year.Year, uploaded.Stage, project.Id, uploaded.Version, uploaded.Sha256);
        return new(
            new(
                string.Create(CultureInfo.InvariantCulture, $"sheets/{uploaded.Stage}/v{uploaded.Version}{ExtensionOf(uploaded.FileName)}"),
                ArchivedKind.Sheet, "", 0, uploaded.Stage.Value, uploaded.Version, FileName: uploaded.FileName),
            async cancellation => await uploads.OpenAsync(name, year.Waiting.Contains(name), cancellation));
    }

    private ArchiveSource Reading(ArchivedYear year, ItemEvent.SheetRead read) => new(
        new(
            string.Create(CultureInfo.InvariantCulture, $"readings/{read.Stage}/v{read.Version}.json"),
            ArchivedKind.Reading, "", 0, read.Stage.Value, read.Version),
        async cancellation => (await readings.ReadTextAsync(year.Unit, read.Reading.Id!, cancellation)).ToStream()); // never left out

    /// <summary>
    /// What the self-evaluation came to, beside the sheet as it came: in the official form, and in the section's own file where that can be
    /// edited. Written now and held: small, and not to be named where there is none.
    /// </summary>
    private async Task<IReadOnlyList<ArchiveSource>> FinishedAsync(
        ArchivedYear year, Project project, IReadOnlyList<ItemEvent> events, CancellationToken cancellation)
    {
        if (year.Plan.SelfEvaluationStage is not { } stage
            || await forms.FindAsync(
                year.Unit, year.UnitName, year.Year, project, stage, year.Rules, ItemStory.Of(stage.Id, events), cancellation)
                is not { } approved)
        {
            return [];
        }

        var version = approved.Sheet.Version;
        var copy = await slots.UploadAsync(year.Unit.Value, CopyAsync, cancellation);
        return
        [
            ArchiveSource.Of(
                $"finished/{stage.Id}/form.xlsx", ArchivedKind.Finished, FinishedForms.WriteForm(approved), stage.Id.Value, version),
            .. copy is null ? Array.Empty<ArchiveSource>() :
            [
                ArchiveSource.Of(
                    string.Create(CultureInfo.InvariantCulture, $"finished/{stage.Id}/v{version}.xlsx"),
                    ArchivedKind.Finished, copy, stage.Id.Value, version),
            ],
        ];

        async Task<byte[]?> CopyAsync()
        {
            try
            {
                return await forms.WriteCopyAsync(year.Unit, stage.Id, approved, cancellation);
            }
            catch (AlteredFileException)
            {
                return null; // the archive says so of the sheet itself
            }
        }
    }

    private ArchiveSource Evidence(ArchivedYear year, Project project, ItemEvent.EvidenceAttached attached)
    {
        var file = attached.Evidence;
        var name = EvidenceFiles.Name(year.Unit, year.Year, attached.Stage, project.Id, file.Id, file.Sha256);
        return new(
            new(
                $"evidence/{attached.Stage}/{file.Id}{ExtensionOf(file.FileName)}",
                ArchivedKind.Evidence, "", 0, attached.Stage.Value, Id: file.Id, FileName: file.FileName),
            async cancellation => await evidence.OpenAsync(name, file.Sha256, cancellation));
    }

    /// <summary>Read now and held: its files are few and small, and every archive has them.</summary>
    private async Task<IReadOnlyList<ArchiveSource>> ReportAsync(UnitId unit, int year, Report report, CancellationToken cancellation)
    {
        var sources = new List<ArchiveSource>();
        foreach (var (file, sha256) in report.Files)
        {
            var content = await reports.FindAsync(unit, year, report.Version, file, sha256, cancellation);
            sources.Add(new(new($"report/{file}", ArchivedKind.Report, "", 0), _ => Task.FromResult(content?.ToStream())));
        }

        return sources;
    }

    private async Task<List<ArchivedEvent>> EventsAsync(UnitId unit, int year, ProjectId? project, CancellationToken cancellation)
    {
        var events = new List<ArchivedEvent>();
        ImmutableArray<LoggedEvent> page;
        do
        {
            page = await log.ReadAsync(unit, year, project, events.Count, Page, cancellation);
            events.AddRange(page.Select(logged => new ArchivedEvent(
                logged.Version,
                logged.Hash,
                logged.Text ?? throw new DamagedRowException($"{unit}:{year}:{project}", $"event {logged.Version} is gone"))));
        }
        while (page.Length == Page);

        return events;
    }

    /// <summary>Archiving itself writes to both streams: an archive made again holds them as they were before.</summary>
    private static (IReadOnlyList<ArchivedEvent> Logged, IReadOnlyList<TEvent> Events) Until<TEvent, TArchived>(List<ArchivedEvent> all)
        where TArchived : TEvent
    {
        var events = all.Select(logged => JsonSerializer.Deserialize<TEvent>(logged.Text, Wire.Json)!)
            .TakeWhile(happened => happened is not TArchived)
            .ToList();
        return (all[..events.Count], events);
    }

    private static ChainHead Head(IReadOnlyList<ArchivedEvent> events, string stream)
        => events.Count == 0 ? new(0, Chain.Genesis(stream)) : new(events.Count, events[^1].Hash);

    /// <summary>Everyone whose key the events hold, as they are called now.</summary>
    private static byte[] Named(People people, IReadOnlyList<ArchivedEvent> events) => JsonSerializer.SerializeToUtf8Bytes(
        new SortedDictionary<string, string>(
            people.Keys
                .Where(key => events.Any(logged => logged.Text.Contains($"\"{key}\"", StringComparison.Ordinal)))
                .ToDictionary(key => key, people.NameOf),
            StringComparer.Ordinal),
        Wire.Json);

    private static string ExtensionOf(string fileName)
    {
        var extension = Path.GetExtension(fileName).ToLowerInvariant();
        return Extensions.Contains(extension) ? extension : ".bin";
    }
}
