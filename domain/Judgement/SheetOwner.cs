using PerfFlow.Domain.Findings;
using PerfFlow.Domain.Forms;
using PerfFlow.Domain.Names;
using PerfFlow.Domain.Texts;

namespace PerfFlow.Domain.Judgement;

/// <summary>Whose sheet it is: of the project that it is asked for, perhaps of it, or of another.</summary>
internal static class SheetOwner
{
    private const int LongestShown = 200;

    /// <summary>Another name, or one with a code where the other has none: then it may be two projects' name.</summary>
    public static bool MayBeAnother(Cell name, SheetTask task) =>
        ProjectName.Of(name.Raw) is var written
        && ProjectName.Of(task.Project) is var asked
        && !IsCoded(name, task)
        && (!written.IsSame(asked) || (written.Code is null) != (asked.Code is null));

    /// <returns>An error for another project's, a question where it may be meant; null where it is named.</returns>
    public static Finding? Doubt(Cell? name, SheetTask task)
    {
        if (name is null or { IsBlank: true })
        {
            return new("WRONG_PROJECT", Severity.Error, name?.Place,
                new Message($"表中没有项目名称,此处需要本项目“{task.Project}”的表格。", $"The sheet names no project; {task.Project} is asked for."),
                new Message("请填写项目名称后重新上传。", "Fill in the project's name and upload it again."));
        }

        var (written, asked) = (ProjectName.Of(name.Raw), ProjectName.Of(task.Project));
        if (IsCoded(name, task))
        {
            return null;
        }

        var others = (task.Others ?? [])
            .Select(other => (other.Id, other.Name, other.Section, Compared: ProjectName.Of(other.Name)))
            .ToList();
        var owner = others.Find(other => written.Code is { } code && asked.Code is null
            && (other.Compared.Code == code || other.Id.Value.Equals(code, StringComparison.OrdinalIgnoreCase)));
        if (owner.Name is null && written.IsSame(asked))
        {
            return written.Code is null && asked.Code is not null && others.Exists(other => written.IsSame(other.Compared))
                ? Shared(name, task)
                : null;
        }

        owner = owner.Name is null ? others.Find(other => written.IsSame(other.Compared)) : owner;
        return owner.Name is null
            && NearName.Distance(written, asked, task.Year) is { } distance
            && !others.Exists(other => NearName.Distance(written, other.Compared, task.Year) <= distance)
            ? Near(name, task)
            : Wrong(name, task, owner.Section == task.Section ? owner.Name : null);
    }

    /// <summary>Its own name, with its id as the code.</summary>
    private static bool IsCoded(Cell name, SheetTask task) =>
        task.Code is { } code && ProjectName.Without(code, name.Raw) is { } rest && rest.IsSame(ProjectName.Of(task.Project));

    private static Finding Near(Cell name, SheetTask task)
    {
        var (inSheet, here) = NearName.Marked(name.Raw, task.Project);
        return new("PROJECT_NAME_NEAR", Severity.Warning, name.Place,
            new Message(
                $"表中的项目名称“{inSheet}”与本项目“{here}”略有不同(【】内为不同之处),是否为同一项目?",
                $"The project's name in the sheet, \"{inSheet}\", differs a little from this one's, \"{here}\" (see 【】): is it the same?"),
            new Message(
                "请确认是本项目的表格,并将项目名称改为一致;如属另一项目,请上传到该项目。",
                "Confirm that the sheet is of this project and write its name alike; if it is another's, upload it there."));
    }

    /// <summary>Of two projects with one name and different codes the sheet says which only by its code.</summary>
    private static Finding Shared(Cell name, SheetTask task) => new("PROJECT_NAME_SHARED", Severity.Warning, name.Place,
        new Message(
            $"本年度有不止一个项目名为“{Short(name.Raw)}”,编码各不相同,表中没有编码,是否为本项目“{task.Project}”?",
            $"More than one project of the year is called \"{Short(name.Raw)}\", with codes of their own, and the sheet has none: "
            + $"is it of {task.Project}?"),
        new Message(
            "请确认是本项目的表格,并在项目名称前写明项目编码;如属另一项目,请上传到该项目。",
            "Confirm that the sheet is of this project and write the code before its name; if it is another's, upload it there."));

    /// <param name="owner">Whose it is; null where nobody's is known, or another section's, of which this one is told nothing.</param>
    private static Finding Wrong(Cell name, SheetTask task, string? owner) => new("WRONG_PROJECT", Severity.Error, name.Place,
        new Message(
            $"表中的项目名称“{Short(name.Raw)}”与本项目“{task.Project}”不一致{(owner is null ? "" : $",本年度另有项目“{owner}”")}。",
            $"The sheet is of \"{Short(name.Raw)}\", not of {task.Project}{(owner is null ? "" : $": the year has a project {owner}")}."),
        new Message(
            "请核对项目名称;如属另一项目,请上传到该项目。", "Check the project's name; if the sheet is another project's, upload it there."));

    private static string Short(string raw) =>
        OneLine.Of(raw) is var line && line.Length <= LongestShown ? line : $"{line[..LongestShown]}…";
}
