using System.Collections.Immutable;
using PerfFlow.Domain.Findings;
using PerfFlow.Domain.Texts;

namespace PerfFlow.Domain.Plan;

/// <summary>What is wrong with a plan someone sent. The whole list at once, so that it is mended at once.</summary>
public static class PlanCheck
{
    public const int MostStages = 24;
    public const int MostRungs = 24;

    /// <summary>Instants of a stage that are marked provisional: as many as a proposal has.</summary>
    public const int MostProvisional = 9;

    /// <summary>Characters of a plan's version.</summary>
    public const int LongestVersion = 64;

    /// <summary>Characters of the reason why a duty is not kept apart.</summary>
    public const int LongestReason = 200;

    private const string VersionTooLong = "PLAN_VERSION_TOO_LONG";
    private const string ReasonTooLong = "JOINED_REASON_TOO_LONG";
    private const string ReasonNotPlain = "JOINED_REASON_NOT_PLAIN";
    private const string ReasonMissing = "JOINED_REASON_MISSING";
    private const string VersionNotPlain = "PLAN_VERSION_NOT_PLAIN";

    /// <summary>
    /// Budget years are proposed from 1990 to 2100; what is far outside is a slip of the pen, and no calendar can print it.
    /// </summary>
    public static readonly DateTimeOffset Earliest = new(1989, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public static readonly DateTimeOffset Latest = new(2103, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public static ImmutableArray<Finding> Findings(YearPlan plan)
        => plan.Stages.Any(stage => stage?.Id is null)
            ? [Error("STAGE_ID_MISSING", "有阶段没有标识。", "A stage has no id.")]
            : [.. OfPlan(plan), .. OfJoined(plan), .. plan.Stages.SelectMany(OfStage)];

    /// <summary>The first error as a refusal; null when the plan is sound.</summary>
    public static Refusal? FirstError(YearPlan plan)
        => Findings(plan).FirstOrDefault(finding => finding.Level == Severity.Error) is { } error
            ? new(KindOf(error), error.Code, error.Message)
            : null;

    /// <summary>
    /// A text that is too long or not plain is wrong like any other; a plan that does not hold together cannot take the place of the one
    /// that does.
    /// </summary>
    private static RefusalKind KindOf(Finding error)
        => error.Code is VersionTooLong or VersionNotPlain or ReasonTooLong or ReasonMissing or ReasonNotPlain
            ? RefusalKind.Invalid
            : RefusalKind.Conflict;

    private static IEnumerable<Finding> OfPlan(YearPlan plan)
    {
        if (string.IsNullOrWhiteSpace(plan.Version))
        {
            yield return Error("PLAN_VERSION_MISSING", "方案缺少版本号。", "The plan has no version.");
        }

        if (plan.Version?.Length > LongestVersion)
        {
            yield return Error(
                VersionTooLong, $"方案的版本号不能超过 {LongestVersion} 字。", $"The plan's version has more than {LongestVersion} characters.");
        }

        if (!string.IsNullOrWhiteSpace(plan.Version) && !PlainText.IsName(plan.Version))
        {
            yield return Error(
                VersionNotPlain, "方案的版本号含有看不见的字符。", "The plan's version has characters in it that cannot be seen.");
        }

        if (plan.Stages.IsEmpty)
        {
            yield return Error("PLAN_EMPTY", "方案没有任何阶段。", "The plan has no stages.");
            yield break;
        }

        if (plan.Stages.Length > MostStages)
        {
            yield return Error("PLAN_TOO_LONG", $"阶段不能超过 {MostStages} 个。", $"A plan has at most {MostStages} stages.");
        }

        foreach (var twice in plan.Stages.GroupBy(stage => stage.Id).Where(group => group.Count() > 1))
        {
            yield return Error("STAGE_TWICE", $"阶段 {twice.Key} 重复。", $"Stage {twice.Key} is there twice.");
        }

        foreach (var kind in (StageKind[])[StageKind.Targets, StageKind.SelfEvaluation, StageKind.Report])
        {
            var count = plan.Stages.Count(stage => stage.Kind == kind);
            if (count > 1)
            {
                yield return Error("KIND_TWICE", $"{kind} 类阶段只能有一个。", $"There can be one stage of kind {kind}.");
            }
        }
    }

    private static IEnumerable<Finding> OfJoined(YearPlan plan)
    {
        foreach (var twice in plan.Joined.GroupBy(joined => joined.Duty).Where(group => group.Count() > 1))
        {
            yield return Error("JOINED_TWICE", $"兼任的职责 {twice.Key} 重复。", $"The duty {twice.Key} is joined twice.");
        }

        if (plan.Joined.Any(joined => string.IsNullOrWhiteSpace(joined.Reason)))
        {
            yield return Error(ReasonMissing, "兼任职责须说明理由。", "A duty that is not kept apart needs its reason.");
        }

        if (plan.Joined.Any(joined => joined.Reason is { } reason && !PlainText.IsText(reason)))
        {
            yield return Error(
                ReasonNotPlain,
                "兼任职责的理由含有看不见的字符。",
                "The reason why a duty is not kept apart has characters in it that cannot be seen.");
        }

        if (plan.Joined.Any(joined => joined.Reason?.Length > LongestReason))
        {
            yield return Error(
                ReasonTooLong,
                $"兼任职责的理由不能超过 {LongestReason} 字。",
                $"The reason why a duty is not kept apart has more than {LongestReason} characters.");
        }
    }

    private static IEnumerable<Finding> OfStage(PlannedStage stage)
    {
        if (stage.Rungs.Append(stage.OpensAt)
            .Append(stage.DueAt)
            .Append(stage.ReviewDueAt)
            .Any(instant => instant < Earliest || instant >= Latest))
        {
            yield return Error(
                "INSTANT_OUT_OF_RANGE",
                $"阶段 {stage.Id} 的时间须在 {Earliest.Year} 年至 {Latest.Year - 1} 年之间。",
                $"The instants of stage {stage.Id} lie between {Earliest.Year} and {Latest.Year - 1}.");
        }

        if (stage.DueAt <= stage.OpensAt)
        {
            yield return Error("DUE_BEFORE_OPENING", $"阶段 {stage.Id} 的截止时间早于或等于开始时间。", $"Stage {stage.Id} is due before it opens.");
        }

        if (stage.ReviewDueAt < stage.DueAt)
        {
            yield return Error(
                "REVIEW_DUE_BEFORE_DUE",
                $"阶段 {stage.Id} 的审核截止时间早于报送截止时间。",
                $"The review of stage {stage.Id} is due before its sheets are.");
        }

        if (stage.Kind == StageKind.Monitoring && stage.Month is not (>= 1 and <= 12))
        {
            yield return Error(
                "MONTH_MISSING", $"监控阶段 {stage.Id} 须注明 1 到 12 的截止月份。", $"Monitoring stage {stage.Id} needs its last month, 1 to 12.");
        }

        if ((stage.Kind == StageKind.Report) != (stage.Scope == StageScope.Unit))
        {
            yield return Error(
                "SCOPE_MISMATCH",
                $"阶段 {stage.Id}:报告由单位完成,其余阶段由项目完成。",
                $"Stage {stage.Id}: the unit owes the report, projects owe the rest.");
        }

        if (stage.Rungs.Length > MostRungs)
        {
            yield return Error(
                "RUNGS_TOO_MANY", $"阶段 {stage.Id} 的提醒不能超过 {MostRungs} 次。", $"Stage {stage.Id} has more than {MostRungs} reminders.");
        }

        var instants = stage.Rungs.Append(stage.DueAt).Append(stage.ReviewDueAt);
        if (stage.Provisional is { } marked && (marked.IsDefault || marked.Length > MostProvisional || marked.Except(instants).Any()))
        {
            yield return Error(
                "PROVISIONAL_WRONG",
                $"阶段 {stage.Id} 的 provisional 只能列出该阶段暂定的截止、审核截止和提醒时间,最多 {MostProvisional} 个;改过的时间请从中去掉。",
                $"Stage {stage.Id}: provisional lists instants of the stage that may still move, {MostProvisional} at most; "
                + "leave out those that you have set yourself.");
        }

        if (!stage.Rungs.SequenceEqual(stage.Rungs.Distinct().Order()))
        {
            yield return Error(
                "RUNGS_UNORDERED", $"阶段 {stage.Id} 的提醒时间须由早到晚且不重复。", $"The reminders of stage {stage.Id} must ascend without repeats.");
        }
    }

    private static Finding Error(string code, string zh, string en) => new(code, Severity.Error, null, new(zh, en),
        new Message("请修改年度计划后重新提交。", "Correct the plan and send it again."));
}
