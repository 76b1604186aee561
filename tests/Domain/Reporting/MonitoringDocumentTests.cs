using PerfFlow.Domain.Documents;
using PerfFlow.Domain.Forms;
using PerfFlow.Domain.Monitoring;
using PerfFlow.Domain.Profiles;
using PerfFlow.Domain.Reporting;
using PerfFlow.Domain.Review;
using PerfFlow.Domain.Tests.Monitoring;
using PerfFlow.Domain.Texts;

namespace PerfFlow.Domain.Tests.Reporting;

public sealed class MonitoringDocumentTests
{
    [Theory]
    [InlineData(MonitoringPeriod.Round, "某局2023年1-6月项目支出绩效运行监控报告")]
    [InlineData(MonitoringPeriod.Half, "某局2023年上半年项目支出绩效运行监控报告")]
    [InlineData(MonitoringPeriod.Year, "某局2023年全年项目支出绩效运行监控报告")]
    public void A_report_is_named_after_its_period(MonitoringPeriod period, string title)
        => Assert.Equal(title, MonitoringDocument.Of(Data() with { Period = period }).Title);

    [Fact]
    public void A_round_is_told_of_with_its_lights_causes_and_what_is_missing()
    {
        Assert.Equal(
            [
                "一、监控工作开展情况",
                "绩效管理牵头科室组织各科室对2个项目开展1-6月绩效运行监控,共1轮,完成1个,未完成1个。",
                "修缮项目|后勤科|未上传",
                "二、预算执行情况",
                "完成监控的项目全年预算数100.00万元,1-6月执行数20.00万元,执行率20.00%。",
                "1|培训项目|培训科|100.00|20.00|20.00%|红灯",
                "|合计||100.00|20.00|20.00%|—",
                "三、绩效目标运行情况",
                "各项指标亮红灯1项、黄灯0项、绿灯1项、蓝灯0项。",
                "数量指标|1|0|0|0",
                "质量指标|0|0|1|0",
                "四、偏差、原因及措施",
                "培训项目|预算执行率|红灯|100.00万元|20.00万元|—|—",
                "培训项目|培训人数|红灯|≥100人|10人|人员保障|教师不足",
                "五、全年预计完成情况",
                "预计全年执行90.00万元,占全年预算数的90.00%。",
                "培训项目|培训人数|≥100人|60人|完全不可能",
                "六、绩效目标调整情况",
                "培训项目|培训科|财预9号",
                "七、整改落实情况",
                "培训项目|补足人数|已补训|—",
                "附件:催办单",
                "1|后勤科|修缮项目|未上传|2023-07-10 18:00|3|",
            ],
            Lines(MonitoringDocument.Of(Data())));
    }

    [Fact]
    public void A_round_without_anything_to_tell_says_so_under_every_heading() => Assert.Equal(
        [
            "一、监控工作开展情况",
            "绩效管理牵头科室组织各科室对0个项目开展1-6月绩效运行监控,共1轮,完成0个,未完成0个。",
            "二、预算执行情况",
            "完成监控的项目全年预算数0.00万元,1-6月执行数0.00万元,执行率—。",
            "|合计||0.00|0.00|—|—",
            "三、绩效目标运行情况",
            "各项指标亮红灯0项、黄灯0项、绿灯0项、蓝灯0项。",
            "四、偏差、原因及措施",
            "各项目和指标均未亮红灯、黄灯。",
            "五、全年预计完成情况",
            "预计全年执行0.00万元,占全年预算数的—。",
            "没有填报为不能确定完成的指标。",
            "六、绩效目标调整情况",
            "没有项目申请调整绩效目标。",
            "七、整改落实情况",
            "没有需要整改的事项。",
        ],
        Lines(MonitoringDocument.Of(Data() with { Projects = [], Missing = [] })));

    private static MonitoringData Data()
    {
        var form = Rounds.Form(
            6,
            [
                Rounds.Row(
                    "产出指标", "数量指标", "培训人数", "≥100人", "10人", Likelihood.Impossible, "60人", [DeviationCause.Staff], "教师不足"),
                Rounds.Row("产出指标", "质量指标", "合格率", "≥95%", "96%", row: 14),
            ],
            spent: 20,
            forecast: 90);
        return new(
            "某局",
            2023,
            MonitoringPeriod.Round,
            [6],
            [
                new(
                    "p1", "培训项目", "培训科", form, MonitoringCheck.Run(form, Profile.Standard, 2023, 6, null, null), "财预9号",
                    [new Rectification(1, null, "补足人数", "k1", default, "已补训")]),
            ],
            [new("修缮项目", "后勤科", "未上传", "2023-07-10 18:00", 3)]);
    }

    private static IEnumerable<string> Lines(Document document)
    {
        Assert.All(
            document.Blocks.OfType<Block.Paragraph>().Select(paragraph => string.Concat(paragraph.Runs.Select(run => run.Text))),
            text => Assert.Equal(FullWidth.Of(text), text));
        return document.Blocks.SelectMany(block => block switch
        {
            Block.Heading heading => [heading.Text],
            Block.Paragraph paragraph => [string.Concat(paragraph.Runs.Select(run => run.Text))],
            Block.Table table => table.Rows.Select(row => string.Join('|', row.Select(cell => cell.Text))),
            _ => Array.Empty<string>(),
        }).Select(Typed.Of);
    }
}
