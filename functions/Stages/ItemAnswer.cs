using PerfFlow.Domain.Plan;
using PerfFlow.Domain.Review;

namespace PerfFlow.Functions.Stages;

/// <summary>An item as the API shows it.</summary>
/// <param name="Version">The newest sheet; 0 when there is none. Commands name it.</param>
/// <param name="Overdue">Past its deadline and not with a reviewer or settled.</param>
public sealed record ItemAnswer(
    StageId Stage,
    ItemState State,
    int Round,
    int Attempt,
    int Version,
    int? SubmittedVersion,
    DateTimeOffset OpensAt,
    DateTimeOffset DueAt,
    bool Overdue,
    string? Reason,
    IReadOnlyList<HistoryLine> History)
{
    internal static ItemAnswer Of(PlannedStage stage, Item item, DateTimeOffset now) => new(
        stage.Id,
        item.State,
        item.Round,
        item.Attempt,
        item.CurrentVersion,
        item.SubmittedVersion,
        stage.OpensAt,
        stage.DueAt,
        IsOverdue(stage, item.State, now),
        item.Reason,
        item.History);

    internal static bool IsOverdue(PlannedStage stage, ItemState state, DateTimeOffset now) =>
        now > stage.DueAt && state is (ItemState.NotStarted or ItemState.Draft or ItemState.Returned or ItemState.Reopened);
}
