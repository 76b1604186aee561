using PerfFlow.Domain.Calendar;
using PerfFlow.Domain.Documents;
using PerfFlow.Domain.Plan;

namespace PerfFlow.Domain.Reporting;

/// <summary>
/// What a reviewer of the report should know and the public should not read: which ledgers it is drawn from, scores the group has set,
/// returns and dissent. A file of its own, never published with the report.
/// </summary>
public static class InternalAnnex
{
    public static Document Of(ReportData data)
    {
        var paper = new Paper(Fields.Of(data));
        Sources(paper, data);
        Overrides(paper, data);
        Way(paper, data);
        Duties(paper, data);
        return paper.ToDocument("{{unit}}{{year}}年度项目支出绩效单位自评报告内部附件");
    }

    private static void Sources(Paper paper, ReportData data)
    {
        paper.Heading(1, "一、数据来源");
        paper.Say($"报告第{NumberStyle.Count(data.Version)}版。文中每个数字取自已审定的填报数据,数据的台账校验值如下。");
        paper.Table(
            null,
            [new("台账", 10), new("校验值", 20)],
            [
                Paper.TextRow("单位年度", data.UnitHead),
                .. data.Projects.Select(project => Paper.TextRow(project.Name, project.Head)),
                .. data.Rejected.Select(project => Paper.TextRow(project.Name, project.Head)),
            ]);
        paper.Say($"计分规则:{data.Profile.Key}。");
    }

    private static void Overrides(Paper paper, ReportData data)
    {
        paper.Heading(1, "二、审定得分与计算得分不同的项目");
        var overridden = data.Projects.Where(project => project.Override is not null).ToList();
        if (overridden.Count == 0)
        {
            paper.Say("无。各项目得分均为计算得分。");
            return;
        }

        paper.Table(
            null,
            [new("项目", 10), new("计算得分", 5, Alignment.Right), new("审定得分", 5, Alignment.Right), new("理由", 16)],
            overridden.Select(project => Paper.TextRow(
                project.Name,
                NumberStyle.Points(project.Evaluation.Total),
                NumberStyle.Points(project.Score),
                Paper.Prose(project.Override!.Reason))));
    }

    private static void Way(Paper paper, ReportData data)
    {
        paper.Heading(1, "三、审核记录");
        var lines = data.Projects.SelectMany(project => project.Annex.Select(line => (project, line))).ToList();
        paper.Say($"退回、重新打开、目标调整、得分调整和不同意见共{NumberStyle.Count(lines.Count)}条。");
        if (lines.Count > 0)
        {
            paper.Table(
                null,
                [
                    new("项目", 7), new("环节", 8), new("时间", 6), new("事项", 6), new("角色", 6), new("理由", 10),
                    new("台账序号", 4, Alignment.Right),
                ],
                lines.Select(pair => Paper.TextRow(
                    pair.project.Name,
                    pair.line.Stage,
                    BeijingTime.Minute(pair.line.At),
                    Paper.Prose(pair.line.What),
                    pair.line.By,
                    Paper.Prose(pair.line.Reason),
                    NumberStyle.Count(pair.line.Entry))));
        }
    }

    private static void Duties(Paper paper, ReportData data)
    {
        paper.Heading(1, "四、职责分离");
        paper.Say(data.ChairMaySign ? "领导小组组长可以兼任报告签发人。" : "领导小组组长不得签发报告。");
        foreach (var joined in data.Joined)
        {
            paper.Quote(joined.Reason, null, $"{Said(joined.Duty)}由已办理前序职责的人员兼任:");
        }
    }

    private static string Said(SeparatedDuty duty) => duty switch
    {
        SeparatedDuty.Submit => "提交",
        SeparatedDuty.Check => "审核",
        _ => "审定",
    };
}
