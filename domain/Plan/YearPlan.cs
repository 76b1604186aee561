using System.Collections.Immutable;
using System.Text.Json.Serialization;
using PerfFlow.Domain.Calendar;
using PerfFlow.Domain.Forms;

namespace PerfFlow.Domain.Plan;

/// <summary>What a stage asks for.</summary>
public enum StageKind
{
    /// <summary>绩效目标设定.</summary>
    Targets,

    /// <summary>绩效运行监控.</summary>
    Monitoring,

    /// <summary>科室自评.</summary>
    SelfEvaluation,

    /// <summary>自评报告.</summary>
    Report,
}

/// <summary>Whether every project owes the stage, or the unit once.</summary>
public enum StageScope
{
    Project,
    Unit,
}

/// <summary>Who has the last word on an item of the stage.</summary>
public enum Approver
{
    /// <summary>牵头科室.</summary>
    Lead,

    /// <summary>领导小组, after the lead's check.</summary>
    Group,
}

/// <summary>How many of the leading group have to agree (领导小组议事规则, a setting of the unit).</summary>
public enum Quorum
{
    /// <summary>More than half of those who may vote; on a tie with every vote cast the chair's counts.</summary>
    Majority,

    /// <summary>Everyone approves; one return sends the item back.</summary>
    All,

    /// <summary>The chair's decision counts, the others are heard. Without a chair: <see cref="Majority"/>.</summary>
    Chair,
}

/// <summary>Which indicators of a self-evaluation need evidence (佐证材料) before it is submitted.</summary>
public enum EvidenceRule
{
    None,

    /// <summary>Those whose score rests on judgement or a survey: qualitative and satisfaction indicators.</summary>
    Judged,

    /// <summary>Every indicator with a score above 0.</summary>
    Scored,
}

/// <summary>One stage of a year: data, not code (docs/decisions/0003).</summary>
/// <param name="Month">Monitoring and self-evaluation: last month covered, the N of 1-N月; else null.</param>
/// <param name="OpensAt">From this instant sheets are taken.</param>
/// <param name="DueAt">Later sheets are taken too, and count as late.</param>
/// <param name="Rungs">Instants of the reminder ladder, ascending, before and after <paramref name="DueAt"/>.</param>
public sealed record PlannedStage(
    StageId Id,
    StageKind Kind,
    int? Month,
    StageScope Scope,
    Approver Approver,
    DateTimeOffset OpensAt,
    DateTimeOffset DueAt,
    ImmutableArray<DateTimeOffset> Rungs)
{
    /// <summary>Calendar days for the review where a sender gives none: two weeks are the ten working days of a proposal.</summary>
    public const int DaysForReview = 14;

    private readonly DateTimeOffset? reviewDueAt;

    /// <summary>Never default, also when a sender leaves it out.</summary>
    public ImmutableArray<DateTimeOffset> Rungs { get; init; } = Rungs.IsDefault ? [] : Rungs;

    /// <summary>
    /// Until when reviewers are to have decided on what was handed in in time; see <see cref="ReviewDueFor"/>. Left out by a sender:
    /// <see cref="DaysForReview"/> after <see cref="DueAt"/>.
    /// </summary>
    public DateTimeOffset ReviewDueAt
    {
        get => reviewDueAt ?? (DueAt <= DateTimeOffset.MaxValue.AddDays(-DaysForReview) ? DueAt.AddDays(DaysForReview) : DueAt);
        init => reviewDueAt = value;
    }

    /// <summary>
    /// Those of the instants that rest on a year whose holidays are not announced yet (<see cref="PlanReproposal"/>); null when none does.
    /// </summary>
    public ImmutableArray<DateTimeOffset>? Provisional { get; init; }

    public bool IsProvisional(DateTimeOffset instant) => Provisional?.Contains(instant) == true;

    /// <param name="withDue">The deadline is provisional, and so is all that follows from it.</param>
    internal static ImmutableArray<DateTimeOffset>? Marked(
        IReadOnlyCollection<(DateTimeOffset At, bool IsProvisional)> found, bool withDue)
    {
        var marked = found.Where(one => withDue || one.IsProvisional).Select(one => one.At).Distinct().Order().ToImmutableArray();
        return marked.IsEmpty ? null : marked;
    }

    /// <summary>
    /// Until when what was handed in at an instant is to be decided on: what comes late is reviewed in the same span, to the end of its
    /// day, so that what came on one day is told of together.
    /// </summary>
    public DateTimeOffset ReviewDueFor(DateTimeOffset submittedAt)
        => submittedAt <= DueAt
            ? ReviewDueAt
            : BeijingTime.At(BeijingTime.DayOf(submittedAt + (ReviewDueAt - DueAt)), BeijingTime.EndOfDay);

    /// <summary>The form that its sheets have; null for the report.</summary>
    [JsonIgnore]
    public FormKind? Form => Kind switch
    {
        StageKind.Targets => FormKind.Targets,
        StageKind.Monitoring => FormKind.Monitoring,
        StageKind.SelfEvaluation => FormKind.SelfEvaluation,
        _ => null,
    };

    public bool IsOpenAt(DateTimeOffset instant) => instant >= OpensAt;

    public bool Equals(PlannedStage? other)
        => other is not null
        && (Id, Kind, Month, Scope, Approver, OpensAt, DueAt, ReviewDueAt)
            == (other.Id, other.Kind, other.Month, other.Scope, other.Approver, other.OpensAt, other.DueAt, other.ReviewDueAt)
        && Rungs.AsSpan().SequenceEqual(other.Rungs.AsSpan())
        && (Provisional ?? []).AsSpan().SequenceEqual((other.Provisional ?? []).AsSpan());

    public override int GetHashCode() => HashCode.Combine(Id, Kind, OpensAt, DueAt, Rungs.Length);
}

