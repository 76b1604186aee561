using PerfFlow.Demo.Data;
using PerfFlow.Demo.Year;
using PerfFlow.Domain.Findings;
using PerfFlow.Domain.Forms;
using PerfFlow.Domain.Indicators;
using PerfFlow.Domain.Monitoring;
using PerfFlow.Domain.Profiles;
using PerfFlow.Domain.SelfEvaluation;
using PerfFlow.Domain.Targets;
using PerfFlow.Sheets.Reading;
using PerfFlow.Sheets.Templates;

namespace PerfFlow.EndToEnd.Tests;

/// <summary>The sheets of the demo read and judged in this process, so that a wrong figure shows without a host.</summary>
public sealed class SheetsTests
{
    private static readonly BureauYear Bureau = BureauYear.Load();
    private static readonly Workbooks Workbooks = new(Bureau);

    public static TheoryData<int> Numbers => [.. Bureau.Projects.Select(project => project.Number)];

    [Theory]
    [MemberData(nameof(Numbers))]
    public void Sheets_read_without_errors_and_score_what_the_data_says(int number)
    {
        var project = Bureau.Projects.Single(project => project.Number == number);
        var approved = ApprovedTargets.Approve(Targets(project));
        MonitoringAssessment? previous = null;
        foreach (var month in (int[])[3, 6, 9, 12])
        {
            previous = Monitoring(project, approved, month, previous);
        }

        var evaluation = SelfEvaluation(project, approved);
        Assert.Equal(project.Score.Value, evaluation.Total);
    }

    private static TargetAssessment Targets(Project project)
    {
        var form = Read<ReadForm.Targets>(Workbooks.Fill(project, "targets", null, [], null)).Form;
        var assessment = TargetCheck.Run(form, Profile.Standard, Bureau.Year);
        NoErrors(assessment.Findings);
        return assessment;
    }

    private static MonitoringAssessment Monitoring(Project project, ApprovedTargets approved, int month, MonitoringAssessment? previous)
    {
        var template = Written(file => TemplateWriter.Monitoring(
            new(
                Header(project),
                month,
                [new(FundSource.Total)],
                [.. approved.Indicators.Select(indicator => new MonitoringLine(Line(indicator)))]),
            file));
        var form = Read<ReadForm.Monitoring>(Workbooks.Fill(project, "monitoring", month, template, null)).Form;
        var assessment = MonitoringCheck.Run(form, Profile.Standard, Bureau.Year, month, approved, previous);
        NoErrors(assessment.Findings);
        return assessment;
    }

    private static SelfEvaluationAssessment SelfEvaluation(Project project, ApprovedTargets approved)
    {
        var template = Written(file => TemplateWriter.SelfEvaluation(
            new(
                Header(project),
                [new(FundSource.Total)],
                [.. approved.Indicators.Select(indicator => new SelfEvaluationLine(Line(indicator)))]),
            file));
        var form = Read<ReadForm.SelfEvaluation>(Workbooks.Fill(project, "self-evaluation", 12, template, null)).Form;
        var assessment = SelfEvaluationCheck.Run(form, Profile.Standard, Bureau.Year, approved);
        NoErrors(assessment.Findings);
        return assessment;
    }

    private static TForm Read<TForm>(byte[] file)
        where TForm : ReadForm
    {
        var reading = SheetReader.Read(file);
        NoErrors(reading.Findings);
        return Assert.IsType<TForm>(Assert.Single(reading.Forms));
    }

    private static void NoErrors(IEnumerable<Finding> findings)
        => Assert.Empty(findings.Where(finding => finding.Level == Severity.Error)
            .Select(finding => $"{finding.Code} {finding.Place} {finding.Message.Zh}"));

    private static SheetHeader Header(Project project) => new(Bureau.Unit.Name.Value, project.Name.Value, Bureau.Year);

    private static IndicatorLine Line(ApprovedIndicator indicator)
        => new(indicator.Id, indicator.Level1, indicator.Level2, indicator.Name, indicator.Target.ToString(), Points: indicator.Points);

    private static byte[] Written(Action<Stream> write)
    {
        using var file = new MemoryStream();
        write(file);
        return file.ToArray();
    }
}
