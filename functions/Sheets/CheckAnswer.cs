using PerfFlow.Domain.Findings;
using PerfFlow.Domain.Forms;
using PerfFlow.Domain.Monitoring;
using PerfFlow.Domain.Profiles;
using PerfFlow.Domain.SelfEvaluation;
using PerfFlow.Domain.Targets;
using PerfFlow.Sheets.Reading;

namespace PerfFlow.Functions.Sheets;

/// <summary>What a file says and is worth by itself, without approved targets to hold it to.</summary>
/// <param name="ReaderVersion">The same bytes, version and profile give the same answer.</param>
/// <param name="Forms">In the order of the sheets, then from top to bottom; none when the file is refused.</param>
/// <param name="Findings">Of the file first, then of each form.</param>
public sealed record CheckAnswer(
    string ReaderVersion, ProfileAnswer Profile, IReadOnlyList<FormAnswer> Forms, IReadOnlyList<FindingAnswer> Findings)
{
    /// <param name="year">Null: the year in the title of each form, which must then be there.</param>
    internal static CheckAnswer Of(SheetReading reading, Profile profile, int? year, string language)
    {
        var forms = new List<FormAnswer>(reading.Forms.Count);
        var findings = new List<Finding>(reading.Findings);
        foreach (var form in reading.Forms)
        {
            var (answer, found) = Check(form, profile, year ?? form.Header.Year!.Value);
            forms.Add(answer);
            findings.AddRange(found);
        }

        return new CheckAnswer(
            reading.ReaderVersion,
            new ProfileAnswer(profile.Id, profile.Version),
            forms,
            [.. findings.Select(finding => FindingAnswer.Of(finding, language))]);
    }

    private static (FormAnswer Form, IReadOnlyList<Finding> Findings) Check(ReadForm read, Profile profile, int year)
    {
        switch (read)
        {
            case ReadForm.Targets { Form: var form }:
                return (
                    Head(read, year) with
                    {
                        Money = [.. form.Funds.Select(MoneyAnswer.Of)],
                        Indicators = [.. form.Rows.Select(row => IndicatorAnswer.Of(row, profile, year))],
                        LongTerm = [.. (form.LongTerm ?? []).Select(row => IndicatorAnswer.Of(row, profile, year))],
                    },
                    TargetCheck.Run(form, profile, year).Findings);
            case ReadForm.Monitoring { Form: var form }:
                var monitoring = MonitoringCheck.Run(form, profile, year, form.Header.Month ?? 12, approved: null, previous: null);
                return (
                    Head(read, year) with
                    {
                        Money = [.. form.Funds.Select(MoneyAnswer.Of)],
                        Indicators = [.. form.Rows.Zip(monitoring.Indicators, IndicatorAnswer.Of)],
                        Totals = TotalsAnswer.None with { ExecutionRate = monitoring.Execution.Rate, Light = monitoring.Project },
                    },
                    monitoring.Findings);
            case ReadForm.SelfEvaluation { Form: var form }:
                var evaluation = SelfEvaluationCheck.Run(form, profile, year, approved: null);
                return (
                    Head(read, year) with
                    {
                        Money = [.. form.Funds.Select(MoneyAnswer.Of)],
                        Indicators = [.. form.Rows.Zip(evaluation.Indicators, IndicatorAnswer.Of)],
                        Totals = new TotalsAnswer(
                            evaluation.ClaimedTotal, evaluation.Total, evaluation.Grade, evaluation.Execution.Rate, evaluation.Execution.Score, null),
                    },
                    evaluation.Findings);
            default:
                return (Head(read, year), []);
        }
    }

    private static FormAnswer Head(ReadForm read, int year) => new(
        read.Kind,
        read.Sheet,
        year,
        read.Header.Month,
        new ProjectAnswer(CellAnswer.Of(read.Header.ProjectName), CellAnswer.Of(read.Header.ProjectCode)),
        [],
        [],
        [],
        TotalsAnswer.None);
}

/// <summary>The rules that were applied.</summary>
public sealed record ProfileAnswer(string Id, int Version);
