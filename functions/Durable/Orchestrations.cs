namespace PerfFlow.Functions.Durable;

/// <summary>The orchestrations by the names that the engine and the histories know; the rooms above run them.</summary>
internal static class Orchestrations
{
    public const string YearlyCycle = "YearlyCycle";
    public const string StageRound = "StageRound";
    public const string Review = "Review";
}

/// <summary>Input of <see cref="Orchestrations.YearlyCycle"/>.</summary>
/// <param name="At">When to look first; null: when woken.</param>
/// <param name="Since">The last look of an earlier generation; null: there was none.</param>
/// <param name="From">See <see cref="Waiting"/>.</param>
public sealed record CycleInput(CycleKey Cycle, DateTimeOffset? At, DateTimeOffset? Since = null, DateTimeOffset? From = null);

/// <summary>Input of <see cref="Orchestrations.StageRound"/>.</summary>
/// <param name="At">When to look first.</param>
/// <param name="Since">The last look of an earlier generation; null: there was none.</param>
/// <param name="From">See <see cref="Waiting"/>.</param>
public sealed record RoundInput(RoundKey Round, DateTimeOffset At, DateTimeOffset? Since = null, DateTimeOffset? From = null);

/// <summary>Input of <see cref="Orchestrations.Review"/>.</summary>
/// <param name="At">When to look first: the deadline of the review.</param>
/// <param name="From">See <see cref="Waiting"/>.</param>
public sealed record ReviewInput(ReviewKey Review, DateTimeOffset At, DateTimeOffset? From = null);
