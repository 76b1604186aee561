using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Azure.Functions.Worker;
using PerfFlow.Domain.Access;
using PerfFlow.Domain.Documents;
using PerfFlow.Domain.Findings;
using PerfFlow.Domain.Review;
using PerfFlow.Functions.Edge.Access;
using PerfFlow.Functions.Edge.Http;
using PerfFlow.Storage;
using PerfFlow.Storage.Files;
using PerfFlow.Storage.Ledgers;

namespace PerfFlow.Functions.Reporting;

/// <param name="Sections">Those that differ; empty where the two say the same.</param>
public sealed record ReportDifferencesAnswer(int From, int To, ImmutableArray<SectionDifference> Sections);

/// <summary>What became of each version of the report, its files, and what is new in it: for those who answer for the whole unit.</summary>
public sealed class ReportVersionsApi(Ledger ledger, Reports reports, UnitPeople unitPeople)
{
    private static readonly Problem NotComparable = new(409, "NOT_COMPARABLE", new Message(
        "两个版本中有一个没有保存文稿,无法比较。", "One of the versions has no kept document: there is nothing to compare."));

    [Requires(Right.ReadArchive)]
    [Answers(200, "Every version of the report: who drafted, approved and signed it, and the hashes of data and files.",
        Json = typeof(IReadOnlyList<ReportVersionAnswer>))]
    [Function("ListReportVersions")]
    public async Task<IResult> ListAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = Routes.Report + "/versions")] HttpRequest request)
    {
        if (request.YearIn() is not { } year || await VersionsAsync(request, year) is not { } versions)
        {
            return Problems.NotFound;
        }

        var people = await unitPeople.OfAsync(request);
        return Json.Ok(versions.Select(version => ReportVersionAnswer.Of(request.UnitIn(), year, version, people)).ToList());
    }

    [Requires(Right.ReadArchive)]
    [Answers(200, "A file of a version, as it was drawn.", File = AnswersAttribute.Word)]
    [Function("GetReportVersionFile")]
    public async Task<IResult> FileAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = Routes.Report + "/versions/{version}/{file}")] HttpRequest request)
    {
        var file = request.HttpContext.GetRouteValue("file") as string ?? "";
        return request.YearIn() is { } year
            && ReportFiles.Media.TryGetValue(file, out var media)
            && Number(request.HttpContext.GetRouteValue("version") as string) is { } number
            && Find(await VersionsAsync(request, year), number) is { } version
            && await ReadAsync(request, year, version, file) is { } content
                ? Results.File(content.ToArray(), media, $"{request.UnitIn()}-{year}-{number}-{file}")
                : Problems.NotFound;
    }

    [Requires(Right.ReadArchive)]
    [Query("from")]
    [Query("to")]
    [Answers(200, "Each section that differs between two versions; without versions: the newest and the one before.",
        Json = typeof(ReportDifferencesAnswer))]
    [Function("GetReportDifferences")]
    public async Task<IResult> DifferencesAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = Routes.Report + "/differences")] HttpRequest request)
    {
        if (request.YearIn() is not { } year || await VersionsAsync(request, year) is not { } versions)
        {
            return Problems.NotFound;
        }

        if (VersionIn(request, "to", versions.Length) is not { } to)
        {
            return Problems.BadValue("to");
        }

        if (VersionIn(request, "from", to - 1) is not { } from)
        {
            return Problems.BadValue("from");
        }

        return Find(versions, from) is not { } before || Find(versions, to) is not { } after ? Problems.Of(Refusals.NoSuchVersion)
            : await DocumentAsync(request, year, before) is { } old && await DocumentAsync(request, year, after) is { } @new
                ? Json.Ok(new ReportDifferencesAnswer(from, to, DocumentDifference.Of(old, @new)))
            : NotComparable;
    }

    private static ReportVersion? Find(ImmutableArray<ReportVersion>? versions, int number)
        => versions?.FirstOrDefault(version => version.Version == number);

    private static int? VersionIn(HttpRequest request, string name, int usual)
        => request.Asked(name) is { } text ? Number(text) : usual;

    private static int? Number(string? text)
        => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    /// <returns>Null for a year that is not there.</returns>
    private async Task<ImmutableArray<ReportVersion>?> VersionsAsync(HttpRequest request, int year)
    {
        var history = await ledger.ReadAsync(Streams.Of(request.UnitIn(), year), request.HttpContext.RequestAborted);
        return history.State.Plan is null ? null : ReportHistory.Of(history.Events.Select(entry => entry.Event));
    }

    private async Task<Document?> DocumentAsync(HttpRequest request, int year, ReportVersion version)
        => await ReadAsync(request, year, version, ReportFiles.Model) is { } content
            ? JsonSerializer.Deserialize<Document>(content, Wire.Json)
            : null;

    /// <returns>Null for a file that the version does not have.</returns>
    /// <exception cref="AlteredFileException">It is gone, or has other bytes.</exception>
    private async Task<BinaryData?> ReadAsync(HttpRequest request, int year, ReportVersion version, string file)
    {
        var unit = request.UnitIn();
        return version.Files.GetValueOrDefault(file) is not { } sha256 ? null
            : await reports.FindAsync(unit, year, version.Version, file, sha256, request.HttpContext.RequestAborted)
                ?? throw new AlteredFileException(Reports.Kept(unit, year, version.Version, file, sha256), null);
    }
}
