using PerfFlow.Domain.Plan;
using PerfFlow.Domain.Review;
using PerfFlow.Storage.Ledgers;

namespace PerfFlow.Functions.Years;

/// <summary>How far a stage is.</summary>
public enum StageProgress
{
    /// <summary>Its opening lies ahead.</summary>
    Planned,

    Open,

    /// <summary>Past its deadline, and something is still owed.</summary>
    Overdue,

    /// <summary>Every item of it is settled.</summary>
    Done,
}

public sealed record StageAnswer(StageId Id, DateTimeOffset OpensAt, DateTimeOffset DueAt, StageProgress State);

/// <param name="Done">The report is approved.</param>
/// <param name="Unconfirmed">Duties that the plan joins, and no second person has confirmed: they are still kept apart.</param>
/// <param name="LedgerBroken">The last verification found that the year's ledger, or a file that it names, has been tampered with.</param>
public sealed record YearAnswer(
    int Year,
    YearPlan Plan,
    string Profile,
    IReadOnlyList<StageAnswer> Stages,
    bool Done,
    IReadOnlyList<JoinedDuty> Unconfirmed,
    bool LedgerBroken)
{
    internal static YearAnswer Of(int year, YearBoard board, LedgerVerification? verified, FilePasses files, DateTimeOffset now) => new(
        year,
        board.Unit.Plan!,
        board.Unit.Profile!,
        [.. board.Unit.Plan!.Stages.Select(stage => new StageAnswer(stage.Id, stage.OpensAt, stage.DueAt, Progress(stage, board, now)))],
        board.Unit.Done,
        board.Unit.Unconfirmed,
        verified is { Ok: false } || !files.Ok);

    private static StageProgress Progress(PlannedStage stage, YearBoard board, DateTimeOffset now) =>
        !stage.IsOpenAt(now) ? StageProgress.Planned
        : IsDone(stage, board) ? StageProgress.Done
        : stage.IsPast(now) ? StageProgress.Overdue
        : StageProgress.Open;

    private static bool IsDone(PlannedStage stage, YearBoard board) => stage.Scope == StageScope.Unit
        ? board.Unit.Done
        : board.Unit.Projects.Count > 0
            && board.Unit.Projects.Values.All(project => board.Summary(project.Id).Items.GetValueOrDefault(stage.Id)?.State
                is { } state && (state.IsApproved() || state == ItemState.Rejected));
}
