using PerfFlow.Domain.Findings;

namespace PerfFlow.Domain.Review;

/// <summary>Every refusal of the deciders of this folder. Each has a test of the same name.</summary>
public static class Refusals
{
    public static Refusal RoleRequired { get; } = new(
        "ROLE_REQUIRED", new("您的角色不能执行此操作,或尚未轮到本级处理。", "Your role may not do this, or it is not your level's turn."));

    public static Refusal StageNotOpen { get; } = new(
        "STAGE_NOT_OPEN", new("本阶段尚未开始。", "This stage has not opened yet."));

    public static Refusal ItemLocked { get; } = new(
        "ITEM_LOCKED", new("已审定,不能再修改;如需修改请由牵头科室说明理由后重新打开。", "Already settled; the lead section can reopen it with a reason."));

    public static Refusal VersionTaken { get; } = new(
        "VERSION_TAKEN", new("该版本号已被另一份文件占用,请取下一个版本号。", "Another file has this version; take the next."));

    public static Refusal NoSuchVersion { get; } = new(
        "NO_SUCH_VERSION", new("没有这个版本。", "There is no such version."));

    public static Refusal StaleVersion { get; } = new(
        "STALE_VERSION", new("您看到的不是最新版本,请刷新后再操作。", "There is a newer version than the one you saw; look at it first."));

    public static Refusal NotReadYet { get; } = new(
        "NOT_READ_YET", new("文件尚在读取,请稍后再提交。", "The sheet is still being read; submit it when that is done."));

    public static Refusal ReadingHasErrors { get; } = new(
        "READING_HAS_ERRORS", new("文件中有错误,请改正后重新上传。", "The sheet has errors; mend them and upload it again."));

    public static Refusal WrongState { get; } = new(
        "WRONG_STATE", new("当前状态下不能执行此操作。", "This cannot be done in the item's present state."));

    public static Refusal ReasonRequired { get; } = new(
        "REASON_REQUIRED", new("必须填写理由。", "A reason is required."));

    public static Refusal SamePerson { get; } = new(
        "SAME_PERSON", new("提交人不能审批同一事项。", "Whoever submitted an item cannot approve it."));

    public static Refusal GradeNotExpected { get; } = new(
        "GRADE_NOT_EXPECTED", new("只有绩效目标评审才评优、良、中、差。", "Only a review of targets gives a grade."));

    public static Refusal ScoreNotExpected { get; } = new(
        "SCORE_NOT_EXPECTED", new("只有自评可以调整得分。", "Only a self-evaluation has a score to override."));

    public static Refusal ScoreOutOfRange { get; } = new(
        "SCORE_OUT_OF_RANGE", new("得分应在 0 到 100 之间。", "A score is between 0 and 100."));

    public static Refusal NothingToUndo { get; } = new(
        "NOTHING_TO_UNDO", new("没有可以撤回的操作,或下一级已经处理。", "There is nothing to undo, or the next level has acted."));

    public static Refusal YearNotOpen { get; } = new(
        "YEAR_NOT_OPEN", new("本年度尚未启动。", "The year has not been opened."));

    public static Refusal YearDone { get; } = new(
        "YEAR_DONE", new("本年度工作已结束。", "The year is done."));

    public static Refusal NoSuchProject { get; } = new(
        "NO_SUCH_PROJECT", new("没有这个项目。", "There is no such project."));

    public static Refusal ProjectNameRequired { get; } = new(
        "PROJECT_NAME_REQUIRED", new("必须填写项目名称。", "A project needs a name."));

    public static Refusal SectionRequired { get; } = new(
        "SECTION_REQUIRED", new("必须填写责任科室。", "A project needs the section that is responsible for it."));

    public static Refusal ReportNotReady { get; } = new(
        "REPORT_NOT_READY", new("报告尚在生成。", "The report is still being built."));
}
