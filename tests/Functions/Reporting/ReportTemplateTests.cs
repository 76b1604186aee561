using PerfFlow.Domain.Forms;
using PerfFlow.Domain.Profiles;
using PerfFlow.Domain.SelfEvaluation;
using PerfFlow.Functions.Reporting;
using PerfFlow.Functions.Tests.App;
using PerfFlow.Sheets.Reading;

namespace PerfFlow.Functions.Tests.Reporting;

public class ReportTemplateTests
{
    private static readonly Template Report = Template.Parse(ReportFiles.ReadTemplate());

    [Fact]
    public void Every_number_of_the_report_is_a_bound_field() => Assert.DoesNotContain(Report.Literals(), char.IsAsciiDigit);

    [Fact]
    public void A_year_without_projects_binds_every_field_outside_the_lists()
    {
        var text = Report.Bind(ReportScope.Of(new ReportData("甲|乙", 2023, 1, "abc", [], [])));

        Assert.StartsWith("# 甲\\|乙2023年度项目支出绩效单位自评报告\n", text, StringComparison.Ordinal);
        Assert.DoesNotContain("{{", text, StringComparison.Ordinal);
    }

    [Fact]
    public void What_people_wrote_is_no_markup_and_stays_in_its_cell()
    {
        var text = Report.Bind(
            ReportScope.Of(new ReportData("甲", 2023, 1, "abc", [], [new("1#楼|{修缮}", "行政>科", " 见 [附件](x)\r\n<b>\u2028\t`c` ", "def")])));

        Assert.Contains("- 1\\#楼\\|\\{修缮\\}(行政\\>科):见 \\[附件\\](x)  \\<b\\>  \\`c\\`\n", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("platform", true)]
    [InlineData("std", false)]
    public void What_the_profile_takes_off_is_told_below_the_scores(string profile, bool told)
    {
        var form = SheetReader.Read(TestSheets.SelfEvaluation("培训项目", 2023, trained: 140)).Forms
            .OfType<ReadForm.SelfEvaluation>().Single().Form;
        var evaluation = SelfEvaluationCheck.Run(form, Profile.Of(profile), 2023, null);
        var project = new ReportProject(
            "p1", "培训项目", "培训科", null, new([], 100, "目标", profile, 1, 0), form, evaluation, null, [], 0, [], "def");

        var text = Report.Bind(ReportScope.Of(new ReportData("甲", 2023, 1, "abc", [project], [])));

        Assert.Equal(told, text.Contains("- 培训项目“培训人数”:", StringComparison.Ordinal));
        Assert.Equal(told, text.Contains("scoring.deviation", StringComparison.Ordinal));
    }
}
