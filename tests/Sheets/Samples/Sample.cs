using PerfFlow.Domain.Forms;
using PerfFlow.Sheets.Templates;

namespace PerfFlow.Sheets.Tests.Samples;

/// <summary>One project of the field in its three forms.</summary>
internal static class Sample
{
    public static SheetHeader Header { get; } = new("红河州人力资源和社会保障局", "就业见习补贴项目", 2023, "532500210000000012345");

    public static IReadOnlyList<IndicatorLine> Indicators { get; } =
    [
        new("i1", "产出指标", "数量指标", "见习人数", "500", "≥", "人", 20),
        new("i2", "产出指标", "数量指标", "招聘会场次", "2", "≥", "次", 10),
        new("i3", "产出指标", "质量指标", "补贴发放准确率", "98", "≥", "%", 20),
        new("i4", "效益指标", "社会效益指标", "因就业问题发生的重大群体性事件", "0", "=", "起", 30),
        new("i5", "满意度指标", "服务对象满意度指标", "见习人员满意度", "90", "≥", "%", 10),
    ];

    public static TargetSheet Targets { get; } = new(
        Header,
        [new(FundSource.Total, null), new(FundSource.Fiscal, 100), new(FundSource.CarriedOver, 20.5m), new(FundSource.Other, 0)],
        Indicators,
        "组织500人以上就业见习。",
        "三年内组织1500人以上就业见习。");

    public static MonitoringSheet Monitoring { get; } = new(
        Header,
        9,
        [
            new(FundSource.Total),
            new(FundSource.Fiscal, 100, 90, 60.25m, 88),
            new(FundSource.CarriedOver, 20.5m, 20.5m, 20.5m, 20.5m),
            new(FundSource.Other, 0, 0, 0, 0),
        ],
        [
            new(Indicators[0], "380", "510", Likelihood.Certain),
            new(Indicators[1], "1", "2", Likelihood.Possible, [DeviationCause.Staff, DeviationCause.Other], "第三季度场地未落实", "四季度补办"),
            new(Indicators[2], "99.1%", "99%", Likelihood.Certain),
            new(Indicators[3], "0", "0", Likelihood.Certain),
            new(Indicators[4], "尚未调查", "92%", Likelihood.Possible, [DeviationCause.Rules], "年底统一调查"),
        ],
        "组织500人以上就业见习。");

    public static SelfEvaluationSheet SelfEvaluation { get; } = new(
        Header,
        [
            new(FundSource.Total),
            new(FundSource.Fiscal, 100, 90, 88.5m),
            new(FundSource.CarriedOver, 20.5m, 20.5m, 20.5m),
            new(FundSource.Other, 0, 0, 0),
        ],
        [
            new(Indicators[0], "512", 20),
            new(Indicators[1], "2", 10),
            new(Indicators[2], "97.5%", 19.9m, "个别人员信息有误,已更正并加强复核。"),
            new(Indicators[3], "0", 30),
            new(Indicators[4], "93%", 10),
        ],
        "组织500人以上就业见习。",
        "实际组织512人就业见习。");

    public static byte[] Bytes<T>(Action<T, Stream> write, T sheet)
    {
        using var stream = new MemoryStream();
        write(sheet, stream);
        return stream.ToArray();
    }
}
