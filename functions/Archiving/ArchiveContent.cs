using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using System.Text.Json;
using PerfFlow.Domain.Access;
using PerfFlow.Domain.Archive;
using PerfFlow.Domain.Plan;
using PerfFlow.Domain.Review;
using PerfFlow.Storage;
using PerfFlow.Storage.Archive;
using PerfFlow.Storage.Evidence;
using PerfFlow.Storage.Ledger;
using PerfFlow.Storage.Memberships;
using PerfFlow.Storage.Readings;
using PerfFlow.Storage.Registry;
using PerfFlow.Storage.Reports;
using PerfFlow.Storage.Uploads;

namespace PerfFlow.Functions.Archiving;

/// <summary>
/// What goes into a project-year's archive (field.md §5.5): every sheet as it came with its reading, all evidence, the
/// events of the project and of the unit, who was who in them, the decisions in words, the report, plan and rules.
/// </summary>
public sealed class ArchiveContent(
    LedgerLog log, Anchors anchors, Registry registry, Memberships memberships, Uploads uploads, Readings readings, EvidenceFiles evidence, Reports reports)
{
    private const int Page = 500;

    /// <summary>Extensions that are kept; any other file is named <c>.bin</c>.</summary>
    private static readonly string[] Extensions =
        [".xlsx", ".xls", ".et", ".pdf", ".png", ".jpg", ".jpeg", ".docx", ".doc", ".ods", ".odt", ".txt", ".csv"];

    private sealed record Place(UnitId Unit, int Year, UnitYearState UnitYear, Project Project);

    /// <returns>The manifest without its files, and the files to be opened one by one.</returns>
    public async Task<(ArchiveManifest Manifest, IReadOnlyList<ArchiveSource> Sources)> OfAsync(
        UnitId unit, int year, UnitYearState unitYear, Project project, CancellationToken cancellation)
    {
        var place = new Place(unit, year, unitYear, project);
        // Archiving itself writes to both streams: an archive made again holds them as they were before.
        var own = Before(await EventsAsync(place, project.Id, cancellation), "item-archived");
        var units = Before(await EventsAsync(place, null, cancellation), "project-archived");
        var profile = Years.Profiles.Of(unitYear);
        var people = await memberships.PeopleAsync(unit, cancellation);
        var anchor = await anchors.LatestAsync(unit, year, cancellation);
        var manifest = new ArchiveManifest(
            ArchiveManifest.Current,
            unit.Value,
            (await registry.FindAsync(unit, cancellation))!.Name,
            year,
            project.Id.Value,
            project.Name,
            project.Section,
            string.Create(CultureInfo.InvariantCulture, $"{profile.Id}/{profile.Version}"),
            Head(own, Streams.Of(unit, year, project.Id).ToString()),
            Head(units, Streams.Of(unit, year).ToString()),
            [.. (anchor?.Heads.Concat(anchor.Earlier) ?? [])
                .Where(head => head.Stream == project.Id.Value && head.Version <= own.Count)
                .Select(head => new ChainHead(head.Version, head.Hash))
                .Distinct()
                .OrderBy(head => head.Version)],
            [],
            []);
        var events = own.Select(logged => JsonSerializer.Deserialize<ItemEvent>(logged.Text, Wire.Json)!).ToList();
        return (manifest,
        [
            ArchiveSource.Of(ArchiveManifest.EventsName, ArchivedKind.Events, EventLines.Write(own)),
            ArchiveSource.Of(ArchiveManifest.UnitEventsName, ArchivedKind.UnitEvents, EventLines.Write(units)),
            ArchiveSource.Of("decisions.md", ArchivedKind.Decisions, Encoding.UTF8.GetBytes(DecisionsText.Write(manifest, unitYear.Plan!, events, people))),
            ArchiveSource.Of(ArchiveManifest.PeopleName, ArchivedKind.People, Named(people, [.. own, .. units])),
            ArchiveSource.Of("profile.json", ArchivedKind.Rules, JsonSerializer.SerializeToUtf8Bytes(profile, Wire.Json)),
            ArchiveSource.Of("plan.json", ArchivedKind.Rules, JsonSerializer.SerializeToUtf8Bytes(unitYear.Plan, Wire.Json)),
            .. events.OfType<ItemEvent.SheetUploaded>().Select(uploaded => Sheet(place, uploaded)),
            .. events.OfType<ItemEvent.SheetRead>().Where(read => !read.Reading.Failed).Select(read => Reading(place, read)).DistinctBy(source => source.File.Path),
            .. events.OfType<ItemEvent.EvidenceAttached>().Select(attached => Evidence(place, attached)).DistinctBy(source => source.File.Path), // withdrawn and attached again
            .. (unitYear.Report?.Files.Keys ?? []).Select(file => Report(place, file)),
        ]);
    }

    private ArchiveSource Sheet(Place place, ItemEvent.SheetUploaded uploaded)
    {
        var name = UploadName.Of(place.Unit, place.Year, uploaded.Stage, place.Project.Id, uploaded.Version, uploaded.Sha256);
        return new(
            new(
                string.Create(CultureInfo.InvariantCulture, $"sheets/{uploaded.Stage}/v{uploaded.Version}{ExtensionOf(uploaded.FileName)}"),
                ArchivedKind.Sheet, "", 0, uploaded.Stage.Value, uploaded.Version, FileName: uploaded.FileName),
            cancellation => uploads.OpenAsync(name, cancellation));
    }

    private ArchiveSource Reading(Place place, ItemEvent.SheetRead read) => new(
        new(
            string.Create(CultureInfo.InvariantCulture, $"readings/{read.Stage}/v{read.Version}.json"),
            ArchivedKind.Reading, "", 0, read.Stage.Value, read.Version),
        async cancellation => (await readings.FindTextAsync(place.Unit, read.Reading.Id!, cancellation))?.ToStream());

    private ArchiveSource Evidence(Place place, ItemEvent.EvidenceAttached attached)
    {
        var file = attached.Evidence;
        var name = EvidenceFiles.Name(place.Unit, place.Year, attached.Stage, place.Project.Id, file.Id, file.Sha256);
        return new(
            new(
                $"evidence/{attached.Stage}/{file.Id}{ExtensionOf(file.FileName)}",
                ArchivedKind.Evidence, "", 0, attached.Stage.Value, Id: file.Id, FileName: file.FileName),
            cancellation => evidence.OpenAsync(name, cancellation));
    }

    private ArchiveSource Report(Place place, string file) => new(
        new($"report/{file}", ArchivedKind.Report, "", 0),
        async cancellation => (await reports.FindAsync(place.Unit, place.Year, place.UnitYear.Report!.Version, file, cancellation))?.ToStream());

    private async Task<List<ArchivedEvent>> EventsAsync(Place place, ProjectId? project, CancellationToken cancellation)
    {
        var events = new List<ArchivedEvent>();
        ImmutableArray<LoggedEvent> page;
        do
        {
            page = await log.ReadAsync(place.Unit, place.Year, project, events.Count, Page, cancellation);
            events.AddRange(page.Select(logged => new ArchivedEvent(
                logged.Version,
                logged.Hash,
                logged.Text ?? throw new InvalidDataException($"Event {logged.Version} of {project} is gone; verify the ledger."))));
        }
        while (page.Length == Page);

        return events;
    }

    private static List<ArchivedEvent> Before(List<ArchivedEvent> events, string type)
    {
        var mark = $"\"type\":\"{type}\""; // what a user wrote has its quotes escaped
        return [.. events.TakeWhile(logged => !logged.Text.Contains(mark, StringComparison.Ordinal))];
    }

    private static ChainHead Head(List<ArchivedEvent> events, string stream)
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
