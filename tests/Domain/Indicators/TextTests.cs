using PerfFlow.Domain.Indicators;
using PerfFlow.Domain.Profiles;

namespace PerfFlow.Domain.Tests.Indicators;

/// <summary>What is taken for the same text, and for a number.</summary>
public sealed class TextTests
{
    [Theory]
    [InlineData("✓", "√")]
    [InlineData("✔", "√")]
    [InlineData("☑", "√")]
    [InlineData("✗", "×")]
    [InlineData("✘", "×")]
    [InlineData("甲\u200B乙\u200C丙\u200D丁\uFEFF戊\u2060己", "甲乙丙丁戊己")]
    [InlineData("甲――乙", "甲-乙")]
    [InlineData("１，２３４．５", "1234.5")]
    [InlineData("1,234,567", "1234567")]
    [InlineData("1,23", "1,23")]
    [InlineData("1,2345", "1,2345")]
    [InlineData(",234", ",234")]
    [InlineData("！～", "!~")]
    [InlineData("一鿿", "一鿿")]
    [InlineData("plain", "plain")]
    public void One_spelling_for_one_meaning(string raw, string normal) => Assert.Equal(normal, NormalText.Of(raw));

    [Theory]
    [InlineData("培训人数(人次)", "培训人数", true)]
    [InlineData("培训（含线上（直播））人数", "培训人数", true)]
    [InlineData("培训)人数", "培训人数", false)]
    [InlineData("(人数)", "人数", false)]
    [InlineData("培训人数", "培训人次", false)]
    public void Remarks_in_brackets_do_not_make_another_name(string one, string other, bool same) => Assert.Equal(same, Label.Same(one, other));

    [Theory]
    [InlineData("≥十点五%", "≥10.5%")]
    [InlineData("≥一百零五人", "≥105人")]
    [InlineData("≥二百三人", "≥230人")]
    [InlineData("≥三百五十人", "≥350人")]
    [InlineData("≥二〇人", "≥20人")]
    [InlineData("≥一二三人", "≥123人")]
    [InlineData("≥十五万人", "≥150000人")]
    [InlineData("≥一亿零五百万元", "≥105000000元")]
    [InlineData("≥3百人", "≥300人")]
    [InlineData("≥2千人", "≥2000人")]
    [InlineData("≥3千克", "≥3千克")]
    [InlineData("≥九成", "≥90%")]
    [InlineData("≥5成品", "≥5成品")]
    [InlineData("≥5成果", "≥5成果")]
    [InlineData("≥5成员", "≥5成员")]
    [InlineData("≥-5%", "≥-5%")]
    [InlineData("≥+5%", "≥5%")]
    [InlineData("≥负5%", "≥-5%")]
    [InlineData("≥百分之九十五", "≥95%")]
    [InlineData("1990年6月底前", "1990-06-30前")]
    [InlineData("2100年6月底前", "2100-06-30前")]
    [InlineData("一季度末", "2023-03-31前")]
    [InlineData("第四季度", "2023-12-31前")]
    [InlineData("20231231", "2023-12-31前")]
    [InlineData("2023年度12月底前", "2023-12-31前")]
    [InlineData("2023-12-31 18:00", "2023-12-31前")]
    [InlineData("2023/12/5", "2023-12-05前")]
    [InlineData("12月上旬", "2023-12-10前")]
    [InlineData("二〇二三年六月底前", "2023-06-30前")]
    public void Numbers_and_days_are_read_however_they_are_written(string text, string expected)
        => Assert.Equal(expected, TargetText.Read(text, Profile.Standard, 2023).Target?.ToString());
}