/// <summary>The stages of a budget year with every instant absolute, so that a later change of calendar moves nothing.</summary>
/// <param name="Version">Stamped on what is decided under the plan.</param>
/// <param name="ChairMaySign">Whether a chair of the leading group who is the unit's head signs the report too.</param>
public sealed record YearPlan(
    string Version,
    ImmutableArray<PlannedStage> Stages,
    Quorum Quorum = Quorum.Majority,
    EvidenceRule Evidence = EvidenceRule.None,
    bool ChairMaySign = true)
{
    /// <summary>Duties that one person may do beside an earlier one, once a second person has confirmed it.</summary>
    public ImmutableArray<JoinedDuty> Joined { get; init; } = [];

    /// <summary>Never default, also when a sender leaves it out.</summary>
    public ImmutableArray<PlannedStage> Stages { get; init; } = Stages.IsDefault ? [] : Stages;

    /// <summary>A plan has one at most (<see cref="PlanCheck"/>), as of <see cref="SelfEvaluationStage"/>.</summary>
    [JsonIgnore]
    public PlannedStage? TargetsStage => Stages.FirstOrDefault(stage => stage.Kind == StageKind.Targets);

    [JsonIgnore]
    public PlannedStage? SelfEvaluationStage => Stages.FirstOrDefault(stage => stage.Kind == StageKind.SelfEvaluation);

    /// <summary>Whether the report may be drafted and decided on; of a plan without a stage for it at any time.</summary>
    public bool IsReportOpenAt(DateTimeOffset instant)
        => Stages.FirstOrDefault(stage => stage.Kind == StageKind.Report) is not { } report || report.IsOpenAt(instant);

    public PlannedStage? Find(StageId stage) => Stages.FirstOrDefault(planned => planned.Id == stage);

    public bool Equals(YearPlan? other)
        => other is not null
        && (Version, Quorum, Evidence, ChairMaySign) == (other.Version, other.Quorum, other.Evidence, other.ChairMaySign)
        && Stages.AsSpan().SequenceEqual(other.Stages.AsSpan())
        && Joined.AsSpan().SequenceEqual(other.Joined.AsSpan());

    public override int GetHashCode() => HashCode.Combine(Version, Stages.Length);
}
