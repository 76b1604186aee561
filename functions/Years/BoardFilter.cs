using Microsoft.AspNetCore.Http;
using PerfFlow.Domain.Findings;
using PerfFlow.Domain.Plan;
using PerfFlow.Domain.Review;
using PerfFlow.Domain.Texts;
using PerfFlow.Functions.Edge.Http;

namespace PerfFlow.Functions.Years;

/// <summary>What narrows a board: a section, and a stage that is in this state, shows this light and is overdue or not.</summary>
/// <param name="Stage">The stage meant; null: any of them.</param>
internal sealed record BoardFilter(string? Section, StageId? Stage, ItemState? State, string? Light, bool? Overdue)
{
    private bool AsksForStage => (Stage, State, Light, Overdue) != (null, null, null, null);

    /// <param name="stage">The stage of the route, where there is one.</param>
    public static (BoardFilter? Filter, Problem? Problem) Of(HttpRequest request, StageId? stage = null)
    {
        var (state, badState) = request.Asked<ItemState>("state");
        var (light, badLight) = request.Asked<Light>("light");
        var (overdue, badOverdue) = request.AskedTrue("overdue");
        var badStage = stage is null && request.Asked("stage") is { } text && StageId.Parse(text).Refusal is not null
            ? Problems.BadValue("stage")
            : null;
        return (badState ?? badLight ?? badOverdue ?? badStage) is { } problem
            ? (null, problem)
            : (new(
                request.Asked("section"),
                stage ?? (request.Asked("stage") is { } asked ? StageId.Parse(asked).Value : null),
                state,
                light?.ToString(),
                overdue), null);
    }

    public bool Matches(BoardProject project) =>
        (Section is null || PlainText.Same(project.Section, Section))
        && (!AsksForStage || project.Stages.Any(stage => (Stage is null || stage.Key == Stage.Value) && Matches(stage.Value)));

    private bool Matches(BoardStage stage) =>
        (State is null || stage.State == State)
        && (Light is null || string.Equals(stage.Light, Light, StringComparison.OrdinalIgnoreCase))
        && (Overdue is null || stage.Overdue == Overdue);
}
