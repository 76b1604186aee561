using PerfFlow.Domain.Forms;
using PerfFlow.Sheets.Reading;
using PerfFlow.Sheets.Tests.Writers;

namespace PerfFlow.Sheets.Tests.Reading;

/// <summary>An indicator is none the less one for the words in its name or before it; to lose one is the worst fault of a reader.</summary>
public sealed class RowKindTests
{
    [Theory]
    [InlineData("无害化处理成本")]
    [InlineData("无偿献血者满意度")]
    [InlineData("无人机采购成本")]
    [InlineData("无物业小区居民满意度")]
    [InlineData("成本合计")]
    [InlineData("其他")]
    [InlineData("征求意见")]
    [InlineData("说明")]
    public void A_name_that_sounds_like_no_indicator_is_one_with_its_values(string name)
    {
        var monitored = Read<ReadForm.Monitoring>(Drafts.Monitoring().With(sheet => sheet["D14"] = name)).Form;
        var evaluated = Read<ReadForm.SelfEvaluation>(Drafts.SelfEvaluation().With(sheet => sheet["D14"] = name)).Form;

        Assert.Equal(["见习人数", name, "见习人员满意度"], monitored.Rows.Select(row => row.Key.Name.Raw));
        Assert.Equal(
            ["鉴定次数", name, "鉴定结论按时送达率", "鉴定结论引发的群体性事件", "申请人满意度"],
            evaluated.Rows.Select(row => row.Key.Name.Raw));
    }

    [Theory]
    [InlineData("群众意见")]
    [InlineData("满意度指标(群众意见)")]
    [InlineData("备注")]
    public void A_level_that_sounds_like_a_note_does_not_end_the_grid(string level)
    {
        var form = Read<ReadForm.SelfEvaluation>(Drafts.SelfEvaluation().With(sheet => sheet["B16"] = level)).Form;

        Assert.Equal(5, form.Rows.Count);
        Assert.Equal(level, form.Rows[3].Key.Level1.Raw);
    }

    [Fact]
    public void Thousands_of_totals_are_looked_at_once_each()
    {
        var sheet = Drafts.Targets();
        for (var row = 40; row < 12_000; row++)
        {
            sheet = sheet.Row(row, 1, "合计");
        }

        Assert.Single(SheetReader.Read(new XmlWorkbook().Write(sheet)).Forms);
    }

    private static T Read<T>(Draft draft)
        where T : ReadForm => Assert.IsType<T>(Assert.Single(SheetReader.Read(new XmlWorkbook().Write(draft)).Forms));
}
