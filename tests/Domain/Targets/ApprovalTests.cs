using PerfFlow.Domain.Indicators;
using PerfFlow.Domain.Profiles;
using PerfFlow.Domain.Targets;

namespace PerfFlow.Domain.Tests.Targets;

public sealed class ApprovalTests
{
    [Fact]
    public void Approval_gives_ids_in_sheet_order()
    {
        var approved = ApprovedTargets.Approve(Assessment("甲", "乙", "丙"));
        Assert.Equal(["i01 甲", "i02 乙", "i03 丙"], Names(approved));
        Assert.Equal(
            (100m, "目标", "std", 1, 3), (approved.Budget, approved.Goal, approved.Profile, approved.ProfileVersion, approved.Issued));
    }

    [Fact]
    public void Ids_last_through_an_adjustment_and_are_never_given_twice()
    {
        var first = ApprovedTargets.Approve(Assessment("甲", "乙", "丙"));
        var second = ApprovedTargets.Approve(Assessment("丙", "丁", "甲"), first);
        Assert.Equal(["i03 丙", "i04 丁", "i01 甲"], Names(second));
        Assert.Equal(["i01 甲", "i05 乙"], Names(ApprovedTargets.Approve(Assessment("甲", "乙"), second)));
    }

    [Fact]
    public void The_initial_budget_of_adjusted_targets_is_the_one_that_is_given()
    {
        var first = ApprovedTargets.Approve(Assessment("甲"));
        var adjusted = ApprovedTargets.Approve(Assessment("甲"), first, initialBudget: 90);
        Assert.Equal((100m, null), (first.AtFirst, first.Adjusted));
        Assert.Equal((90m, 100m), (adjusted.AtFirst, adjusted.Adjusted));
    }

    [Fact]
    public void Rows_match_by_id_then_by_kind_and_name()
    {
        var approved = ApprovedTargets.Approve(Assessment("甲", "乙", "丙")).Indicators;
        IReadOnlyList<IndicatorLabel> rows =
            [new("i03", "质量指标", "改了名"), new(null, "数量", " 甲（人）"), new("i09", "数量指标", "丁"), new("", "质量指标", "乙")];
        Assert.Equal(["i03", "i01", null, null], IndicatorMatching.Match(rows, approved).Select(a => a?.Id));
    }

    [Fact]
    public void An_approved_indicator_is_matched_once()
    {
        var approved = ApprovedTargets.Approve(Assessment("甲")).Indicators;
        IReadOnlyList<IndicatorLabel> rows = [new(null, "数量指标", "甲"), new("i01", "数量指标", "甲")];
        Assert.Equal([null, "i01"], IndicatorMatching.Match(rows, approved).Select(a => a?.Id));
    }

    private static IEnumerable<string> Names(ApprovedTargets approved) => approved.Indicators.Select(i => $"{i.Id} {i.Name}");

    private static TargetAssessment Assessment(params string[] names) => new(
        "std", 1,
        [.. names.Select(n => new ApprovedIndicator("", "产出指标", "数量指标", n, TargetText.Read("≥1次", Profile.Standard, 2023).Target!, 10))],
        new TargetMoney(100, null, null, null), "目标", []);
}
