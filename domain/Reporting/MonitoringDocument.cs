using System.Collections.Immutable;
using PerfFlow.Domain.Documents;
using PerfFlow.Domain.Findings;
using PerfFlow.Domain.Forms;
using PerfFlow.Domain.Words;

namespace PerfFlow.Domain.Reporting;

/// <summary>The monitoring report of a round, of the half or of the whole year (field.md §13 [design]).</summary>
public static class MonitoringDocument
{
    private static readonly Light[] Colours = [Light.Red, Light.Yellow, Light.Green, Light.Blue];

    /// <summary>The same data gives the same document.</summary>
    public static Document Of(MonitoringData data)
    {
        var paper = new Paper(MonitoringFields.Of(data));
        Scope(paper, data);
        Execution(paper, data);
        Lights(paper, data);
        Deviations(paper, data);
        Outlook(paper, data);
        Adjustments(paper, data);
        Rectifications(paper, data);
        paper.Signature(data.Unit, data.Names);
        Owed(paper, data);
        return paper.ToDocument("{{unit}}{{year}}年{{period}}项目支出绩效运行监控报告");
    }

    private static void Scope(Paper paper, MonitoringData data)
    {
        paper.Heading(1, "一、监控工作开展情况");
        paper.Say(
            "{{office}}组织各科室对{{sum.all}}个项目开展{{period}}绩效运行监控,共{{sum.rounds}}轮,"
            + "完成{{sum.monitored}}个,未完成{{sum.missing}}个。");
        if (data.Missing.Count > 0)
        {
            paper.Table(
                "未完成监控的项目",
                [new("项目", 12), new("科室", 7), new("目前状态", 9)],
                data.Missing.Select(project => Paper.TextRow(project.Name, project.Section, project.State)));
        }
    }

    private static void Execution(Paper paper, MonitoringData data)
    {
        paper.Heading(1, "二、预算执行情况");
        paper.Say("完成监控的项目全年预算数{{sum.budget}}万元,{{period}}执行数{{sum.spent}}万元,执行率{{sum.rate}}。");
        paper.Table(
            "各项目预算执行情况(单位:万元)",
            [
                new("序号", 3, Alignment.Center), new("项目", 11), new("科室", 6), new("全年预算数", 7, Alignment.Right),
                new("执行数", 7, Alignment.Right), new("执行率", 6, Alignment.Right), new("项目灯", 4, Alignment.Center),
            ],
            [
                .. data.Projects.Select(
                    project => paper.FieldRow(project.Key, "number", "name", "section", "budget", "spent", "rate", "light")),
                [new(""), new("合计"), new(""), .. paper.FieldCells("sum.budget", "sum.spent", "sum.rate"), new(NumberStyle.Unknown)],
            ]);
    }

    private static void Lights(Paper paper, MonitoringData data)
    {
        paper.Heading(1, "三、绩效目标运行情况");
        paper.Say("各项指标亮红灯{{lights.red}}项、黄灯{{lights.yellow}}项、绿灯{{lights.green}}项、蓝灯{{lights.blue}}项。");
        var kinds = data.Projects.SelectMany(project => project.Rows).GroupBy(row => row.Progress.Level2).ToList();
        if (kinds.Count > 0)
        {
            paper.Table(
                "各类指标的灯",
                [new("指标类型", 10), .. Colours.Select(colour => new Column(Word.Of(colour).Zh, 4, Alignment.Right))],
                kinds.Select(kind => Paper.TextRow(
                    [kind.Key, .. Colours.Select(colour => NumberStyle.Count(kind.Count(row => row.Progress.Light == colour)))])));
        }
    }

    private static void Deviations(Paper paper, MonitoringData data)
    {
        paper.Heading(1, "四、偏差、原因及措施");
        var off = data.Projects.SelectMany(project => Off(project)).ToList();
        if (off.Count == 0)
        {
            paper.Say("各项目和指标均未亮红灯、黄灯。");
            return;
        }

        paper.Table(
            "亮红灯、黄灯的事项",
            [
                new("项目", 7), new("事项", 8), new("灯", 3, Alignment.Center), new("年度指标值", 6), new("执行情况", 6),
                new("偏差原因", 5), new("原因说明及措施", 12),
            ],
            off);
    }

