using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using PerfFlow.Domain.Access;
using PerfFlow.Domain.Archive;
using PerfFlow.Domain.Calendar;
using PerfFlow.Domain.Plan;
using PerfFlow.Domain.Review;
using PerfFlow.Domain.Texts;
using PerfFlow.Domain.Words;

namespace PerfFlow.Functions.Archive;

/// <summary>
/// The decisions on a project's sheets for a reader of the archive: every submission, check, vote, return, approval, override,
/// undoing, reopening, adjustment, rectification and note of a red light in order, in Chinese. The events themselves lie beside it.
/// </summary>
internal static class DecisionsText
{
    public static string Write(ArchiveManifest manifest, YearPlan plan, IReadOnlyList<ItemEvent> events, People people)
    {
        var text = new StringBuilder();
        text.Append(
            CultureInfo.InvariantCulture,
            $"# {MarkdownText.Of(manifest.UnitName)} {manifest.Year} 年度 {MarkdownText.Of(manifest.ProjectName)} 审定记录\n\n");
        text.Append(
            CultureInfo.InvariantCulture,
            $"责任科室:{MarkdownText.Of(manifest.Section)};规则:{manifest.Profile};台账链头:`{manifest.Head.Hash}`(第 {manifest.Head.Version} 条)。\n");
        foreach (var stage in plan.Stages.Where(stage => events.Any(happened => happened.Stage == stage.Id)))
        {
            text.Append(CultureInfo.InvariantCulture, $"\n## {NameOf(stage)}\n\n| 时间 | 人员 | 事项 | 版本 | 内容 |\n|---|---|---|---|---|\n");
            var story = ItemStory.New(stage.Id);
            foreach (var (index, happened) in events.Index().Where(entry => entry.Item.Stage == stage.Id))
            {
                story = story.Apply(happened, index + 1);
                if (Line(happened, story) is var (what, said))
                {
                    text.Append(
                        CultureInfo.InvariantCulture,
                        $"| {BeijingTime.Second(happened.At)} | {MarkdownText.Of(people.NameOf(happened.By.Key))} | {what} | "
                        + $"{(happened as IOfVersion)?.Version} | {MarkdownText.Of(said)} |\n");
                }
            }

            foreach (var vote in story.Votes.Where(vote => GroupReview.IsDissent(vote.Verdict, story.Item.State)))
            {
                text.Append(
                    CultureInfo.InvariantCulture,
                    $"\n不同意见:{MarkdownText.Of(people.NameOf(vote.By))},{Word.Of(vote.Verdict)}{Reason(vote.Reason)}\n");
            }
        }

        return text.ToString();
    }

    /// <summary>Null for what is no one's decision: files coming in and being read.</summary>
    private static (string What, string Said)? Line(ItemEvent happened, ItemStory story) => happened switch
    {
        ItemEvent.ItemSubmitted e => ("提交", Points(e.Answers)),
        ItemEvent.ItemChecked => ("牵头科室审核通过", ""),
        ItemEvent.ItemVoted e => ($"表决:{Word.Of(e.Verdict)}", $"{Grade(e.Grade)}{e.Reason}{Points(e.Points)}"),
        ItemEvent.ItemReturned e => (Word.Of(Verdict.Return), $"{Grade(e.Grade)}{story.Reason}{Points(story.Points)}"),
        ItemEvent.ItemApproved e => ("审定", $"{Grade(e.Grade)}{story.Reason}{(e.Minutes is null ? "" : $" 会议纪要 {e.Minutes}")}"),
        ItemEvent.ItemRejected => (Word.Of(Verdict.Reject), story.Reason ?? ""),
        ItemEvent.ScoreOverridden e => ("调整得分", string.Create(CultureInfo.InvariantCulture, $"{e.Score:0.##} 分:{e.Reason}")),
        ItemEvent.DecisionUndone => ("撤回上一决定", ""),
        ItemEvent.ItemCompleted e => ("确认修改完成", e.NoEdit is null ? "" : $"无需修改:{e.NoEdit}"),
        ItemEvent.ReopeningAsked e => ("申请重新打开", e.Reason),
        ItemEvent.ReopeningRefused e => ("不同意重新打开", e.Reason),
        ItemEvent.ItemReopened => ("同意重新打开", story.Reason ?? ""),
        ItemEvent.AdjustmentOpened e => ("目标调整", $"{e.Document}:{e.Reason}"),
        ItemEvent.AdjustmentDropped => ("取消目标调整", ""),
        ItemEvent.EvidenceAttached e => ("附佐证材料", $"{e.Evidence.Indicator} {e.Evidence.FileName}"),
        ItemEvent.EvidenceWithdrawn e => ("撤回佐证材料", $"{e.Id}:{e.Reason}"),
        ItemEvent.RectificationRequired e => ("要求整改", $"第 {e.Id} 项 {e.Indicator} {e.Requirement}"),
        ItemEvent.RectificationAnswered e => ("整改结果", $"第 {e.Id} 项:{e.Answer}"),
        ItemEvent.RectificationClosed e => ("整改结论", $"第 {e.Id} 项:{e.Conclusion}"),
        ItemEvent.RedNoted e => ("知悉红灯", string.Create(
            CultureInfo.InvariantCulture,
            $"{e.Cause},至 {e.Until} 月:{e.Reason}{(e.Minutes is null ? "" : $" 会议纪要 {e.Minutes}")}")),
        ItemEvent.ItemLocked e => ("锁定", $"数据集 {e.DataHash}"),
        _ => null,
    };

    private static string NameOf(PlannedStage stage) => stage.Kind == StageKind.Monitoring
        ? string.Create(CultureInfo.InvariantCulture, $"{Word.Of(stage.Kind)} 1-{stage.Month} 月")
        : Word.Of(stage.Kind);

    private static string Grade(ReviewGrade? grade) => grade is { } given ? $"{Word.Of(given)}。" : "";

    private static string Reason(string? reason) => reason is null ? "" : $":{MarkdownText.Of(reason)}";

    private static string Points(ImmutableArray<ReturnPoint>? points)
        => string.Concat((points is { IsDefault: false } given ? given : []).Select(point => $" [{point.At}] {point.Text}"));

    private static string Points(ImmutableArray<AnsweredPoint> points)
        => string.Concat(points.Select(point => $" [{point.At}] {point.Text}"));
}
