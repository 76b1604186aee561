using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using PerfFlow.Domain.Access;
using PerfFlow.Domain.Findings;
using PerfFlow.Domain.Plan;
using PerfFlow.Domain.Review;
using PerfFlow.Functions.Edge.Access;
using PerfFlow.Functions.Edge.Http;
using PerfFlow.Functions.Years;
using PerfFlow.Storage.Files;
using PerfFlow.Storage.Ledgers;

namespace PerfFlow.Functions.Reporting;

/// <param name="Status">Where to see when it is ready.</param>
public sealed record DraftAnswer(int Version, string Status);

/// <summary>How far the report is; <c>none</c> before the first draft.</summary>
public enum ReportProgress
{
    None,
    Building,
    Ready,
    Approved,
    Signed,
}

/// <param name="Head">Hash over the heads of the streams it was drawn from.</param>
/// <param name="Files">Locations by kind, once it is ready.</param>
public sealed record ReportAnswer(int Version, ReportProgress State, string? Head, IReadOnlyDictionary<string, string> Files);

/// <summary>The report of a unit's year: drawn from the board, read, approved by the group, signed by the unit's head.</summary>
public sealed class ReportApi(Board board, Ledger ledger, Reports reports, YearDesk desk)
{
    [Requires(Right.DraftReport)]
    [Answers(202, "Builds the next version from the board; 409 names the projects that lack a self-evaluation.", Json = typeof(DraftAnswer))]
    [Function("DraftReport")]
    public Task<IResult> DraftAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = Routes.Report)] HttpRequest request,
        [DurableClient] DurableTaskClient client) =>
        desk.DoAsync(
            request,
            client,
            (shown, state) => Task.FromResult<UnitYearCommand>(Draft(Caller.Of(request).ToActor(), state, ReportHead.Of(shown))),
            (state, _) => Drafted(request, state),
            Incomplete);

    [Requires(Right.ViewReport)]
    [Answers(200, "How far the report is; its files for a section once it is signed.", Json = typeof(ReportAnswer))]
    [Function("GetReport")]
    public async Task<IResult> GetAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = Routes.Report)] HttpRequest request)
    {
        if (request.YearIn() is not { } year)
        {
            return Problems.NotFound;
        }

        var unit = request.UnitIn();
        var unitYear = await board.UnitYearAsync(unit, year, request.HttpContext.RequestAborted);
        return unitYear.Plan is null ? Problems.NotFound : Json.Ok(Answer(unit, year, unitYear.Report, unitYear.ShowsReportTo(Caller.Of(request).Membership!)));
    }

    [Requires(Right.ViewReport)]
    [Answers(200, "The summary workbook.", File = AnswersAttribute.Workbook)]
    [Function("GetReportWorkbook")]
    public Task<IResult> WorkbookAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = Routes.Report + "/workbook")] HttpRequest request) =>
        FileAsync(request, ReportFiles.Workbook, AnswersAttribute.Workbook);

    [Requires(Right.ViewReport)]
    [Answers(200, "The report in Markdown.", File = AnswersAttribute.Markdown)]
    [Function("GetReportMarkdown")]
    public Task<IResult> MarkdownAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = Routes.Report + "/markdown")] HttpRequest request) =>
        FileAsync(request, ReportFiles.Markdown, AnswersAttribute.Markdown + "; charset=utf-8");

    [Requires(Right.ApproveReport)]
    [Answers(200, "The leading group approves the version.", Body = typeof(SeenVersion), Json = typeof(ReportAnswer))]
    [Function("ApproveReport")]
    public Task<IResult> ApproveAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = Routes.Report + "/approve")] HttpRequest request,
        [DurableClient] DurableTaskClient client) =>
        DecideAsync(request, client, (shown, _, version) => Task.FromResult<UnitYearCommand>(
            new UnitYearCommand.ApproveReport(Caller.Of(request).ToActor(), version, ReportHead.Of(shown))));

    [Requires(Right.SignReport)]
    [Answers(200, "The unit's head signs the approved version; the year is archived and done.", Body = typeof(SeenVersion), Json = typeof(ReportAnswer))]
    [Function("SignReport")]
    public Task<IResult> SignAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = Routes.Report + "/sign")] HttpRequest request,
        [DurableClient] DurableTaskClient client) =>
        DecideAsync(request, client, async (shown, state, version) =>
            new UnitYearCommand.SignReport(Caller.Of(request).ToActor(), version, ReportHead.Of(
                state.Report?.State == ReportState.Approved ? await HeldAsync(request, shown) : shown)));

    /// <summary>The board as it must still stand when the signature is written: nobody adds to a project in between.</summary>
    private async Task<YearBoard> HeldAsync(HttpRequest request, YearBoard shown)
    {
        var (unit, year, cancellation) = (request.UnitIn(), request.YearIn()!.Value, request.HttpContext.RequestAborted);
        await ledger.HoldAsync(unit, year, shown.Rows.Select(row => row.Project), cancellation);
        return await board.ShowAsync(unit, year, cancellation);
    }

    private async Task<IResult> DecideAsync(
        HttpRequest request, DurableTaskClient client, Func<YearBoard, UnitYearState, int, Task<UnitYearCommand>> command)
    {
        var (body, problem) = await Json.ReadAsync<SeenVersion>(request);
        return problem
            ?? await desk.DoAsync(request, client, (shown, year) => command(shown, year, body!.Version), (state, _) => Answered(request, state));
    }

    private static UnitYearCommand.DraftReport Draft(Actor by, UnitYearState state, string head) => new(by, state.ReportVersionFor(head), head);

    private static IResult Drafted(HttpRequest request, UnitYearState state)
    {
        var status = Routes.Location(request.UnitIn(), request.YearIn(), rest: "report");
        return state.Report!.State is ReportState.Approved or ReportState.Signed
            ? Answered(request, state)
            : Json.Accepted(status, new DraftAnswer(state.Report.Version, status));
    }

    private static IResult Answered(HttpRequest request, UnitYearState state) => Json.Ok(Answer(request.UnitIn(), request.YearIn()!.Value, state.Report));

    private static Problem? Incomplete(YearBoard shown) => ReportReadiness.Lacking(shown.Unit, shown.Summary) is { IsEmpty: false } lacking
        ? new Problem(
            409,
            "REPORT_INCOMPLETE",
            new Message(
                "还有项目的绩效目标或自评没有审定,或自评未对照最新批复的目标。",
                "Targets or self-evaluations of some projects are not approved yet, or an evaluation is not of the latest targets."),
            More: new { Projects = lacking })
        : null;

    private async Task<IResult> FileAsync(HttpRequest request, string file, string media)
    {
        if (request.YearIn() is not { } year)
        {
            return Problems.NotFound;
        }

        var unit = request.UnitIn();
        var cancellation = request.HttpContext.RequestAborted;
        var unitYear = await board.UnitYearAsync(unit, year, cancellation);
        if (unitYear.Report is not null && !unitYear.ShowsReportTo(Caller.Of(request).Membership!))
        {
            return Problems.RoleRequired;
        }

        return unitYear.Report is { } report
            && report.Files.ContainsKey(file)
            && await reports.FindAsync(unit, year, report.Version, file, cancellation) is { } content
                ? Results.File(content.ToArray(), media, $"{unit}-{year}-{file}")
                : Problems.NotFound;
    }

    private static ReportAnswer Answer(UnitId unit, int year, Report? report, bool withFiles = true) => new(
        report?.Version ?? 0,
        report is null ? ReportProgress.None : Enum.Parse<ReportProgress>(report.State.ToString()),
        report?.Head,
        report is null or { State: ReportState.Building } || !withFiles
            ? new Dictionary<string, string>()
            : new Dictionary<string, string>
            {
                ["workbook"] = Routes.Location(unit, year, rest: "report/workbook"),
                ["markdown"] = Routes.Location(unit, year, rest: "report/markdown"),
            });
}
