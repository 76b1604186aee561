using System.Collections.Immutable;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using PerfFlow.Domain.Access;
using PerfFlow.Domain.Plan;
using PerfFlow.Domain.Results;
using PerfFlow.Domain.Review;
using PerfFlow.Functions.Edge.Access;
using PerfFlow.Functions.Edge.Http;
using PerfFlow.Functions.Years;
using PerfFlow.Storage.Ledgers;

namespace PerfFlow.Functions.Reporting;

/// <param name="Rate">Execution, a fraction.</param>
/// <param name="Override">The group's score with its reason, beside the computed one.</param>
/// <param name="Suggestion">For next year's budget; null while there is nothing to go by.</param>
/// <param name="Listed">On the list for a closer look, for the weaknesses named.</param>
public sealed record ResultLine(
    ProjectId Project,
    string Name,
    string Section,
    decimal? Rate,
    decimal? Score,
    ScoreOverride? Override,
    Suggestion? Suggestion,
    bool Listed,
    ImmutableArray<Weakness> Weaknesses);

/// <param name="Rules">The bounds, a setting and no regulation.</param>
public sealed record ResultsAnswer(int Year, ResultRules Rules, IReadOnlyList<ResultLine> Projects);

/// <summary>Result application (结果应用): what each project's result suggests for next year's budget.</summary>
public sealed class ResultsApi(Board board, TimeProvider time)
{
    [Requires(Right.ViewBoard)]
    [Answers(200, "Suggestion per project, with the list of weak ones.", Json = typeof(ResultsAnswer))]
    [Function("GetResults")]
    public async Task<IResult> GetAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = Routes.Year + "/results")] HttpRequest request)
    {
        if (request.YearIn() is not { } year)
        {
            return Problems.NotFound;
        }

        var shown = await board.VisibleAsync(request, year);
        return shown.Unit.Plan is null
            ? Problems.NotFound
            : Json.Ok(new ResultsAnswer(
                year, ResultRules.Default, [.. BoardAnswer.Lines(shown, time.GetUtcNow()).Select(project => Line(project, shown))]));
    }

    private static ResultLine Line(BoardProject project, YearBoard shown)
    {
        var result = ProjectResult.Of(
            project.Rate, Final(project, shown), shown.Summary(project.Project).IsRejected(shown.Unit.Plan), ResultRules.Default);
        return new(
            project.Project,
            project.Name,
            project.Section,
            project.Rate,
            project.Score,
            project.Override,
            result.Suggestion,
            !result.Weaknesses.IsEmpty,
            result.Weaknesses);
    }

    private static decimal? Final(BoardProject project, YearBoard shown) => shown.Unit.Plan!.SelfEvaluationStage is { } stage
        && shown.Summary(project.Project).Items.GetValueOrDefault(stage.Id)?.State.IsApproved() == true
            ? project.Score
            : null;
}
