using PerfFlow.Domain.Profiles;
using PerfFlow.Domain.ReportTexts;

namespace PerfFlow.Domain.Reporting;

/// <summary>二、绩效自评工作开展情况.</summary>
internal static class Work
{
    public static void Write(Paper paper, ReportData data)
    {
        paper.Heading(1, "二、绩效自评工作开展情况");
        paper.Heading(2, "(一)自评目的、对象和范围");
        paper.Say("为掌握财政资金的使用效益,对{{sum.projects}}个项目{{year}}年度的绩效目标完成情况和预算执行情况开展自评。");
        paper.Heading(2, "(二)自评依据、指标体系和方法");
        paper.Say(
            "自评以批复的绩效目标、预算执行数据和佐证材料为依据,由{{office}}组织、{{group}}审定。"
            + $"指标体系采用“{data.Profile.Name.Zh}”,得分由系统依据批复的绩效目标和实际完成值逐项计算。");
        paper.Say($"分值构成:{Weights(data.Profile)}。");
        paper.Heading(2, "(三)自评工作过程");
        if (data.Texts.TryGetValue(TextTopic.Process, out var text))
        {
            paper.Quote(text);
        }

        paper.Say(
            "所用指标类型共{{kinds.count}}类:{{kinds.names}}。各环节退回修改{{sum.returns}}次,"
            + "经科室自评、{{office}}审核、{{group}}审定后形成本报告。");
    }

    private static string Weights(Profile profile) => string.Join('、', [
        $"预算执行率{NumberStyle.Points(profile.Execution.Points)}分",
        .. profile.Weights.Select(weight => $"{string.Join('和', weight.Levels)}{NumberStyle.Points(weight.Points)}分"),
    ]);
}
