using System.Text.Json;
using PerfFlow.Domain.Plan;
using PerfFlow.Domain.Review;
using PerfFlow.Storage.Files;

namespace PerfFlow.Storage.Ledgers;

/// <summary>
/// Looks through every file that the events of a unit's year name: sheets, readings, evidence, reports, archives. Each must be there and
/// have its hash. A stream after another, a page of events after another, a file at a time: what is held is one part of a file, and one
/// reading or report. It goes on where it was.
/// </summary>
public sealed class FileCheck(
    StorageClients clients, Uploads uploads, Readings readings, EvidenceFiles evidence, Reports reports, Archives archives)
{
    private const int Page = 100;

    private readonly LedgerRows rows = new(clients);

    /// <param name="take">Asked before the files of each event, with their number: whether to go on.</param>
    /// <param name="now">When it ends, if it does.</param>
    /// <returns>The pass as far as it went; with its end when nothing is left.</returns>
    public async Task<FilePass> ContinueAsync(
        UnitId unit, int year, FilePass pass, Func<int, bool> take, Func<DateTimeOffset> now, CancellationToken cancellation = default)
    {
        foreach (var stream in await StreamsAsync(unit, year, cancellation))
        {
            if (string.CompareOrdinal(stream, pass.Stream) < 0)
            {
                continue;
            }

            pass = stream == pass.Stream ? pass : pass with { Stream = stream, Version = 0 };
            List<EventRow> page;
            do
            {
                page = await rows.PageAsync(StreamPlace.Of(unit, year, stream), pass.Version, Page, cancellation);
                foreach (var row in page)
                {
                    var files = NamedIn(unit, year, stream, row);
                    if (files.Count > 0 && !take(files.Count))
                    {
                        return pass;
                    }

                    foreach (var (file, lookAsync) in files)
                    {
                        pass = pass.With(file, await AlteredAsync(file, lookAsync, cancellation));
                    }

                    pass = pass with { Version = Math.Max(pass.Version, row.Version) };
                }
            }
            while (page.Count == Page && page[^1].Version > 0);
        }

        return pass with { Ended = now() };
    }

    /// <summary>
    /// In the order of their names, which is that of the look. One that has lost its row of the board, its own check finds.
    /// </summary>
    private async Task<IReadOnlyList<string>> StreamsAsync(UnitId unit, int year, CancellationToken cancellation)
    {
        var streams = new SortedSet<string>(StringComparer.Ordinal);
        await foreach (var row in rows.BoardRowsAsync(unit, year, cancellation))
        {
            if (UntoldNews.In(row.RowKey) is null)
            {
                streams.Add(StreamKeys.StreamOfBoard(row.RowKey));
            }
        }

        return [.. streams];
    }

    /// <returns>Null when it is there and has its hash.</returns>
    private static async Task<AlteredFileException?> AlteredAsync(
        KeptFile file, Func<CancellationToken, Task<bool>> lookAsync, CancellationToken cancellation)
    {
        try
        {
            return await lookAsync(cancellation) ? null : new(file, null);
        }
        catch (AlteredFileException altered)
        {
            return altered;
        }
    }

    /// <returns>None for what a hand has written into an event: the check of its chain finds that, and the look goes on.</returns>
    private List<(KeptFile File, Func<CancellationToken, Task<bool>> LookAsync)> NamedIn(
        UnitId unit, int year, string stream, EventRow row)
    {
        try
        {
            return [.. FilesOf(unit, year, stream, row)];
        }
        catch (Exception unusual) when (unusual is NullReferenceException or ArgumentException or FormatException)
        {
            return [];
        }
    }

    private IEnumerable<(KeptFile File, Func<CancellationToken, Task<bool>> LookAsync)> FilesOf(
        UnitId unit, int year, string stream, EventRow row)
    {
        if (stream == StreamKeys.UnitStream)
        {
            return Parse<UnitYearEvent>(row) switch
            {
                UnitYearEvent.ReportBuilt { Files: { } files } e =>
                    files.Select(file => Report(unit, year, e.Version, file.Key, file.Value)),
                UnitYearEvent.ProjectArchived e => [Archive(unit, year, e.Project, e.Sha256)],
                _ => [],
            };
        }

        return ProjectId.Parse(stream) is not { Refusal: null, Value: var project } ? [] : Parse<ItemEvent>(row) switch
        {
            ItemEvent.SheetUploaded e => [Sheet(UploadName.Of(unit, year, e.Stage, project, e.Version, e.Sha256))],
            ItemEvent.SheetRead { Reading.Id: { } id } => [Reading(unit, id)],
            ItemEvent.EvidenceAttached { Evidence: var file } e
                => [Evidence(EvidenceFiles.Name(unit, year, e.Stage, project, file.Id, file.Sha256), file.Sha256)],
            _ => [],
        };
    }

    /// <summary>Null for what no event of ours says: the check of its chain finds that.</summary>
    private static TEvent? Parse<TEvent>(EventRow row)
        where TEvent : class
    {
        try
        {
            return row.Text is null ? null : JsonSerializer.Deserialize<TEvent>(row.Text, Wire.Json);
        }
        catch (Exception unreadable) when (unreadable is JsonException or NotSupportedException)
        {
            return null;
        }
    }

    private (KeptFile, Func<CancellationToken, Task<bool>>) Sheet(UploadName name) => (
        Uploads.Kept(name), async cancellation => await ReadAsync(await uploads.OpenAsync(name, false, cancellation), cancellation));

    private (KeptFile, Func<CancellationToken, Task<bool>>) Reading(UnitId unit, string id) => (
        Readings.Kept(unit, id), async cancellation => await readings.ReadTextAsync(unit, id, cancellation) is not null);

    private (KeptFile, Func<CancellationToken, Task<bool>>) Evidence(string name, string sha256) => (
        EvidenceFiles.Kept(name, sha256),
        async cancellation => await ReadAsync(await evidence.OpenAsync(name, sha256, cancellation), cancellation));

    private (KeptFile, Func<CancellationToken, Task<bool>>) Report(UnitId unit, int year, int version, string file, string sha256) => (
        Reports.Kept(unit, year, version, file, sha256),
        async cancellation => await reports.FindAsync(unit, year, version, file, sha256, cancellation) is not null);

    private (KeptFile, Func<CancellationToken, Task<bool>>) Archive(UnitId unit, int year, ProjectId project, string sha256) => (
        Archives.Kept(unit, year, project, sha256),
        async cancellation => await ReadAsync(await archives.OpenAsync(unit, year, project, sha256, cancellation), cancellation));

    /// <returns>False when there is none.</returns>
    private static async Task<bool> ReadAsync(VerifiedStream? content, CancellationToken cancellation)
    {
        await using (content)
        {
            await (content?.CopyToAsync(Stream.Null, cancellation) ?? Task.CompletedTask);
            return content is not null;
        }
    }
}
