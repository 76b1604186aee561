using PerfFlow.Domain.Findings;
using PerfFlow.LibreOffice;
using PerfFlow.Sheets.Marking;
using PerfFlow.Sheets.Reminders;
using PerfFlow.Sheets.Summary;
using PerfFlow.Sheets.Templates;
using PerfFlow.Sheets.Tests.Samples;

namespace PerfFlow.Sheets.Tests.LibreOffice;

/// <summary>Every workbook that leaves the house, full of long texts, on paper: one page wide, nothing cut off.</summary>
public sealed class PrintedWorkbookTests
{
    private static int last;

    [PrintedFact]
    public async Task Every_workbook_prints_one_page_wide_with_all_that_is_written_in_it()
    {
        last = 0;
        var targets = Sample.Targets with
        {
            Header = LongHeader(),
            Goal = Long(300),
            PeriodGoal = Long(120),
            Indicators = [.. Sample.Indicators.Select(
                line => line with { Name = Long(60), Target = Long(20), Nature = "定性", Unit = null })],
        };
        var monitoring = Sample.Monitoring with
        {
            Header = LongHeader(),
            Goal = Long(300),
            Lines = [.. Sample.Monitoring.Lines.Select(line => line with
            {
                Indicator = line.Indicator with { Name = Long(60) }, Actual = Long(20), Reason = Long(150), Remark = Long(40),
            })],
        };
        var evaluation = Sample.SelfEvaluation with
        {
            Header = LongHeader(),
            ExpectedGoal = Long(300),
            ActualGoal = Long(200),
            Lines = [.. Sample.SelfEvaluation.Lines.Select(line => line with
            {
                Indicator = line.Indicator with { Name = Long(60) }, Actual = Long(30), Explanation = Long(260),
            })],
        };
        (string Name, byte[] Bytes, string First, string Last)[] workbooks =
        [
            ("targets.xlsx", Sample.Bytes<TargetSheet>(TemplateWriter.Targets, targets), "一级指标", "分值"),
            ("empty-targets.xlsx", Sample.Bytes<TargetSheet>(
                TemplateWriter.Targets, Sample.Targets with { Indicators = [], Goal = null }), "一级指标", "分值"),
            ("monitoring.xlsx", Sample.Bytes<MonitoringSheet>(TemplateWriter.Monitoring, monitoring), "一级指标", "备注"),
            ("self-evaluation.xlsx", Sample.Bytes<SelfEvaluationSheet>(TemplateWriter.SelfEvaluation, evaluation), "一级指标", "偏差原因分析及改进措施"),
            ("summary.xlsx", Sample.Bytes<UnitSummary>(SummaryWorkbook.Write, Summary()), "序号", "得分调整理由"),
            ("reminders.xlsx", Sample.Bytes<ReminderList>(ReminderListWorkbook.Write, Reminders()), "序号", "签收"),
            ("marked.xlsx", MarkedCopy.Write(
                Sample.Bytes<SelfEvaluationSheet>(TemplateWriter.SelfEvaluation, Sample.SelfEvaluation), Findings())!, "序号", "代码"),
        ];

        var printed = await Printed.Of([.. workbooks.Select(workbook => (workbook.Name, workbook.Bytes))]);

        Assert.All(workbooks.Zip(printed), pair =>
        {
            Assert.Contains(pair.Second, page =>
                page.Contains(pair.First.First, StringComparison.Ordinal) && page.Contains(pair.First.Last, StringComparison.Ordinal));
            Assert.All(pair.Second, (page, i) => Assert.Contains($"第{i + 1}页,共{pair.Second.Count}页", page, StringComparison.Ordinal));
        });
        var all = string.Concat(printed.SelectMany(pages => pages));
        Assert.Equal([], Enumerable.Range(1, last).Where(number => !all.Contains(End(number), StringComparison.Ordinal)));
        Assert.All(printed.Take(4), pages => Assert.Contains(pages, page => page.Contains("单位负责人(签字)", StringComparison.Ordinal)));
    }

    /// <summary>Ends in a mark of its own, which is not printed where the last line is cut off.</summary>
    private static string Long(int length)
    {
        const string words = "组织开展职业技能培训(含线上线下)500人次以上,按期发放补贴12,345.67万元;";
        var end = End(++last);
        return string.Concat(Enumerable.Repeat(words, (length / words.Length) + 1))[..Math.Max(0, length - end.Length)] + end;
    }

    private static string End(int number) => $"末{number:000}尾";

    private static SheetHeader LongHeader() => new(
        "红河哈尼族彝族自治州人力资源和社会保障局", Long(60), 2023, "532500210000000012345", Long(40), Long(40));

    private static UnitSummary Summary() => new(
        Long(60),
        [.. Enumerable.Range(1, 12).Select(i => new ProjectLine(
            Long(20 + (i * 5)), Long(20), 1_234_567.89m, 1_234_567.89m, 999_999.99m, 0.9876m, 95.5m, "优", 94.2m,
            Long(i == 3 ? 4_000 : 200)))],
        new(14_814_814.68m, 14_814_814.68m, 11_999_999.88m, 0.81m, 95.5m),
        [.. Enumerable.Range(1, 30).Select(i => new IndicatorSummary(
            Long(40), "产出指标", "服务对象满意度指标", Long(60), Long(30), Long(30), 10, 9.5m, Long(i == 5 ? 1_500 : 120)))]);

    private static ReminderList Reminders() => new(
        Long(50), Long(40), "2023-04-10 18:00", "2023-04-01",
        [.. Enumerable.Range(1, 4).Select(i => new ReminderSection(
            Long(30),
            [.. Enumerable.Range(1, i * 4).Select(_ => Long(10))],
            [.. Enumerable.Range(1, i).Select(_ => new ReminderLine(Long(60), "已退回,待重新提交", 12))]))]);

    private static Finding[] Findings() =>
    [
        .. Enumerable.Range(1, 25).Select(i => new Finding(
            "ACTUAL_MISSING", (Severity)(i % 3), new("绩效自评表", $"F{12 + i}"), new(Long(40 + (i * 10)), ""), new(Long(60), ""))),
    ];
}
