using PerfFlow.Domain.Access;
using PerfFlow.Domain.Archive;
using PerfFlow.Domain.Plan;
using PerfFlow.Domain.Review;
using PerfFlow.Functions.Archive;

namespace PerfFlow.Functions.Tests.Archive;

public class DecisionsTextTests
{
    private static readonly DateTimeOffset At = new(2023, 12, 31, 16, 0, 1, TimeSpan.Zero);
    private static readonly StageId Q1 = StageId.Parse("q1").Value;

    [Fact]
    public void What_people_wrote_is_no_markup_and_stays_in_its_cell()
    {
        Assert.Equal(
            """
            # 甲 2023 年度 1\#楼\|\{修缮\} 审定记录

            责任科室:行政\>科;规则:std/3;台账链头:`abc`(第 1 条)。

            ## 运行监控 1-3 月

            | 时间 | 人员 | 事项 | 版本 | 内容 |
            |---|---|---|---|---|
            | 2024-01-01 00:00:01 | \_组长\_ | 表决:退回 | 1 | 中。见 \[附件\](x)  \<b\> 二 \\ \`c\` |

            """.ReplaceLineEndings("\n"),
            Written("见 [附件](x)\r\n<b>\u2028二 \\ `c`"));
    }

    private static string Written(string reason) => DecisionsText.Write(
        new ArchiveManifest(
            ArchiveManifest.Current, "u", "甲", 2023, "p1", "1#楼|{修缮}", "行政>科", "std/3", new(1, "abc"), new(1, "abc"), [], [], []),
        new YearPlan("1", [new(Q1, StageKind.Monitoring, 3, StageScope.Project, Approver.Lead, At, At, [])]),
        [new ItemEvent.ItemVoted(Q1, new Actor("k", [Role.GroupChair]), At, 1, Verdict.Return, ReviewGrade.Fair, reason)],
        new People([new("k", "t:chair", "_组长_", null)]));
}
