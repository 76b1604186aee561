using PerfFlow.Domain.Forms;
using PerfFlow.Sheets.Templates;

namespace PerfFlow.Functions.Tests.App;

/// <summary>Sheets as a section would fill them in: five indicators, a budget of 100 万元.</summary>
internal static class TestSheets
{
    private static readonly IndicatorLine[] Indicators =
    [
        new("i01", "产出指标", "数量指标", "培训人数", "100", "≥", "人", 20),
        new("i02", "产出指标", "质量指标", "培训合格率", "95", "≥", "%", 15),
        new("i03", "产出指标", "时效指标", "按期完成率", "100", "≥", "%", 15),
        new("i04", "效益指标", "社会效益指标", "服务企业数", "50", "≥", "家", 30),
        new("i05", "满意度指标", "服务对象满意度指标", "学员满意度", "90", "≥", "%", 10),
    ];

    /// <param name="plan">季度计划 of 培训人数.</param>
    public static byte[] Targets(string project, int year, string goal = "完成全年培训任务", decimal[]? plan = null, decimal money = 100) =>
        Written(to => TemplateWriter.Targets(
            new TargetSheet(
                Header(project, year),
                [new(FundSource.Total, money), new(FundSource.Fiscal, money)],
                [.. Indicators.Select(line => line with { Id = null, Milestones = line.Id == "i01" ? plan : null })],
                goal),
            to));

    /// <param name="trained">培训人数, of 100; 服务企业数 are half of it.</param>
    public static byte[] Monitoring(string project, int year, int month, int spent = 30, int trained = 30) =>
        Written(to => TemplateWriter.Monitoring(
            new MonitoringSheet(
                Header(project, year),
                month,
                [new(FundSource.Total, 100, 100, spent, 100), new(FundSource.Fiscal, 100, 100, spent, 100)],
                [.. Indicators.Zip(
                    [$"{trained}人", "96%", "100%", $"{trained / 2}家", "92%"], ["100人", "96%", "100%", "50家", "92%"]).Select(line =>
                    new MonitoringLine(Given(line.First), line.Second, line.Third, Likelihood.Certain))],
                "完成全年培训任务"),
            to));

    /// <param name="trained">培训人数, of 100.</param>
    public static byte[] SelfEvaluation(string project, int year, int trained = 100) => Written(to => TemplateWriter.SelfEvaluation(
        new SelfEvaluationSheet(
            Header(project, year),
            [new(FundSource.Total, 100, 100, 90), new(FundSource.Fiscal, 100, 100, 90)],
            [.. Indicators.Zip([$"{trained}人", "95%", "100%", "50家", "90%"]).Select(line => new SelfEvaluationLine(
                Given(line.First),
                line.Second,
                line.First.Id == "i01" ? 20m * Math.Min(trained, 100) / 100 : line.First.Points,
                trained < 100 && line.First.Id == "i01" ? "因疫情减少一期培训,下年补足" : null))],
            "完成全年培训任务",
            "已完成"),
        to));

    /// <summary>As later sheets print it: operator, value and unit in one text.</summary>
    private static IndicatorLine Given(IndicatorLine line) => line with { Target = line.TargetText, Nature = null, Unit = null };

    private static SheetHeader Header(string project, int year) => new("测试单位", project, year);

    private static byte[] Written(Action<Stream> write)
    {
        using var to = new MemoryStream();
        write(to);
        return to.ToArray();
    }
}