    private static IEnumerable<ImmutableArray<Run>> Off(MonitoredProject project)
    {
        if (project.Assessment.Execution is { Light: Light.Red or Light.Yellow } execution)
        {
            yield return Paper.TextRow(
                project.Name,
                "预算执行率",
                Word.Of(execution.Light).Zh,
                NumberStyle.Money(execution.Budget) + "万元",
                NumberStyle.Money(execution.Spent) + "万元",
                null,
                Paper.Prose(project.Form.Funds.FirstOrDefault(fund => fund.Source == FundSource.Total)?.Reason?.Raw));
        }

        foreach (var (progress, written) in project.Rows.Where(row => row.Progress.Light is Light.Red or Light.Yellow))
        {
            yield return Paper.TextRow(
                project.Name,
                progress.Name,
                Word.Of(progress.Light).Zh,
                progress.Target?.ToString() ?? written.Target.Raw,
                written.Actual.Raw,
                string.Join('、', written.Causes.Select(Word.Of)),
                Paper.Prose(string.Join(
                    ';', ((string[])[written.Reason.Raw, written.Remark.Raw]).Where(said => !string.IsNullOrWhiteSpace(said)))));
        }
    }

    private static void Outlook(Paper paper, MonitoringData data)
    {
        paper.Heading(1, "五、全年预计完成情况");
        paper.Say("预计全年执行{{sum.forecast}}万元,占全年预算数的{{sum.forecast.rate}}。");
        var doubtful = data.Projects
            .SelectMany(project => project.Rows.Select(row => (project, row)))
            .Where(pair => pair.row.Progress.Likelihood is Likelihood.Possible or Likelihood.Impossible)
            .ToList();
        if (doubtful.Count == 0)
        {
            paper.Say("没有填报为不能确定完成的指标。");
            return;
        }

        paper.Table(
            "不能确定完成的指标",
            [new("项目", 8), new("指标", 9), new("年度指标值", 7), new("全年预计", 7), new("完成可能性", 5)],
            doubtful.Select(pair => Paper.TextRow(
                pair.project.Name,
                pair.row.Progress.Name,
                pair.row.Progress.Target?.ToString() ?? pair.row.Written.Target.Raw,
                pair.row.Written.Forecast.Raw,
                Word.Of(pair.row.Progress.Likelihood!.Value))));
    }

    private static void Adjustments(Paper paper, MonitoringData data)
    {
        paper.Heading(1, "六、绩效目标调整情况");
        var adjusting = data.Projects.Where(project => project.Adjustment is not null).ToList();
        if (adjusting.Count == 0)
        {
            paper.Say("没有项目申请调整绩效目标。");
            return;
        }

        paper.Table(
            "正在调整绩效目标的项目",
            [new("项目", 12), new("科室", 7), new("依据", 12)],
            adjusting.Select(project => Paper.TextRow(project.Name, project.Section, project.Adjustment)));
    }

    private static void Rectifications(Paper paper, MonitoringData data)
    {
        paper.Heading(1, "七、整改落实情况");
        var all = data.Projects.SelectMany(project => project.Rectifications.Select(one => (project, one))).ToList();
        if (all.Count == 0)
        {
            paper.Say("没有需要整改的事项。");
            return;
        }

        paper.Table(
            "整改事项",
            [new("项目", 8), new("整改要求", 10), new("整改结果", 10), new("结论", 8)],
            all.Select(pair => Paper.TextRow(
                pair.project.Name, Paper.Prose(pair.one.Requirement), Paper.Prose(pair.one.Answer), Paper.Prose(pair.one.Conclusion))));
    }

    /// <summary>催办单: as it is handed out, to be signed for.</summary>
    private static void Owed(Paper paper, MonitoringData data)
    {
        if (data.Missing.Count == 0)
        {
            return;
        }

        paper.Page(landscape: true);
        paper.Heading(1, "附件:催办单");
        paper.Table(
            "以下项目尚未完成监控,请尽快办理,并由经办人签收。",
            [
                new("序号", 3, Alignment.Center), new("科室", 7), new("项目", 12), new("目前状态", 8), new("截止时间", 8),
                new("逾期天数", 4, Alignment.Right), new("签收", 6),
            ],
            data.Missing.Select((project, i) => (ImmutableArray<Run>)
            [
                .. Paper.TextRow(
                    NumberStyle.Count(i + 1), project.Section, project.Name, project.State, project.Due,
                    project.DaysLate is { } days ? NumberStyle.Count(days) : null),
                new(""),
            ]));
    }
}
