using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using PerfFlow.Domain.Access;
using PerfFlow.Domain.Findings;
using PerfFlow.Domain.Review;
using PerfFlow.Functions.Edge.Access;
using PerfFlow.Functions.Edge.Http;
using PerfFlow.Functions.Years;
using PerfFlow.Storage.Files;
using PerfFlow.Storage.Ledgers;

namespace PerfFlow.Functions.Reporting;

/// <summary>The report of a unit's year: drawn from the board, read, approved by the group, signed by the unit's head.</summary>
public sealed class ReportApi(Board board, Ledger ledger, Reports reports, Obstacles obstacles, YearDesk desk, TimeProvider time)
{
    [Requires(Right.DraftReport)]
    [Answers(202, "Builds the next version from the board; 409 names the projects that lack a self-evaluation.",
        Json = typeof(DraftAnswer))]
    [Function("DraftReport")]
    public Task<IResult> DraftAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = Routes.Report)] HttpRequest request,
        [DurableClient] DurableTaskClient client) =>
        desk.DoAsync(
            request,
            client,
            (by, shown, state) => Task.FromResult<UnitYearCommand>(Draft(by, state, ReportHead.Of(shown))),
            (state, _) => Drafted(request, state),
            shown => shown.Unit.Plan!.IsReportOpenAt(time.GetUtcNow()) ? Incomplete(shown) : Problems.Of(Refusals.StageNotOpen));

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
        if (unitYear.Plan is null)
        {
            return Problems.NotFound;
        }

        var obstacle = unitYear.Report is { State: ReportState.Building, Version: var version }
            ? await obstacles.FindAsync(unit, year, BuildReport.ObstacleOf(version), request.HttpContext.RequestAborted)
            : null;
        return Json.Ok(ReportAnswer.Of(unit, year, unitYear.Report, unitYear.ShowsReportTo(Caller.Of(request).Membership!)) with
        {
            Obstacle = obstacle is null ? null : ObstacleAnswer.Of(obstacle, Problem.LanguageOf(request)),
        });
    }

    [Requires(Right.ViewReport)]
    [Answers(200, "The summary workbook.", File = AnswersAttribute.Workbook)]
    [Function("GetReportWorkbook")]
    public Task<IResult> WorkbookAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = Routes.Report + "/workbook")] HttpRequest request) =>
        FileAsync(request, ReportFiles.Workbook);

    [Requires(Right.ViewReport)]
    [Answers(200, "The report to be printed and signed.", File = AnswersAttribute.Word)]
    [Function("GetReportWord")]
    public Task<IResult> WordAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = Routes.Report + "/word")] HttpRequest request) =>
        FileAsync(request, ReportFiles.Word);

    [Requires(Right.ViewReport)]
    [Answers(200, "The report for a browser.", File = AnswersAttribute.Html)]
    [Function("GetReportHtml")]
    public Task<IResult> HtmlAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = Routes.Report + "/html")] HttpRequest request) =>
        FileAsync(request, ReportFiles.Html);

    [Requires(Right.ReadArchive)]
    [Answers(200, "The internal annex: sources with their hashes, scores the group has set, returns and dissent. Never for a section.",
        File = AnswersAttribute.Word)]
    [Function("GetReportInternal")]
    public Task<IResult> InternalAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = Routes.Report + "/internal")] HttpRequest request) =>
        FileAsync(request, ReportFiles.Internal);

    [Requires(Right.ViewReport)]
    [Answers(200, "The report in Markdown.", File = AnswersAttribute.Markdown)]
    [Function("GetReportMarkdown")]
    public Task<IResult> MarkdownAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = Routes.Report + "/markdown")] HttpRequest request) =>
        FileAsync(request, ReportFiles.Markdown);

    [Requires(Right.ApproveReport)]
    [Answers(200, "The leading group approves the version.", Body = typeof(SeenVersion), Json = typeof(ReportAnswer))]
    [Function("ApproveReport")]
    public Task<IResult> ApproveAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = Routes.Report + "/approve")] HttpRequest request,
        [DurableClient] DurableTaskClient client) =>
        DecideAsync(request, client, (by, shown, _, version) => Task.FromResult<UnitYearCommand>(
            new UnitYearCommand.ApproveReport(by, version, ReportHead.Of(shown))));

    [Requires(Right.SignReport)]
    [Answers(200, "The unit's head signs the approved version; the year is archived and done.",
        Body = typeof(SeenVersion), Json = typeof(ReportAnswer))]
    [Function("SignReport")]
    public Task<IResult> SignAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = Routes.Report + "/sign")] HttpRequest request,
        [DurableClient] DurableTaskClient client) =>
        DecideAsync(request, client, async (by, shown, state, version) =>
            new UnitYearCommand.SignReport(by, version, ReportHead.Of(
                state.Report?.State == ReportState.Approved ? await HeldAsync(request, shown) : shown)));

    /// <summary>The board as it must still stand when the signature is written: nobody adds to a project in between.</summary>
    private async Task<YearBoard> HeldAsync(HttpRequest request, YearBoard shown)
    {
        var (unit, year, cancellation) = (request.UnitIn(), request.YearIn()!.Value, request.HttpContext.RequestAborted);
        await ledger.HoldAsync(unit, year, shown.Rows.Select(row => row.Project), cancellation);
        return await board.ShowAsync(unit, year, cancellation);
    }

    private async Task<IResult> DecideAsync(
        HttpRequest request, DurableTaskClient client, Func<Actor, YearBoard, UnitYearState, int, Task<UnitYearCommand>> command)
    {
        var (body, problem) = await Json.ReadAsync<SeenVersion>(request);
        return problem
            ?? await desk.DoAsync(
                request, client, (by, shown, year) => command(by, shown, year, body!.Version), (state, _) => Answered(request, state));
    }

    private static UnitYearCommand.DraftReport Draft(Actor by, UnitYearState state, string head) =>
        new(by, state.ReportVersionFor(head), head);

    private static IResult Drafted(HttpRequest request, UnitYearState state)
    {
        var status = Routes.Location(request.UnitIn(), request.YearIn(), rest: "report");
        return state.Report!.State is ReportState.Approved or ReportState.Signed
            ? Answered(request, state)
            : Json.Accepted(status, new DraftAnswer(state.Report.Version, status));
    }

    private static IResult Answered(HttpRequest request, UnitYearState state) =>
        Json.Ok(ReportAnswer.Of(request.UnitIn(), request.YearIn()!.Value, state.Report));

    private static Problem? Incomplete(YearBoard shown) => ReportReadiness.Lacking(shown.Unit, shown.Summary) is { IsEmpty: false } lacking
        ? new Problem(
            409,
            "REPORT_INCOMPLETE",
            new Message(
                "还有项目的绩效目标或自评没有审定,或自评未对照最新批复的目标。",
                "Targets or self-evaluations of some projects are not approved yet, or an evaluation is not of the latest targets."),
            More: new { Projects = lacking })
        : null;

    private async Task<IResult> FileAsync(HttpRequest request, string file)
    {
        if (request.YearIn() is not { } year)
        {
            return Problems.NotFound;
        }

        var unit = request.UnitIn();
        var cancellation = request.HttpContext.RequestAborted;
        var unitYear = await board.UnitYearAsync(unit, year, cancellation);
        return unitYear.Report is not { } report ? Problems.NotFound
            : !unitYear.ShowsReportTo(Caller.Of(request).Membership!) ? Problems.RoleRequired
            : report.Files.GetValueOrDefault(file) is not { } sha256 ? Problems.NotFound
            : await reports.FindAsync(unit, year, report.Version, file, sha256, cancellation) is { } content
                ? Results.File(content.ToArray(), ReportFiles.Media[file], $"{unit}-{year}-{file}")
            : throw new AlteredFileException(Reports.Kept(unit, year, report.Version, file, sha256), null);
    }
}
