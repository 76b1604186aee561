using PerfFlow.Demo.Data;
using PerfFlow.Domain.Forms;
using PerfFlow.Sheets.Reading;
using PerfFlow.Sheets.Templates;

namespace PerfFlow.Demo.Year;

/// <summary>Fills in the official forms as a section's clerk would, starting from the template the app handed out.</summary>
internal sealed class Workbooks(BureauYear bureau)
{
    private const string TooLow = "6000"; // instead of 9000 万元
    private const string Vague = "做好本年度各项服务工作。";

    /// <param name="month">Last month covered; null for targets.</param>
    /// <param name="template">As downloaded for this stage.</param>
    /// <param name="slip">What goes wrong; null for a right sheet.</param>
    public byte[] Fill(Project project, string kind, int? month, byte[] template, Slip? slip) => (slip, kind) switch
    {
        (Slip.OtherProject, _) => Targets(bureau.Projects.First(other => other.Id != project.Id), slip),
        (Slip.OtherForm, "monitoring") => Targets(project, slip),
        (_, "targets") => Targets(project, slip),
        (_, "monitoring") => Monitoring(project, month!.Value, template, slip),
        (_, "self-evaluation") => SelfEvaluation(project, template, slip),
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "No sheet of this kind."),
    };

    private static byte[] Written(Action<Stream> write)
    {
        using var file = new MemoryStream();
        write(file);
        return file.ToArray();
    }

    private byte[] Targets(Project project, Slip? slip)
    {
        var lines = project.Indicators.Select(indicator => new IndicatorLine(
            null,
            indicator.Level1,
            indicator.Level2,
            indicator.Name,
            slip == Slip.TargetTooLow && indicator.Name == "新增担保贷款金额" ? TooLow : indicator.Target.Value,
            indicator.Nature,
            indicator.Unit,
            indicator.Points.Value,
            indicator.Milestones?.Value));
        var budget = project.InitialBudget.Value;
        return Written(file => TemplateWriter.Targets(
            new(
                Header(project),
                [new(FundSource.Total, budget), new(FundSource.Fiscal, budget)],
                [.. lines],
                slip == Slip.VagueGoal ? Vague : project.Goal,
                project.Description),
            file));
    }

    private byte[] Monitoring(Project project, int month, byte[] template, Slip? slip)
    {
        var approved = Forms<ReadForm.Monitoring>(template).Form;
        var lines = approved.Rows.Select(row =>
        {
            var indicator = Of(project, row.Key);
            var actual = indicator.ActualUpTo(slip == Slip.NotCumulative && indicator.Name == "完成鉴定人次" ? 3 : month);
            var behind = month >= 9 && indicator.Explanation is not null;
            return new MonitoringLine(
                Approved(row.Key, row.Target, null),
                actual,
                indicator.ActualUpTo(12),
                behind ? Likelihood.Possible : Likelihood.Certain,
                behind ? [DeviationCause.Other] : null,
                behind ? indicator.Explanation : null);
        });
        var total = new MonitoringFundLine(
            FundSource.Total,
            project.InitialBudget.Value,
            project.Budget.Value,
            project.SpentUpTo(slip == Slip.PaymentMissing ? month - 3 : month),
            project.Spent.Value);
        return Written(file => TemplateWriter.Monitoring(
            new(Header(project), month, [total, total with { Source = FundSource.Fiscal }], [.. lines], project.Goal),
            file));
    }

    private byte[] SelfEvaluation(Project project, byte[] template, Slip? slip)
    {
        var approved = Forms<ReadForm.SelfEvaluation>(template).Form;
        var lines = approved.Rows.Select((row, index) =>
        {
            var indicator = Of(project, row.Key);
            return new SelfEvaluationLine(
                Approved(row.Key, row.Target, row.Points.Number),
                slip == Slip.ActualMissing && index == 0 ? null : indicator.ActualUpTo(12),
                null,
                indicator.Explanation);
        });
        var total = new SelfEvaluationFundLine(FundSource.Total, project.InitialBudget.Value, project.Budget.Value, project.Spent.Value);
        return Written(file => TemplateWriter.SelfEvaluation(
            new(Header(project), [total, total with { Source = FundSource.Fiscal }], [.. lines], project.Goal, project.Goal),
            file));
    }

    private SheetHeader Header(Project project) => new(bureau.Unit.Name.Value, project.Name.Value, bureau.Year, project.Id);

    private static TForm Forms<TForm>(byte[] template)
        where TForm : ReadForm
        => SheetReader.Read(template).Forms.OfType<TForm>().Single();

    private static Indicator Of(Project project, IndicatorKey key)
        => project.Indicators.Single(indicator => indicator.Name == key.Name.Raw);

    private static IndicatorLine Approved(IndicatorKey key, Cell target, decimal? points)
        => new(key.Id, key.Level1.Raw, key.Level2.Raw, key.Name.Raw, target.Raw, Points: points);
}
