using PerfFlow.Functions.Reporting;

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
}
