using System.Globalization;
using PerfFlow.Domain.Forms;
using PerfFlow.Domain.Indicators;
using PerfFlow.Domain.Profiles;

namespace PerfFlow.Domain.Tests.Indicators;

/// <summary>What the columns 指标性质 and 度量单位 add to the text of a target, and where they contradict it.</summary>
public sealed class TargetColumnsTests
{
    /// <param name="value"><c>0.95f</c> is a percent cell, <c>95#95.004</c> a cell that shows 95 and holds 95.004.</param>
    /// <param name="expected">The target and the codes of the findings.</param>
    [Theory]
    [InlineData("日期", "2023年12月底前", "", "2023-12-31前")]
    [InlineData("时间", "2023年12月底前", "", "2023-12-31前")]
    [InlineData("时间", "95%", "", "TARGET_AMBIGUOUS")]
    [InlineData("是否", "是", "", "是")]
    [InlineData("判断", "是", "", "是")]
    [InlineData("是/否", "是", "", "是")]
    [InlineData("是否", "95%", "", "TARGET_AMBIGUOUS")]
    [InlineData("定值", "100人", "", "=100人")]
    [InlineData("定值", "≥100人", "", "TARGET_AMBIGUOUS")]
    [InlineData("区间", "90~95%", "", "90~95%")]
    [InlineData("区间值", "90~95%", "", "90~95%")]
    [InlineData("介于", "90~95%", "", "90~95%")]
    [InlineData("区间", "95%", "", "TARGET_AMBIGUOUS")]
    [InlineData("=", "是", "", "是")]
    [InlineData("≥", "是", "", "TARGET_AMBIGUOUS")]
    [InlineData("=", "90~95%", "", "90~95%")]
    [InlineData("≥", "90~95%", "", "TARGET_AMBIGUOUS")]
    [InlineData("≤", "2023年12月底前", "", "2023-12-31前")]
    [InlineData("<", "2023年12月底前", "", "2023-12-31前")]
    [InlineData("=", "2023年12月底前", "", "2023-12-31前")]
    [InlineData("≥", "2023年12月底前", "", "TARGET_AMBIGUOUS")]
    [InlineData("定性", "显著提升", "", "显著提升")]
    [InlineData("定性指标", "是", "", "是")]
    [InlineData("定性", "95%", "", "TARGET_AMBIGUOUS")]
    [InlineData("≥", "显著提升", "", "TARGET_AMBIGUOUS")]
    [InlineData("≤", "无群体性事件", "", "≤0起")]
    [InlineData("=", "无群体性事件", "", "=0起")]
    [InlineData("≥", "无群体性事件", "", "TARGET_AMBIGUOUS")]
    [InlineData("=", "≤0人", "", "TARGET_AMBIGUOUS")]
    [InlineData("约莫", "95%", "", "NATURE_UNKNOWN")]
    [InlineData("约莫", "≥95%", "", "≥95%")]
    [InlineData("正向", "95%", "", "≥95%")]
    [InlineData("正向指标", "95%", "", "≥95%")]
    [InlineData("反向", "5%", "", "≤5%")]
    [InlineData("反向指标", "5%", "", "≤5%")]
    [InlineData("逆向指标", "5%", "", "≤5%")]
    [InlineData("反向", "≥5%", "", "TARGET_AMBIGUOUS")]
    [InlineData("—", "95%", "", "=95%")]
    [InlineData("≥", "95", "%", "≥95%")]
    [InlineData("≥", "0.95", "%", "≥0.95% SCALE_SUSPECT")]
    [InlineData("≥", "1", "%", "≥1%")]
    [InlineData("≥", "0", "%", "≥0%")]
    [InlineData("≥", "0.95", "人", "≥0.95人")]
    [InlineData("≥", "0.95f", "", "≥95%")]
    [InlineData("", "1.5f", "", "=150%")]
    [InlineData("", "1.6f", "", "=160% SCALE_SUSPECT")]
    [InlineData("", "160%", "", "=160%")]
    [InlineData("", "100人", "人", "=100人")]
    [InlineData("", "100人", "次", "=100人 UNIT_CONFLICT")]
    [InlineData("", "0人", "次", "=0人")]
    [InlineData("", "3万", "人", "=3万人")]
    [InlineData("", "3万", "万人", "=3万")]
    [InlineData("", "3亿", "亿元", "=3亿")]
    [InlineData("", "3万元", "元", "=3万元")]
    [InlineData("", "是", "人", "是")]
    [InlineData("", "2023.12", "", "TARGET_AMBIGUOUS")]
    [InlineData("", "2023.12", "元", "=2023.12元")]
    [InlineData("≥", "2023.12", "", "≥2023.12")]
    [InlineData("", "≥2023.12", "", "≥2023.12")]
    [InlineData("", "2023.13", "", "=2023.13")]
    [InlineData("", "95#95.004", "", "=95.004")]
    [InlineData("", "≥95#95.004", "", "≥95")]
    [InlineData("", "95人#95.004", "", "=95人")]
    public void Each_column_has_its_say(string nature, string value, string unit, string expected)
    {
        var reading = TargetText.Read(Column(nature, "E1"), Value(value), Column(unit, "G1"), Profile.Standard, 2023);

        Assert.Equal(
            expected,
            string.Join(
                ' ', [.. new[] { reading.Target?.ToString() }.OfType<string>(), .. reading.Findings.Select(finding => finding.Code)]));
        Assert.Equal(Value(value).Raw, reading.Target?.Raw ?? Value(value).Raw);
    }

    private static Cell? Column(string text, string cell) => text.Length == 0 ? null : Make.Text(text, cell);

    private static Cell Value(string text) =>
        text.EndsWith('f') ? Make.Percent(decimal.Parse(text[..^1], CultureInfo.InvariantCulture), "F1")
        : text.Split('#') is [var shown, var held]
            ? Make.Text(shown, "F1") with { Number = decimal.Parse(held, CultureInfo.InvariantCulture) }
        : Make.Text(text, "F1");
}
