using PerfFlow.Domain.Forms;
using PerfFlow.Domain.Judgement;
using PerfFlow.Domain.Plan;

namespace PerfFlow.Domain.Tests.Judgement;

/// <summary>A sheet of each kind, of one project and year, and what it is measured against.</summary>
internal static class Judged
{
    public static readonly ReadForm Targets = new ReadForm.Targets("目标表", new(
        Make.Header(),
        [new(FundSource.Total, Make.Number(100, "F8"))],
        Make.Text("完成培训", "F13"),
        [new(
            Make.Key("产出指标", "数量指标", "培训人数", 15), Make.Text("≥", "E15"),
            Make.Number(100, "F15"), Make.Text("人", "G15"), Make.Number(50, "H15"))]));

    public static readonly ReadForm Monitoring = new ReadForm.Monitoring("监控表", Tests.Monitoring.Rounds.Form(
        6, [Tests.Monitoring.Rounds.Row("产出指标", "数量指标", "培训人数", "≥100人", "10人", forecast: "100人")]));

    public static readonly ReadForm SelfEvaluation = new ReadForm.SelfEvaluation("自评表", Make.SelfEvaluation(100, 95, Make.FullRows()));

    public static SheetTask Task(FormKind kind) => new("就业见习补贴", 2023, kind, 6, Make.Std, EvidenceRule.Scored, null, null);

    public static AssessedSheet Judge(ReadForm form) => SheetJudgement.Judge(new("sha", "basis", null, []), [form], Task(form.Kind));
}
