using PerfFlow.Domain.Findings;
using PerfFlow.Domain.Forms;
using PerfFlow.Domain.Indicators;
using PerfFlow.Domain.Profiles;
using PerfFlow.Domain.Reporting;
using PerfFlow.Domain.ReportTexts;
using PerfFlow.Domain.SelfEvaluation;

namespace PerfFlow.Domain.Tests.Reporting;

/// <summary>Data of reports, by the rules of the standard profile.</summary>
internal static class Reported
{
    public static ReportData Year(params ReportProject[] projects) => new("某局", 2023, 1, "head", Profile.Standard, projects, []);

    public static ReportProject Project(string key, string name, decimal budget, decimal spent, params SelfEvaluationRow[] rows)
    {
        var form = Make.SelfEvaluation(budget, spent, rows.Length == 0 ? Make.FullRows() : rows);
        return new(
            key,
            name,
            "培训科",
            "组织培训。",
            new(
                [.. form.Rows.Select((row, i) => new ApprovedIndicator(
                    $"i{i}", row.Key.Level1.Raw, row.Key.Level2.Raw, row.Key.Name.Raw, Target(row), row.Points.Number ?? 0))],
                budget, "完成培训", "std", 1, rows.Length),
            form,
            SelfEvaluationCheck.Run(form, Profile.Standard, 2023, null),
            null,
            [],
            0,
            [],
            $"head-{key}");
    }

    public static SelfEvaluationRow Late(string reason = "教师不足,次年补训") =>
        Make.Row("产出指标", "数量指标", "培训人数", "≥100人", "80人", 20, 16, reason, 13);

    /// <summary>Something under every heading: texts of people, a deviation, a red light, what was to be put right.</summary>
    public static ReportData Rich() => Year(
        Project("p1", "培训项目", 120, 96, [Late(), .. Make.FullRows().Skip(1)]) with
        {
            Rounds = [new("m1", 6, Light.Red, [new("培训人数", Light.Red, "教师不足")])],
            Returns = 2,
            Texts = new Dictionary<TextTopic, string>
            {
                [TextTopic.Background] = "就业形势需要,\n立项开展培训。",
                [TextTopic.Funds] = "全年支出{{spent}}万元,执行率{{rate}}。",
                [TextTopic.Effects] = "学员满意。",
                [TextTopic.Experience] = "送教上门。",
                [TextTopic.Problems] = "教师不足。",
                [TextTopic.Suggestions] = "建立师资库。",
            },
            Rectifications = [new(1, "i0", "补足人数", "k1", default, "已补训", "同意")],
        },
        Project("p2", "修缮项目", 80, 80) with { Description = null }) with
    {
        Texts = new Dictionary<TextTopic, string>
        {
            [TextTopic.Organisation] = "{{group}}领导,{{office}}牵头。",
            [TextTopic.Process] = "五月布置,六月自评。",
            [TextTopic.Decisions] = "集体研究决定。",
            [TextTopic.Other] = "年中追加{{p1.spent}}万元。",
        },
        Regulations = [new("预算绩效管理办法", "某局发〔2021〕3号", new(2021, 3, 1), new(2026, 2, 28)), new("内控手册", null, new(2022, 1, 1))],
        Rejected = [new("展馆项目", "宣传科", "目标不清", "head-x")],
        Names = new("预算绩效管理领导小组", "财务科"),
    };

    private static Target Target(SelfEvaluationRow row)
        => TargetText.Read(row.Nature, row.Target, row.Unit, Profile.Standard, 2023).Target!;
}
