using System.Collections.Immutable;
using PerfFlow.Domain.Calendar;
using PerfFlow.Domain.Plan;
using PerfFlow.Functions.Edge.Http;

namespace PerfFlow.Functions.Years;

/// <summary>A plan in the place of the one that stands: what is left out stays as it is there.</summary>
/// <param name="Stages">All of them, when any is sent.</param>
public sealed record SetPlan(
    string Version,
    ImmutableArray<SetStage>? Stages = null,
    Quorum? Quorum = null,
    EvidenceRule? Evidence = null,
    bool? ChairMaySign = null,
    ImmutableArray<JoinedDuty>? Joined = null)
{
    internal YearPlan Over(YearPlan standing) => new(
        Version,
        Stages is { } sent ? [.. sent.Select(stage => stage.Over(standing.Find(stage.Id)))] : standing.Stages,
        Quorum ?? standing.Quorum,
        Evidence ?? standing.Evidence,
        ChairMaySign ?? standing.ChairMaySign)
    {
        Joined = Joined ?? standing.Joined,
    };
}

/// <summary>As above, of a stage. A stage that the plan does not have is refused, whatever is said of it.</summary>
/// <param name="Rungs">Left out they move with the deadline, by days.</param>
/// <param name="ReviewDueAt">Left out it moves with the deadline.</param>
/// <param name="Provisional">Left out, those marks stay whose instants do; null settles all.</param>
public sealed record SetStage(
    StageId Id,
    StageKind? Kind = null,
    int? Month = null,
    StageScope? Scope = null,
    Approver? Approver = null,
    DateTimeOffset? OpensAt = null,
    DateTimeOffset? DueAt = null,
    ImmutableArray<DateTimeOffset>? Rungs = null,
    DateTimeOffset? ReviewDueAt = null,
    Given<ImmutableArray<DateTimeOffset>>? Provisional = null)
{
    internal PlannedStage Over(PlannedStage? standing)
    {
        var stage = new PlannedStage(
            Id,
            Kind ?? standing?.Kind ?? default,
            Month ?? standing?.Month,
            Scope ?? standing?.Scope ?? default,
            Approver ?? standing?.Approver ?? default,
            OpensAt ?? standing?.OpensAt ?? default,
            DueAt ?? standing?.DueAt ?? default,
            Rungs ?? standing?.Rungs ?? []);
        stage = Rungs is null && standing is not null
            ? stage with { Rungs = [.. standing.Rungs.Select(rung => Moved(rung, Days(standing.DueAt, stage.DueAt)))] }
            : stage;
        stage = ReviewDueAt is { } review ? stage with { ReviewDueAt = review }
            : standing is not null ? stage with { ReviewDueAt = Moved(standing.ReviewDueAt, stage.DueAt - standing.DueAt) }
            : stage;
        return stage with { Provisional = Provisional is { } marked ? Marked(marked.Value) : Marked(Staying(standing, stage)) };
    }

    private static ImmutableArray<DateTimeOffset> Staying(PlannedStage? standing, PlannedStage stage) =>
        [.. (standing?.Provisional ?? []).Intersect(stage.Rungs.Append(stage.DueAt).Append(stage.ReviewDueAt))];

    private static ImmutableArray<DateTimeOffset>? Marked(ImmutableArray<DateTimeOffset> marks) => marks.IsDefaultOrEmpty ? null : marks;

    private static TimeSpan Days(DateTimeOffset from, DateTimeOffset to) =>
        TimeSpan.FromDays(Math.Floor((to - BeijingTime.At(BeijingTime.DayOf(from), TimeOnly.MinValue)).TotalDays));

    /// <summary>What lies outside of all years is left where it is: the check of the plan says so of the deadline.</summary>
    private static DateTimeOffset Moved(DateTimeOffset at, TimeSpan by) =>
        by > DateTimeOffset.MaxValue - at || by < DateTimeOffset.MinValue - at ? at : at + by;
}
