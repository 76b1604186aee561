using PerfFlow.Demo.Client;

namespace PerfFlow.EndToEnd.Tests;

/// <summary>What did not go straight in the year, as the app tells it afterwards.</summary>
[Collection(PlayedYearCollection.Name)]
public sealed class IncidentTests(PlayedYear year)
{
    [Fact]
    public void Whatever_happens_on_the_way_is_told()
        => Assert.Equal(
            [
                ("p03", "q1"), ("p04", "q4"), ("p04", "targets"), ("p05", "targets"), ("p07", "q2"), ("p07", "q3"), ("p07", "q3"),
                ("p08", "targets"), ("p10", "q2"), ("p11", "self-evaluation"), ("p12", "q2"), ("p13", "self-evaluation"),
            ],
            year.Progress.Notes.Select(note => ($"p{note.Project:00}", note.Stage)).Order());

    [Fact]
    public async Task A_return_is_kept_with_its_reason_and_answered_point_by_point()
    {
        var item = await ItemAsync("p12", "q2");

        Assert.Equal((2, 2), (item.Version, item.Round));
        Assert.Equal("完成鉴定人次应填1-6月累计数，请与一季度监控表核对。", Assert.Single(item.History, entry => entry.What == "item-returned").Reason);
        var decisions = year.Decisions("p12");
        Assert.Contains("D14\\] 181人次是一季度的数。", decisions, StringComparison.Ordinal);
        Assert.Contains("D14\\] 已改为1-6月累计数540人次。", decisions, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_dissent_stands_beside_what_the_majority_decided()
    {
        var item = await ItemAsync("p11", "self-evaluation");

        Assert.Equal("archived", item.State);
        Assert.Equal(
            [
                ("领导小组 成员乙", "return", "全年未动用周转金，建议补充说明应急预案和垫付流程后再审。", true),
                ("领导小组 组长", "approve", null, false),
                ("领导小组 成员甲", "approve", null, false),
            ],
            item.Votes.Select(vote => (vote.Name, vote.Verdict, vote.Reason, vote.Dissents)));
    }

    [Fact]
    public async Task A_red_light_goes_to_the_group_and_what_it_requires_is_followed_up()
    {
        var item = await ItemAsync("p07", "q2");

        Assert.Equal("red", item.Figures?.Light);
        Assert.Equal(2, item.Votes.Count);
        Assert.Equal(
            new Rectification(
                1,
                "服务窗口只完成2个，请调整施工顺序，三季度末前完成6个以上。",
                "施工队伍已增加一班，6个窗口安装完毕。",
                "整改到位，四季度继续跟踪竣工时间。"),
            Assert.Single(item.Rectifications));
    }

    [Fact]
    public async Task Targets_graded_good_stand_with_the_edits_agreed_on()
    {
        var item = await ItemAsync("p04", "targets");

        Assert.Equal(("archived", "good", 2, 2, false), (item.State, item.Grade, item.Version, item.SubmittedVersion, item.EditsPending));
        Assert.Single(item.History, entry => entry.What == "item-completed");
    }

    [Fact]
    public async Task A_reopened_sheet_comes_again_in_a_second_attempt()
    {
        var item = await ItemAsync("p04", "q4");

        Assert.Equal(("archived", 2, 2), (item.State, item.Attempt, item.Version));
        Assert.Equal(["item-locked", "item-locked"], item.History.Select(entry => entry.What).Where(what => what == "item-locked"));
        Assert.Equal("12月支付的2.40万元未计入执行数，需重新填报。", Assert.Single(item.History, entry => entry.What == "item-reopened").Reason);
    }

    [Fact]
    public async Task A_late_clerk_is_reminded_once_at_each_rung()
    {
        var notices = await Reminders.OfLateAsync(year.Client, PlayedYear.UnitId);

        Assert.Distinct(notices.Select(notice => notice.Rung));
        var overdue = notices[0];
        Assert.True(overdue.Overdue);
        Assert.NotNull(overdue.ReadAt);
        Assert.StartsWith("【催办】", overdue.Subject.Zh, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_satisfaction_indicator_has_evidence()
    {
        foreach (var project in HostedApp.Bureau.Projects)
        {
            var item = await ItemAsync(project.Id, "self-evaluation");

            Assert.Empty(item.MissingEvidence);
            Assert.All(item.Evidence, file => Assert.Equal("application/pdf", file.Media));
            Assert.True(
                item.Evidence.Count >= project.Indicators.Count(indicator => indicator.Level1 == "满意度指标"),
                $"{project.Id} has {item.Evidence.Count} files");
        }
    }

    private Task<ItemStatus> ItemAsync(string project, string stage) => year.Lead.Sheet(project, stage).GetAsync();
}
