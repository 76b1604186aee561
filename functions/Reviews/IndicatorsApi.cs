using System.Collections.Immutable;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using PerfFlow.Domain.Access;
using PerfFlow.Domain.Monitoring;
using PerfFlow.Domain.Plan;
using PerfFlow.Domain.Scoring;
using PerfFlow.Domain.SelfEvaluation;
using PerfFlow.Functions.Edge.Access;
using PerfFlow.Functions.Edge.Http;
using PerfFlow.Functions.Reading;
using PerfFlow.Storage.Ledgers;

namespace PerfFlow.Functions.Reviews;

/// <summary>The approved indicators of a project and how far each is.</summary>
public sealed class IndicatorsApi(Board board, Ledger ledger, ApprovedFigures approved, SheetStore sheets)
{
    [Requires(Right.ViewItem)]
    [Answers(200, "Approved targets with the newest actual, light and score of each; empty before an approval.",
        Json = typeof(ImmutableArray<IndicatorStanding>))]
    [Function("ListIndicators")]
    public async Task<IResult> ListAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = Routes.Project + "/indicators")] HttpRequest request)
    {
        if (request.YearIn() is not { } year || request.KeyIn<ProjectId>("project") is not { } id)
        {
            return Problems.NotFound;
        }

        var unit = request.UnitIn();
        var cancellation = request.HttpContext.RequestAborted;
        var registered = board.RegistrationAsync(unit, year, id, cancellation);
        var (unitYear, registration) = (await board.UnitYearAsync(unit, year, cancellation), await registered);
        if (unitYear.Plan is not { } plan
            || registration is not { IsWithdrawn: false, Project: var project }
            || !Caller.Of(request).May(project.Section))
        {
            return Problems.NotFound;
        }

        var state = (await ledger.FindAsync(Streams.Of(unit, year, id), cancellation)).State;
        var targets = await approved.TargetsAsync(unit, plan, state, cancellation);
        if (targets is null)
        {
            return Json.Ok(ImmutableArray<IndicatorStanding>.Empty);
        }

        var (monitored, evaluated) = (
            new Dictionary<string, (StageId, IndicatorProgress)>(), new Dictionary<string, (StageId, IndicatorResult)>());
        foreach (var stage in plan.Stages.Where(stage => stage.Kind is StageKind.Monitoring or StageKind.SelfEvaluation)
            .OrderBy(stage => stage.Month))
        {
            var standing = state.ItemOf(stage.Id).Standing;
            var sheet = await sheets.FindAsync(unit, standing?.Reading?.Id, standing?.Sha256, cancellation);
            foreach (var row in (sheet?.Assessment as MonitoringAssessment)?.Indicators.Where(row => row.Id is not null) ?? [])
            {
                monitored[row.Id!] = (stage.Id, row);
            }

            foreach (var row in (sheet?.Assessment as SelfEvaluationAssessment)?.Indicators.Where(row => row.Id is not null) ?? [])
            {
                evaluated[row.Id!] = (stage.Id, row);
            }
        }

        return Json.Ok(targets.Indicators.Select(indicator => IndicatorStanding.Of(
            indicator, At(monitored, indicator.Id), At(evaluated, indicator.Id))).ToImmutableArray());
    }

    private static (StageId Stage, TRow Row)? At<TRow>(Dictionary<string, (StageId Stage, TRow Row)> rows, string id) =>
        rows.TryGetValue(id, out var found) ? found : null;
}
