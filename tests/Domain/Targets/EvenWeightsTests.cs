using PerfFlow.Domain.Forms;
using PerfFlow.Domain.Profiles;
using PerfFlow.Domain.SelfEvaluation;

namespace PerfFlow.Domain.Tests.Targets;

/// <summary>Points by the number of indicators: 22.5 on each of four, beside 10 for the execution (field.md §14).</summary>
public sealed class EvenWeightsTests
{
    [Theory]
    [InlineData("22.5 22.5 22.5 22.5", "")]
    [InlineData("30 30 30", "")]
    [InlineData("12.86 12.86 12.86 12.86 12.86 12.85 12.85", "")]
    [InlineData("30 20 20 20", "表!G13 分值为 30,表!G14 分值为 20,表!G15 分值为 20,表!G16 分值为 20")]
    [InlineData("22.5 22.5 22.51 22.49", "表!G15 分值为 22.51,表!G16 分值为 22.49")]
    [InlineData("20 20 20 20", "表!G13 产出指标、效益指标、满意度指标分值合计 80")]
    public void Every_indicator_has_as_many_points_as_the_others(string points, string found)
        => Assert.Equal(found, Found(points, Profile.Even));

    [Fact]
    public void Where_it_is_off_levels_are_weighed_and_no_indicator_alone()
        => Assert.Equal("", Found("40 10 30 10", Profile.Standard));

    private static string Found(string points, Profile profile)
    {
        string[][] kinds = [["产出指标", "数量指标"], ["产出指标", "质量指标"], ["效益指标", "社会效益指标"], ["满意度指标", "服务对象满意度指标"]];
        IEnumerable<SelfEvaluationRow> rows = points.Split(' ').Select((p, i) =>
        {
            var (kind, w) = (kinds[i % kinds.Length], decimal.Parse(p, System.Globalization.CultureInfo.InvariantCulture));
            return Make.Row(kind[0], kind[1], $"指标{i}", "≥90%", "0.96f", w, w, row: 13 + i);
        });
        return string.Join(',', SelfEvaluationCheck.Run(Make.SelfEvaluation(100, 100, [.. rows]), profile, 2023, null).Findings
            .Where(finding => finding.Code == "WEIGHTS_MISMATCH")
            .Select(finding => $"{finding.Place} {finding.Message.Zh.Split(',')[0]}"));
    }
}
