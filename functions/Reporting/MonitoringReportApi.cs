using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using PerfFlow.Domain.Access;
using PerfFlow.Domain.Documents;
using PerfFlow.Domain.Plan;
using PerfFlow.Domain.Reporting;
using PerfFlow.Domain.Review;
using PerfFlow.Functions.Edge.Access;
using PerfFlow.Functions.Edge.Http;
using PerfFlow.Storage.Ledgers;

namespace PerfFlow.Functions.Reporting;

/// <summary>The monitoring report of a round, of the half or of the whole year, as the approved sheets have it now.</summary>
public sealed class MonitoringReportApi(Board board, MonitoringFigures figures, TimeProvider time)
{
    private const int EndOfHalf = 6;

    [Requires(Right.ReadArchive)]
    [Query("period", Required = true)]
    [Query("form")]
    [Answers(200, "The report of a round (period: its stage), the half or the full year (half, full); form: word, html or markdown.",
        File = AnswersAttribute.Word)]
    [Function("GetMonitoringReport")]
    public async Task<IResult> GetAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = Routes.Year + "/monitoring-report")] HttpRequest request)
    {
        var (asked, form) = (request.Asked("period"), request.Asked("form") ?? "word");
        if (request.YearIn() is not { } year)
        {
            return Problems.NotFound;
        }

        if (asked is null || form is not ("word" or "html" or "markdown"))
        {
            return Problems.BadValue(asked is null ? "period" : "form");
        }

        var (unit, cancellation) = (request.UnitIn(), request.HttpContext.RequestAborted);
        var shown = await board.ShowAsync(unit, year, cancellation);
        if (shown.Unit.Plan is not { } plan)
        {
            return Problems.NotFound;
        }

        var (period, rounds) = RoundsOf(plan, asked);
        var open = rounds.Where(round => round.IsOpenAt(time.GetUtcNow())).ToList();
        return rounds.Count == 0 ? Problems.NotFound
            : open.Count == 0 ? Problems.Of(Refusals.StageNotOpen)
            : File(
                MonitoringDocument.Of(await figures.FindAsync(unit, year, shown, period, open, cancellation)),
                form,
                $"{unit}-{year}-{asked}-monitoring");
    }

    /// <summary>In the order of their months; none for what the plan does not have.</summary>
    private static (MonitoringPeriod Period, IReadOnlyList<PlannedStage> Rounds) RoundsOf(YearPlan plan, string asked)
    {
        var rounds = plan.Stages.Where(stage => stage.Kind == StageKind.Monitoring).OrderBy(stage => stage.Month).ToList();
        return (rounds.Find(round => round.Id.Value == asked), asked) switch
        {
            ({ } round, _) => (MonitoringPeriod.Round, [round]),
            (_, "half") => (MonitoringPeriod.Half, [.. rounds.Where(round => round.Month <= EndOfHalf)]),
            (_, "full") => (MonitoringPeriod.Year, rounds),
            _ => (MonitoringPeriod.Round, []),
        };
    }

    private static IResult File(Document document, string form, string name) => form switch
    {
        "html" => Results.File(DocumentForms.Html(document), DocumentForms.HtmlMedia, $"{name}.html"),
        "markdown" => Results.File(DocumentForms.Markdown(document), DocumentForms.MarkdownMedia, $"{name}.md"),
        _ => Results.File(DocumentForms.Word(document), AnswersAttribute.Word, $"{name}.docx"),
    };
}
