using System.Collections.Frozen;
using PerfFlow.Domain.Findings;
using PerfFlow.Domain.FormChecks;
using PerfFlow.Domain.Forms;
using PerfFlow.Domain.Words;

namespace PerfFlow.Domain.Judgement;

/// <summary>Finds in a file the form that was asked for and checks it.</summary>
public static class SheetJudgement
{
    /// <param name="sheet">What is known of the file before its forms are looked at: hashes, and the findings of the reader.</param>
    /// <param name="forms">Those of the file, in its order.</param>
    public static AssessedSheet Judge(AssessedSheet sheet, IReadOnlyList<ReadForm> forms, SheetTask task) => Find(sheet, forms, task) switch
    {
        (null, null) => sheet, // the reader has said why there is nothing
        (null, { } wrong) => sheet with { Findings = [.. sheet.Findings, wrong] },
        ({ } form, null) => Checked(sheet, form, task),
        ({ } form, { } asked) => Checked(sheet with { Findings = [.. sheet.Findings, asked] }, form, task),
    };

    private static AssessedSheet Checked(AssessedSheet sheet, ReadForm form, SheetTask task)
    {
        var assessment = SheetCheck.Run(form, task.Profile, task.Year, task.Month, task.Approved, task.Previous, task.Spending);
        if (form is ReadForm.Targets { Form: var targets } && FundCheck.AgainstOthers(targets, task.UsualMoney) is { } asked)
        {
            assessment = assessment with { Findings = [.. FundCheck.UnitsOnce([.. assessment.Findings, asked], null)] };
        }

        return sheet with
        {
            Form = form,
            Assessment = assessment with { Findings = Kept(assessment.Findings) },
            Findings = Kept([.. sheet.Findings, .. Beside(sheet.Findings, assessment)]),
        };
    }

    private static IReadOnlyList<Finding> Kept(IReadOnlyList<Finding> all) => FewFindings.Of(all, FewFindings.Kept, FewFindings.Kept);

    /// <summary>A total so large that what the unit's other projects have is worth a look: in 元 even small ones are.</summary>
    public static bool IsLarge(IEnumerable<ReadForm> forms) => forms.OfType<ReadForm.Targets>().Any(
        form => form.Form.Funds.Any(fund => fund.Source == FundSource.Total && fund.Amount.Number >= FundCheck.Large));

    /// <summary>
    /// What the rules add to what the reader has said. A cell that it could not read is no further fault by the rules, and what it
    /// has said of a cell is not said again.
    /// </summary>
    public static IEnumerable<Finding> Beside(IReadOnlyList<Finding> reader, Assessment assessment)
    {
        var unread = reader.Where(finding => finding.Level == Severity.Error && OfOneCell.Contains(finding.Code))
            .Select(finding => finding.Place)
            .OfType<Place>()
            .ToHashSet();
        var said = reader.Select(finding => (finding.Code, finding.Place)).ToHashSet();
        return assessment.Findings.Where(
            finding => (finding.Place is not { } place || !unread.Contains(place)) && !said.Contains((finding.Code, finding.Place)));
    }

    /// <summary>
    /// What the reader says of the value of a cell. Others stand at a cell for a whole form, and say nothing of what is in it.
    /// </summary>
    private static readonly FrozenSet<string> OfOneCell = new[]
    {
        "FORMULA_NO_CACHE", "FORMULA_ERROR", "SCALED_NUMBER", "HIDDEN_VALUE",
        "AMOUNT_UNREADABLE", "NAME_MISSING", "LEVEL_MISSING", "POINTS_UNCLEAR",
        "LIKELIHOOD_AMBIGUOUS",
    }.ToFrozenSet(StringComparer.Ordinal);

    /// <summary>Whether the names of the unit's other projects are needed to tell whose sheet it is.</summary>
    public static bool MayBeOfAnother(IEnumerable<ReadForm> forms, SheetTask task) => forms.Any(
        form => form.Kind == task.Kind && form.Header.ProjectName is { IsBlank: false } name && SheetOwner.MayBeAnother(name, task));

    /// <returns>The form, and what is to be asked of it; without a form what is wrong.</returns>
    private static (ReadForm? Form, Finding? Said) Find(AssessedSheet sheet, IReadOnlyList<ReadForm> forms, SheetTask task)
    {
        if (forms.Count == 0)
        {
            return (null, sheet.Findings.Any(finding => finding.Level == Severity.Error) ? null : Error("NO_FORM_FOUND", null, new Message(
                "文件中没有找到绩效目标表、监控表或自评表。", "The file holds none of the three sheets."),
                new Message("请上传本系统的模板或官方格式的表格。", "Upload the template, or a sheet in the official form.")));
        }

        var meant = forms.Where(form => form.Kind == task.Kind).ToList();
        if (meant.Count == 0)
        {
            return (null, Error("WRONG_FORM", null, new Message(
                $"此环节需要{Word.Of(task.Kind)},文件中是{Word.Of(forms[0].Kind)}。",
                $"This stage asks for a sheet of kind {task.Kind}; the file holds {forms[0].Kind}."),
                new Message("请上传此环节要求的表格。", "Upload the sheet that this stage asks for.")));
        }

        var said = meant.Select(form => (Form: form, Finding: Mismatch(form, task))).ToList();
        var right = said.Where(form => form.Finding is null).ToList() is { Count: > 0 } exactly
            ? exactly
            : said.Where(form => form.Finding!.Level < Severity.Error).ToList();
        return right.Count switch
        {
            1 => right[0],
            0 => (null, said[0].Finding),
            _ => (null, Error("SEVERAL_FORMS", null, new Message(
                "文件中有多份同一项目的同类表格,请只保留一份。", "The file holds this sheet more than once; keep one."),
                new Message("请删除多余的表格后重新上传。", "Delete the others and upload it again."))),
        };
    }

    private static Finding? Mismatch(ReadForm form, SheetTask task)
    {
        var header = form.Header;
        var doubt = SheetOwner.Doubt(header.ProjectName, task);
        if (doubt is { Level: Severity.Error })
        {
            return doubt;
        }

        if (header.Year is { } year && year != task.Year)
        {
            return Error("YEAR_MISMATCH", header.YearPlace, new Message(
                $"表格属于{year}年度,此处需要{task.Year}年度。", $"The sheet is of {year}; {task.Year} is asked for."),
                new Message("请上传本年度的表格,或更正表头的年度。", "Upload the sheet of the year, or correct the year in its title."));
        }

        return form.Kind == FormKind.Monitoring && header is { Month: { } month, PeriodUnclear: not true } && month != task.Month
            ? Error("PERIOD_MISMATCH", header.MonthPlace, new Message(
                $"表格期间为1-{month}月,此处需要1-{task.Month}月。", $"The sheet covers months 1 to {month}; 1 to {task.Month} is asked for."),
                new Message("请上传本期的表格,或更正表头的期间。", "Upload the sheet of this round, or correct the period in its title."))
            : doubt;
    }

    private static Finding Error(string code, Place? place, Message message, Message advice) =>
        new(code, Severity.Error, place, message, advice);
}
