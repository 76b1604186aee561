using PerfFlow.Domain.Monitoring;

namespace PerfFlow.Domain.Tests.Monitoring;

public sealed class NotYetTextTests
{
    [Theory]
    [InlineData("未到期")]
    [InlineData("未到调查期")]
    [InlineData("年底调查")]
    [InlineData("尚未开展")]
    [InlineData("尚未统计")]
    [InlineData("暂未测评")]
    [InlineData("工程尚未竣工,未验收")]
    [InlineData("暂无法评价")]
    [InlineData("待年底统计")]
    [InlineData("11月开展满意度调查")]
    [InlineData("12月统一调查")]
    [InlineData("次年统计")]
    public void Not_yet_measured(string text) => Assert.True(NotYetText.Is(text));

    [Theory]
    [InlineData("年底前无法完成")]
    [InlineData("预计年底不能达标")]
    [InlineData("水质尚未达标")]
    [InlineData("尚未整改,质量不合格")]
    [InlineData("验收尚未合格")]
    [InlineData("资金未到位,设施停用")]
    [InlineData("未到达预期")]
    [InlineData("已达年底目标")]
    [InlineData("尚未发生投诉")]
    [InlineData("待遇全部落实")]
    [InlineData("70%")]
    [InlineData("")]
    public void A_result_in_words_is_measured(string text) => Assert.False(NotYetText.Is(text));
}
