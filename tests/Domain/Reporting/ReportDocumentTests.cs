using PerfFlow.Domain.Documents;
using PerfFlow.Domain.Profiles;
using PerfFlow.Domain.Reporting;
using PerfFlow.Domain.ReportTexts;
using PerfFlow.Domain.SelfEvaluation;

namespace PerfFlow.Domain.Tests.Reporting;

public sealed class ReportDocumentTests
{
    [Fact]
    public void A_report_has_the_eight_sections_of_the_outline_and_three_annexes()
    {
        var document = ReportDocument.Of(Reported.Rich());

        Assert.Equal("某局2023年度项目支出绩效单位自评报告", document.Title);
        Assert.Equal(
            [
                "一、项目基本情况", "(一)项目概况", "(二)项目绩效目标", "(三)组织管理",
                "二、绩效自评工作开展情况", "(一)自评目的、对象和范围", "(二)自评依据、指标体系和方法", "(三)自评工作过程",
                "三、综合评价结论", "(一)自评结果", "(二)绩效目标实现情况",
                "四、绩效评价指标分析", "(一)项目决策情况", "(二)项目过程情况", "(三)项目产出情况", "(四)项目效益情况",
                "五、主要经验及做法", "六、存在的问题及原因", "七、有关建议", "八、其他需要说明的问题",
                "附件一:项目支出绩效自评汇总表", "附件二:项目支出绩效自评表(培训项目)", "附件二:项目支出绩效自评表(修缮项目)",
                "附件三:整改清单",
            ],
            document.Blocks.OfType<Block.Heading>().Select(heading => Typed.Of(heading.Text)));
    }

    [Fact]
    public void What_people_wrote_stands_under_its_heading_with_the_fields_it_names()
    {
        var document = ReportDocument.Of(Reported.Rich());

        Assert.Equal(
            ["{{group}}领导,{{office}}牵头。"],
            Under(document, "(三)组织管理").OfType<Block.Paragraph>().Select(Fielded));
        Assert.Contains("{{p1.number}}. {{p1.name}}:全年支出{{p1.spent}}万元,执行率{{p1.rate}}。", Texts(document, "(二)项目过程情况"));
        Assert.Equal(["{{p1.name}}:送教上门。"], Texts(document, "五、主要经验及做法"));
        Assert.Equal("年中追加{{p1.spent}}万元。", Texts(document, "八、其他需要说明的问题")[0]);
        Assert.Equal(
            ["{{p1.number}}. {{p1.name}}:由{{p1.section}}实施。", "立项背景:就业形势需要,", "立项开展培训。"],
            Texts(document, "(一)项目概况")[1..4]);
    }

    [Fact]
    public void A_field_that_is_none_stays_as_it_was_typed()
    {
        var data = Reported.Rich() with { Texts = new Dictionary<TextTopic, string> { [TextTopic.Other] = "见{{p9.spent}}和{{ }}。" } };

        Assert.Equal("见{{p9.spent}}和{{ }}。", Texts(ReportDocument.Of(data), "八、其他需要说明的问题")[0]);
    }

    [Fact]
    public void Problems_are_listed_with_their_reasons_and_answered_by_suggestions()
    {
        var document = ReportDocument.Of(Reported.Rich());

        Assert.Equal(
            ["{{p1.name}}:教师不足。", "未得满分的指标{{indicators.below}}项,原因及改进措施如下。"], Texts(document, "六、存在的问题及原因"));
        var tables = Under(document, "六、存在的问题及原因").OfType<Block.Table>().ToList();
        Assert.Equal(
            [
                "培训项目|培训人数|≥100人|80人|16|20|教师不足,次年补训",
                "培训项目|1-6月|培训人数|教师不足",
            ],
            tables.SelectMany(table => table.Rows).Select(row => Typed.Of(string.Join('|', row.Select(cell => cell.Text)))));
        Assert.Equal(
            [
                "{{p1.name}}:建立师资库。",
                "绩效目标评审为“差”的项目{{sum.rejected}}个,建议下年度不予安排预算。",
                "未得满分的指标由责任科室按所列改进措施落实,{{office}}在下年度绩效运行监控中跟踪。",
            ],
            Texts(document, "七、有关建议"));
    }

