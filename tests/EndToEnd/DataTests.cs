using PerfFlow.Demo.Data;

namespace PerfFlow.EndToEnd.Tests;

/// <summary>The data file says what is published, and says it as the report does (field.md §7.1).</summary>
public sealed class DataTests
{
    private static readonly BureauYear Bureau = BureauYear.Load();

    [Fact]
    public void Names_and_listed_amounts_are_the_published_ones()
    {
        (int, string, decimal?)[] published =
        [
            (1, "城乡居民养老保险州级财政配套专项资金", 3727.00m),
            (2, "红河州“三支一扶”人员社会保险费预算经费", 143.83m),
            (3, "考试调动事业人员考试考务经费", 0.04m),
            (4, "人事档案服务及人才市场人才服务专项经费", 9.70m),
            (5, "三支一扶大学生招募面试经费", 4.27m),
            (6, "工资福利信息管理决策支持系统运行维护经费", 44.00m),
            (7, "红河人才之家及省级高层次人才服务大厅装修改造专项经费", null),
            (8, "创业担保贷款担保基金", null),
            (9, "援企增岗稳就业专项资金", 7.49m),
            (10, "财政对退休人员养老金的补助资金", 11800m),
            (11, "红河州州本级农民工工资政府应急周转金专项经费", 500.00m),
            (12, "劳动能力鉴定专家评审费", 3.50m),
            (13, "高校毕业生就业见习生活补助经费", 129.60m),
        ];

        Assert.Equal(published, Bureau.Projects.Select(project => (project.Number, project.Name.Value, project.ListedAmount?.Value)));
        Assert.All(Bureau.Projects, project => Assert.Equal(Origin.Published, project.Name.Origin));
        Assert.All(Bureau.Projects, project => Assert.Equal(Origin.Published, project.ListedAmount?.Origin ?? Origin.Published));
    }

    [Fact]
    public void Scores_marked_published_are_those_published_by_name()
        => Assert.Equal(
            [(3, 92m), (4, 100m), (7, 100m), (9, 98m), (10, 100m), (11, 90m), (12, 96m)],
            Bureau.Projects.Where(project => project.Score.Origin == Origin.Published)
                .Select(project => (project.Number, project.Score.Value)));

    [Fact]
    public void A_listed_amount_is_spent_unless_a_published_score_forbids_it()
    {
        var otherwise = Bureau.Projects.Where(project => project.ListedAmount is { } listed && listed.Value != project.Spent.Value);

        // Full marks and 90 in all leave nothing for the execution rate: the emergency fund was not touched.
        Assert.Equal([11], otherwise.Select(project => project.Number));
    }

    [Fact]
    public void Stated_totals_are_the_published_ones()
        => Assert.Equal(
            new StatedTotals(new(13, Origin.Published), new(16972.44m, Origin.Published), new(15836.31m, Origin.Published)),
            Bureau.Stated);

    [Fact]
    public void Points_of_a_project_add_up_to_90()
        => Assert.All(Bureau.Projects, project => Assert.Equal(90m, project.Indicators.Sum(indicator => indicator.Points.Value)));

    [Fact]
    public void A_figure_that_does_not_say_where_it_is_from_is_refused()
        => Assert.Throws<System.Text.Json.JsonException>(() => BureauYear.Read("""{"about":"","year":2023,"unit":{"name":{}}}"""u8));
}
