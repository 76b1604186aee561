using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using PerfFlow.Domain.Access;
using PerfFlow.Domain.Findings;
using PerfFlow.Domain.Plan;
using PerfFlow.Domain.Review;
using PerfFlow.Functions.Access;
using PerfFlow.Functions.Cycle;
using PerfFlow.Functions.Http;
using PerfFlow.Functions.OpenApi;
using PerfFlow.Functions.Stages;
using PerfFlow.Functions.Years;
using PerfFlow.Storage.Board;
using PerfFlow.Storage.Ledger;
using PerfFlow.Storage.Registry;
using PerfFlow.Storage.Reports;
using DomainReport = PerfFlow.Domain.Review.Report;

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
}

/// <param name="Head">Hash over the heads of the streams it was drawn from.</param>
/// <param name="Files">Locations by kind, once it is ready.</param>
public sealed record ReportAnswer(int Version, ReportProgress State, string? Head, IReadOnlyDictionary<string, string> Files);

/// <summary>The report of a unit's year: drawn from the board, read, and approved by the group, which ends the year.</summary>
public sealed class ReportApi(
    Board board, Ledger ledger, Registry registry, Reports reports, UsedMemberships memberships, WakeUps wakeUps, TimeProvider time)
{
    [Requires(Right.DraftReport)]
    [Answers(202, "Builds the next version from the board; 409 names the projects that lack a self-evaluation.", Json = typeof(DraftAnswer))]
    [Function("DraftReport")]
    public async Task<IResult> DraftAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = Routes.Report)] HttpRequest request,
        [DurableClient] DurableTaskClient client)
    {
        if (request.YearIn() is not { } year)
        {
            return Problems.NotFound;
        }

        var unit = request.UnitIn();
        var shown = await board.ShowAsync(unit, year, request.HttpContext.RequestAborted);
        if (shown.Unit.Plan is not { } plan)
        {
            return Problems.NotFound;
        }

        var missing = Missing(plan, shown);
        if (missing.Count > 0 && !shown.Unit.Done)
        {
            return new Problem(
                409,
                "REPORT_INCOMPLETE",
                new Message("还有项目的绩效目标或自评没有审定。", "Targets or self-evaluations of some projects are not approved yet."),
                More: new { Projects = missing });
        }

        var head = ReportHead.Of(shown);
        return await DoAsync(request, client, year, shown, state => new UnitYearCommand.DraftReport(
            Caller.Of(request).ToActor(), state.Report?.Head == head ? state.Report.Version : state.NextReportVersion, head));
    }

    [AnyMember]
    [Answers(200, "How far the report is.", Json = typeof(ReportAnswer))]
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
        return unitYear.Plan is null ? Problems.NotFound : Json.Ok(Answer(unit, year, unitYear.Report));
    }

    [AnyMember]
    [Answers(200, "The summary workbook.", File = AnswersAttribute.Workbook)]
    [Function("GetReportWorkbook")]
    public Task<IResult> WorkbookAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = Routes.Report + "/workbook")] HttpRequest request) =>
        FileAsync(request, ReportFiles.Workbook, AnswersAttribute.Workbook);

    [AnyMember]
    [Answers(200, "The report in Markdown.", File = AnswersAttribute.Markdown)]
    [Function("GetReportMarkdown")]
    public Task<IResult> MarkdownAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = Routes.Report + "/markdown")] HttpRequest request) =>
        FileAsync(request, ReportFiles.Markdown, AnswersAttribute.Markdown + "; charset=utf-8");

    [Requires(Right.ApproveReport)]
    [Answers(200, "Approves the version; the year is done.", Body = typeof(SeenVersion), Json = typeof(ReportAnswer))]
    [Function("ApproveReport")]
    public async Task<IResult> ApproveAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = Routes.Report + "/approve")] HttpRequest request,
        [DurableClient] DurableTaskClient client)
    {
        if (request.YearIn() is not { } year)
        {
            return Problems.NotFound;
        }

        var shown = await board.ShowAsync(request.UnitIn(), year, request.HttpContext.RequestAborted);
        if (shown.Unit.Plan is null)
        {
            return Problems.NotFound;
        }

        var (body, problem) = await Json.ReadAsync<SeenVersion>(request);
        return problem
            ?? await DoAsync(request, client, year, shown, _ => new UnitYearCommand.ApproveReport(Caller.Of(request).ToActor(), body!.Version));
    }

    private async Task<IResult> DoAsync(
        HttpRequest request, DurableTaskClient client, int year, YearBoard shown, Func<UnitYear, UnitYearCommand> command)
    {
        var (commandId, malformed) = CommandId.Of(request);
        if (malformed is not null)
        {
            return malformed;
        }

        var unit = request.UnitIn();
        var cancellation = request.HttpContext.RequestAborted;
        await memberships.NoteAsync(unit, year, shown.Unit, Caller.Of(request).Membership!, cancellation);
        var answer = await ledger.ExecuteAsync(
            Streams.Of(unit, year), commandId, (state, now) => UnitYearDecider.Decide(state, command(state), now), cancellation);
        if (answer.Refusal is { } refusal)
        {
            return Problems.Of(refusal);
        }

        if (answer.State.Done)
        {
            await registry.DeactivateAsync(unit, year, cancellation);
        }

        await wakeUps.WakeAsync(client, new CycleKey(unit.Value, year), answer.State, time.GetUtcNow());
        var report = answer.State.Report!;
        var status = Routes.Location(unit, year, rest: "report");
        return report.State == ReportState.Approved
            ? Json.Ok(Answer(unit, year, report))
            : Json.Accepted(status, new DraftAnswer(report.Version, status));
    }

    private async Task<IResult> FileAsync(HttpRequest request, string file, string media)
    {
        if (request.YearIn() is not { } year)
        {
            return Problems.NotFound;
        }

        var unit = request.UnitIn();
        var cancellation = request.HttpContext.RequestAborted;
        var report = (await board.UnitYearAsync(unit, year, cancellation)).Report;
        return report is not null
            && report.Files.ContainsKey(file)
            && await reports.FindAsync(unit, year, report.Version, file, cancellation) is { } content
                ? Results.File(content.ToArray(), media, $"{unit}-{year}-{file}")
                : Problems.NotFound;
    }

    private static List<ProjectId> Missing(YearPlan plan, YearBoard shown) =>
        [.. from project in shown.Unit.ProjectsInOrder
            where plan.Stages.Any(stage => stage.Kind is StageKind.Targets or StageKind.SelfEvaluation
                && shown.Summary(project.Id).Items.GetValueOrDefault(stage.Id)?.State
                    is not (ItemState.Approved or ItemState.Locked or ItemState.Archived))
            select project.Id];

    private static ReportAnswer Answer(UnitId unit, int year, DomainReport? report) => new(
        report?.Version ?? 0,
        report is null ? ReportProgress.None : Enum.Parse<ReportProgress>(report.State.ToString()),
        report?.Head,
        report is null or { State: ReportState.Building }
            ? new Dictionary<string, string>()
            : new Dictionary<string, string>
            {
                ["workbook"] = Routes.Location(unit, year, rest: "report/workbook"),
                ["markdown"] = Routes.Location(unit, year, rest: "report/markdown"),
            });
}