    [Fact]
    public void A_name_is_spelled_as_the_data_have_it_wherever_it_stands()
    {
        const string Name = "培训(一期),见习";
        var data = Reported.Rich();
        var late = data.Projects[0] with { Name = Name };
        var document = ReportDocument.Of(data with { Projects = [late] });

        Assert.Equal(
            [],
            Runs(document).Select(run => run.Text).Where(text => text.Contains("一期", StringComparison.Ordinal)
                && !text.Contains(Name, StringComparison.Ordinal)));
        Assert.Equal(
            Runs(ReportDocument.Of(data with { Projects = [data.Projects[0]] })).Count(
                run => run.Text.Contains("培训项目", StringComparison.Ordinal)),
            Runs(document).Count(run => run.Text.Contains(Name, StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("platform", true)]
    [InlineData("std", false)]
    public void What_the_profile_takes_off_is_told_below_the_scores(string profile, bool told)
    {
        var form = Make.SelfEvaluation(
            100, 90, [Make.Row("产出指标", "数量指标", "培训人数", "≥100人", "140人", 20, 20, "生源多"), .. Make.FullRows().Skip(1)]);
        var project = Reported.Project("p1", "培训项目", 100, 90) with
        {
            Form = form,
            Evaluation = SelfEvaluationCheck.Run(form, Profile.Of(profile), 2023, null),
        };

        var rows = Under(ReportDocument.Of(Reported.Year(project)), "(一)自评结果").OfType<Block.Table>()
            .Where(table => table.Caption == "按规则扣减的得分")
            .SelectMany(table => table.Rows)
            .Select(row => (row[0].Text, row[1].Text, row[2].Text.Contains("scoring.deviation", StringComparison.Ordinal)));

        Assert.Equal(told ? [("培训项目", "培训人数", true)] : [], rows);
    }

    [Fact]
    public void A_figure_rewritten_in_the_data_changes_wherever_it_stands_and_nothing_else()
    {
        var (before, after) = (Spending(72), Spending(64));

        var different = Runs(ReportDocument.Of(before)).Zip(Runs(ReportDocument.Of(after)))
            .Where(pair => pair.First != pair.Second)
            .Select(pair => pair.Second)
            .ToList();

        Assert.Equal(
            [
                "p2.rate", "p2.score", "p2.score.execution", "p2.spent", "sum.rate", "sum.score", "sum.spent",
            ],
            different.Select(run => run.Field).OfType<string>().Distinct().Order(StringComparer.Ordinal));
        Assert.Equal(["64.00"], different.Where(run => run.Field is null).Select(run => run.Text).Distinct()); // the form in its annex
        Assert.Equal(3, different.Count(run => (run.Field, run.Text) == ("sum.spent", "160.00")));
        Assert.Equal(4, different.Count(run => (run.Field, run.Text) == ("p2.spent", "64.00")));

        static ReportData Spending(decimal spent)
        {
            var rich = Reported.Rich();
            return rich with { Projects = [rich.Projects[0], Reported.Project("p2", "修缮项目", 80, spent) with { Description = null }] };
        }
    }

    [Fact]
    public void Hashes_and_scores_the_group_set_are_in_the_internal_annex_alone()
    {
        var data = Reported.Rich();
        data = data with
        {
            Projects = [data.Projects[0] with { Override = new(75, "中", "佐证不足", data.Projects[0].Evaluation.Total) }, data.Projects[1]],
        };

        var report = string.Concat(Runs(ReportDocument.Of(data)).Select(run => run.Text));
        var annex = InternalAnnex.Of(data);

        Assert.DoesNotContain("head", report, StringComparison.Ordinal);
        Assert.DoesNotContain("佐证不足", report, StringComparison.Ordinal);
        var rows = annex.Blocks.OfType<Block.Table>()
            .SelectMany(table => table.Rows)
            .Select(row => string.Join('|', row.Select(cell => cell.Text)));
        Assert.Equal(["单位年度|head", "培训项目|head-p1", "修缮项目|head-p2", "展馆项目|head-x", "培训项目|94|75|佐证不足"], rows);
    }

    [Fact]
    public void No_heading_is_empty_and_no_sentence_is_whatever_the_year_has_and_lacks() => Years().Sample(data =>
    {
        var document = ReportDocument.Of(data);
        Assert.All(document.Blocks.Index(), block =>
        {
            if (block.Item is Block.Heading heading)
            {
                var next = document.Blocks.ElementAtOrDefault(block.Index + 1);
                Assert.True(
                    next is not null and not Block.Page && (next is not Block.Heading below || below.Level > heading.Level), heading.Text);
            }
        });
        Assert.All(
            document.Blocks.OfType<Block.Table>(),
            table => Assert.All(table.Rows, row => Assert.Equal(table.Columns.Length, row.Length)));
        Assert.All(
            document.Blocks.OfType<Block.Paragraph>(),
            paragraph => Assert.False(string.IsNullOrWhiteSpace(string.Concat(paragraph.Runs.Select(run => run.Text)))));
    });

    private static Gen<ReportData> Years() =>
        from texts in Gen.Bool
        from late in Gen.Bool
        from rejected in Gen.Bool
        from projects in Gen.Int[0, 3]
        let rich = Reported.Rich()
        select rich with
        {
            Texts = texts && projects > 0 ? rich.Texts : Reported.Year().Texts,
            Rejected = rejected ? rich.Rejected : [],
            Projects =
            [
                .. Enumerable.Range(1, projects).Select(i =>
                    Reported.Project($"p{i}", $"项目{i}", 100, 90, late ? [Reported.Late("")] : []) with
                    {
                        Texts = texts ? rich.Projects[0].Texts : rich.Projects[1].Texts,
                        Description = i == 1 ? " " : null,
                    }),
            ],
        };

    private static List<Run> Runs(Document document) => [.. document.Blocks.SelectMany(block => block switch
    {
        Block.Paragraph paragraph => paragraph.Runs.AsEnumerable(),
        Block.Table table => table.Rows.SelectMany(row => row),
        Block.Heading heading => [new Run(heading.Text)],
        _ => [],
    })];

    private static List<string> Texts(Document document, string heading)
        => [.. Under(document, heading).OfType<Block.Paragraph>().Select(Fielded)];

    private static IEnumerable<Block> Under(Document document, string heading) => document.Blocks
        .SkipWhile(block => block is not Block.Heading found || Typed.Of(found.Text) != heading)
        .Skip(1)
        .TakeWhile(block => block is not Block.Heading);

    private static string Fielded(Block.Paragraph paragraph)
        => Typed.Of(string.Concat(paragraph.Runs.Select(run => run.Field is { } field ? $"{{{{{field}}}}}" : run.Text)));
}
