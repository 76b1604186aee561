using PerfFlow.Domain.Findings;
using PerfFlow.Domain.Forms;
using PerfFlow.Domain.Texts;
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
        ({ } form, _) => Checked(sheet, form, task),
    };

    private static AssessedSheet Checked(AssessedSheet sheet, ReadForm form, SheetTask task)
    {
        var assessment = SheetCheck.Run(form, task.Profile, task.Year, task.Month, task.Approved, task.Previous);
        return sheet with { Form = form, Assessment = assessment, Findings = [.. sheet.Findings, .. assessment.Findings] };
    }

    private static (ReadForm? Form, Finding? Wrong) Find(AssessedSheet sheet, IReadOnlyList<ReadForm> forms, SheetTask task)
    {
        if (forms.Count == 0)
        {
            return (null, sheet.Findings.Any(finding => finding.Level == Severity.Error) ? null : Error("NO_FORM_FOUND", null, new Message(
                "文件中没有找到绩效目标表、监控表或自评表。", "The file holds none of the three sheets.")));
        }

        var meant = forms.Where(form => form.Kind == task.Kind).ToList();
        if (meant.Count == 0)
        {
            return (null, Error("WRONG_FORM", null, new Message(
                $"此环节需要{Word.Of(task.Kind)},文件中是{Word.Of(forms[0].Kind)}。",
                $"This stage asks for a sheet of kind {task.Kind}; the file holds {forms[0].Kind}.")));
        }

        var wrong = meant.Select(form => Mismatch(form, task)).ToList();
        var right = meant.Where((_, i) => wrong[i] is null).ToList();
        return right.Count switch
        {
            1 => (right[0], null),
            0 => (null, wrong[0]),
            _ => (null, Error("SEVERAL_FORMS", null, new Message(
                "文件中有多份同一项目的同类表格,请只保留一份。", "The file holds this sheet more than once; keep one."))),
        };
    }

    private static Finding? Mismatch(ReadForm form, SheetTask task)
    {
        var header = form.Header;
        if (header.ProjectName is not { IsBlank: false } name || TightText.Of(name.Raw) != TightText.Of(task.Project))
        {
            return Error("WRONG_PROJECT", header.ProjectName?.Place, new Message(
                $"表中的项目名称与本项目“{task.Project}”不一致。", $"The sheet is not of the project {task.Project}."));
        }

        if (header.Year is { } year && year != task.Year)
        {
            return Error("WRONG_YEAR", null, new Message(
                $"表格属于{year}年度,此处需要{task.Year}年度。", $"The sheet is of {year}; {task.Year} is asked for."));
        }

        return form.Kind == FormKind.Monitoring && header.Month is { } month && month != task.Month
            ? Error("WRONG_PERIOD", null, new Message(
                $"表格期间为1-{month}月,此处需要1-{task.Month}月。", $"The sheet covers months 1 to {month}; 1 to {task.Month} is asked for."))
            : null;
    }

    private static Finding Error(string code, Place? place, Message message) => new(code, Severity.Error, place, message);
}
