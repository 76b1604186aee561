using PerfFlow.Domain.Findings;
using PerfFlow.Domain.Plan;
using static PerfFlow.Domain.Findings.RefusalKind;

namespace PerfFlow.Domain.Review;

/// <summary>Every refusal of the deciders of this folder, with its kind. Each has a test of the same name.</summary>
public static class Refusals
{
    public static Refusal RoleRequired { get; } = new(
        Forbidden, "ROLE_REQUIRED", new("您的角色不能执行此操作,或尚未轮到本级处理。", "Your role may not do this, or it is not your level's turn."));

    public static Refusal StageNotOpen { get; } = new(
        Conflict, "STAGE_NOT_OPEN", new("本阶段尚未开始,请待开始时间后再办理。", "This stage has not opened yet: wait until its opening time."));

    public static Refusal EditsMissing { get; } = new(
        Conflict,
        "EDITS_MISSING",
        new(
            "评为良后还没有上传修改后的版本。请科室先上传;确实无需修改的,请在 noEdit 写明理由。",
            "No edited version has come since it was approved as 良. Have the section upload it, or say in noEdit why no edit is needed."));

    public static Refusal ItemLocked { get; } = new(
        Conflict, "ITEM_LOCKED", new("已审定,不能再修改;如需修改请由牵头科室说明理由后重新打开。", "Already settled; the lead section can reopen it with a reason."));

    public static Refusal VersionTaken { get; } = new(
        Conflict, "VERSION_TAKEN", new("该版本号已被另一份文件占用,请取下一个版本号。", "Another file has this version; take the next."));

    public static Refusal NoSuchVersion { get; } = new(
        Missing, "NO_SUCH_VERSION", new("没有这个版本。", "There is no such version."));

    public static Refusal StaleVersion { get; } = new(
        Conflict, "STALE_VERSION", new("您看到的不是最新版本,请刷新后再操作。", "There is a newer version than the one you saw; look at it first."));

    public static Refusal NotReadYet { get; } = new(
        Conflict, "NOT_READ_YET", new("文件尚在读取,请稍后再提交。", "The sheet is still being read; submit it when that is done."));

    public static Refusal ReadingHasErrors { get; } = new(
        Conflict, "READING_HAS_ERRORS", new("文件中有错误,请改正后重新上传。", "The sheet has errors; mend them and upload it again."));

    public static Refusal ReadingOutdated { get; } = new(
        Conflict, "READING_OUTDATED", new(
            "上传后批复的绩效目标或佐证要求有变,该表仍按原要求核对,请重新上传后再提交。",
            "The approved targets or the evidence rule have changed since this sheet was judged; upload it again."));

    public static Refusal TargetsNotApproved { get; } = new(
        Conflict,
        "TARGETS_NOT_APPROVED",
        new("绩效目标尚未批复,监控表和自评表须对照批复的目标。", "The targets are not approved yet; this sheet is measured against them."));

    public static Refusal WrongState { get; } = new(
        Conflict, "WRONG_STATE", new("当前状态下不能执行此操作。", "This cannot be done in the item's present state."));

    public static Refusal ReasonRequired { get; } = new(
        Invalid, "REASON_REQUIRED", new("必须填写理由。", "A reason is required."));

    public static Refusal SamePerson { get; } = new(
        Conflict,
        "SAME_PERSON",
        new(
            "同一事项的上传、提交、审核、审定须由不同的人办理,申请人、起草人也不能批准自己的申请或报告,请换人办理;"
            + "人员确实不足的,可在年度方案中声明兼任的职责并说明理由,经第二人确认后办理。",
            "Upload, submission, check and decision are by different people, and nobody agrees to what they asked for or drew up "
            + "themselves: have another do it. A unit too small for that declares in its plan which duties are joined and why; "
            + "a second person confirms it."));

    public static Refusal NotOnPanel { get; } = new(
        Forbidden,
        "NOT_ON_PANEL",
        new(
            "您不在该事项的审定名单中:名单在送交领导小组时确定,如需变更,请牵头科室说明理由后提出,经第二人确认。",
            "You are not among those who decide on this item: they were fixed when it came to the group. The lead asks for others, with a "
            + "reason, and a second person agrees."));

    public static Refusal PanelEmpty { get; } = new(
        Conflict,
        "PANEL_EMPTY",
        new(
            "领导小组中没有可以审定该事项的人员(本人上传、提交或审核的除外),请管理员增补成员。",
            "Nobody of the leading group may decide on this item, those who uploaded, submitted or checked it aside: have the "
            + "administrator add members."));

    public static Refusal NotInGroup { get; } = new(
        Invalid,
        "NOT_IN_GROUP",
        new("只能从审定名单中去掉领导小组的现有成员。", "Only those who are of the leading group now can be left out of those who decide."),
        "without");

    public static Refusal PanelUnchanged { get; } = new(
        Conflict, "PANEL_UNCHANGED", new("审定名单与现行的相同,无需变更。", "The same people decide already: there is nothing to change."));

    public static Refusal PanelNotAsked { get; } = new(
        Conflict, "PANEL_NOT_ASKED", new("没有待确认的审定名单变更。", "Nobody has asked for others to decide on it."));

    public static Refusal NoJoinedDuties { get; } = new(
        Conflict, "NO_JOINED_DUTIES", new("年度方案没有声明兼任的职责,无需确认。", "The plan joins no duties: there is nothing to confirm."));

    public static Refusal ChairMayNotSign { get; } = new(
        Conflict,
        "CHAIR_MAY_NOT_SIGN",
        new(
            "按年度方案,领导小组组长不签发报告,请由其他分管领导签发。",
            "By the year's plan no chair of the leading group signs the report: another unit head does."));

    public static Refusal ChairRequired { get; } = new(
        Forbidden, "CHAIR_REQUIRED", new("领导小组集体作出的决定,只能由组长撤回。", "What the leading group has decided only its chair may take back."));

    public static Refusal ReasonTooLong { get; } = TooLong("REASON", "理由", "The reason");

    public static Refusal MinutesTooLong { get; } = TooLong("MINUTES", "会议纪要编号", "The number of the minutes");

    public static Refusal DocumentTooLong { get; } = TooLong("DOCUMENT", "预算调整文件", "The document");

    public static Refusal RequirementTooLong { get; } = TooLong("REQUIREMENT", "整改要求", "The requirement");

    public static Refusal IndicatorTooLong { get; } = TooLong("INDICATOR", "指标编号", "The indicator");

    public static Refusal AnswerTooLong { get; } = TooLong("ANSWER", "整改结果", "The answer");

    public static Refusal ConclusionTooLong { get; } = TooLong("CONCLUSION", "整改结论", "The conclusion");

    public static Refusal PointsTooLong { get; } = TooManyOrTooLong("POINTS", "退回意见", "The points of a return");

    public static Refusal AnswersTooLong { get; } = TooManyOrTooLong("ANSWERS", "逐条答复", "The answers to a return");

    public static Refusal GradeNotExpected { get; } = new(
        Invalid, "GRADE_NOT_EXPECTED", new("只有绩效目标评审才评优、良、中、差。", "Only a review of targets gives a grade."));

    public static Refusal ScoreNotExpected { get; } = new(
        Invalid, "SCORE_NOT_EXPECTED", new("只有自评可以调整得分。", "Only a self-evaluation has a score to override."));

    public static Refusal ScoreOutOfRange { get; } = new(
        Invalid, "SCORE_OUT_OF_RANGE", new("得分应在 0 到 100 之间,最多两位小数。", "A score is between 0 and 100, with two decimals at most."));

    public static Refusal NothingToUndo { get; } = new(
        Conflict, "NOTHING_TO_UNDO", new("没有可以撤回的操作,或下一级已经处理。", "There is nothing to undo, or the next level has acted."));

    public static Refusal AnswerByOutOfRange { get; } = new(
        Conflict, "ANSWER_BY_OUT_OF_RANGE", new("答复期限须晚于现在,且在一年之内。", "It is to be answered after now and within a year."));

    public static Refusal YearNotOpen { get; } = new(
        Conflict, "YEAR_NOT_OPEN", new("本年度尚未启动。", "The year has not been opened."));

    public static Refusal YearDone { get; } = new(
        Conflict, "YEAR_DONE", new("本年度工作已结束。", "The year is done."));

    public static Refusal NoSuchProject { get; } = new(
        Missing, "NO_SUCH_PROJECT", new("没有这个项目。", "There is no such project."));

    public static Refusal ProjectNameRequired { get; } = new(
        Invalid, "PROJECT_NAME_REQUIRED", new("必须填写项目名称。", "A project needs a name."));

    public static Refusal ProjectNameTaken(ProjectId other) => new(
        Conflict, "PROJECT_NAME_TAKEN", new(
            $"本年度已有同名项目({other}),请核对名称:写法不同(全半角、空格、引号、括号等)也算同名;确为两个项目的,请在名称中区分。",
            $"The year has a project of this name already ({other}), whatever the width, spaces, quotes and brackets: check the name, "
            + "and if there are two projects tell them apart by it."),
        "$.name");

    public static Refusal SectionRequired { get; } = new(
        Invalid, "SECTION_REQUIRED", new("必须填写责任科室。", "A project needs the section that is responsible for it."));

    public static Refusal ProjectTooLong { get; } = new(Invalid, "PROJECT_TOO_LONG", new(
        $"项目名称和责任科室不能超过 {TextLimits.LongestName} 字,简介和目标不能超过 {TextLimits.Longest} 字。",
        $"A project's name and section have at most {TextLimits.LongestName} characters, its description and goal {TextLimits.Longest}."));

    public static Refusal TextNotPlain { get; } = new(
        Invalid,
        "TEXT_NOT_PLAIN",
        new(
            "含有看不见的控制字符、改变文字方向的字符,或只有看不见的字符,请重新输入。",
            "There are control characters or ones that turn the text round in it, or nothing in it can be seen: write it again."));

    public static Refusal SpendingPlanInvalid { get; } = new(
        Invalid,
        "SPENDING_PLAN_INVALID",
        new(
            "执行计划须为四个季度末的累计比例,不递减,第四季度为 1,例如 [0.1, 0.3, 0.6, 1]。",
            "A plan of spending is four shares at the ends of the quarters that never fall, the last one 1: [0.1, 0.3, 0.6, 1]."),
        "spending");

    public static Refusal ReserveHasNoPlan { get; } = new(
        Invalid,
        "RESERVE_HAS_NO_PLAN",
        new("应急等预备资金不设执行计划,请二选一。", "A reserve has no plan of spending: give one of the two."),
        "spending");

    public static Refusal TooManyProjects { get; } = new(Conflict, "TOO_MANY_PROJECTS", new(
        $"一个单位一年最多登记 {UnitYearDecider.MostProjects} 个项目(含已撤销的),请合并项目后再登记。",
        $"A unit's year has at most {UnitYearDecider.MostProjects} projects, those withdrawn too; register fewer, larger ones."));

    public static Refusal TooManyMembers { get; } = new(Conflict, "TOO_MANY_MEMBERS", new(
        $"一个年度最多登记 {UnitYearDecider.MostMembers} 名成员的权限,之后各事项只记录办理人的角色。",
        $"A year notes the memberships of at most {UnitYearDecider.MostMembers} people; "
        + "beyond them each event names its actor's roles alone."));

    public static Refusal ReportNotReady { get; } = new(
        Conflict, "REPORT_NOT_READY", new("报告尚在生成。", "The report is still being built."));

    public static Refusal RedNeedsGroup { get; } = new(
        Conflict,
        "RED_NEEDS_GROUP",
        new("红灯项目须经牵头科室审核后由领导小组审定。", "A sheet with a red light goes to the leading group after the lead's check."));

    public static Refusal EvidenceRequired { get; } = new(
        Conflict, "EVIDENCE_REQUIRED", new("有指标缺少佐证材料,请补充后再提交。", "Some indicators need evidence; attach it, then submit."));

    public static Refusal TooMuchEvidence { get; } = new(Conflict, "TOO_MUCH_EVIDENCE", new(
        $"每个项目一年的佐证材料不能超过 {ProjectYear.MostEvidence} 份(自评以外的阶段合计 {ProjectYear.MostEvidence - ReadingSummary.MostNeeds} 份),请先撤回不再需要的。",
        $"A project has at most {ProjectYear.MostEvidence} files of evidence in a year, "
        + $"{ProjectYear.MostEvidence - ReadingSummary.MostNeeds} of them in stages before the self-evaluation; "
        + "withdraw what is no longer needed."));

    public static Refusal TooManyRectifications { get; } = new(Conflict, "TOO_MANY_RECTIFICATIONS", new(
        $"每个项目一年的整改事项不能超过 {ProjectYear.MostRectifications} 项,请合并后提出。",
        $"A project has at most {ProjectYear.MostRectifications} rectifications in a year; put several into one."));

    public static Refusal TooManyOpenings { get; } = new(Conflict, "TOO_MANY_OPENINGS", new(
        $"同一事项一年内重新打开和调整不能超过 {ReviewDecider.MostAttempts - 1} 次。",
        $"An item is opened again or adjusted at most {ReviewDecider.MostAttempts - 1} times in a year."));

    public static Refusal TooManyUnread { get; } = new(Conflict, "TOO_MANY_UNREAD", new(
        "前几个版本尚在读取,请稍后再上传。", "The versions before are still being read; upload it again when that is done."));

    public static Refusal UploadsToday { get; } = new(Conflict, "UPLOADS_TODAY", new(
        "此表今天上传的次数已达上限,请检查无误后明天(北京时间)再传;确有需要请联系系统管理员。",
        "This sheet was uploaded as often as it may be on one day: upload it tomorrow (Beijing time), or ask who runs the system."));

    public static Refusal PanelTooLarge { get; } = new(Conflict, "PANEL_TOO_LARGE", new(
        $"领导小组参与审定的人员不能超过 {Panel.Most} 人,请管理员调整成员。",
        $"The leading group has more than {Panel.Most} members who decide; have the administrator take some out."));

    public static Refusal NoSuchEvidence { get; } = new(
        Missing, "NO_SUCH_EVIDENCE", new("没有这份佐证材料。", "There is no such evidence."));

    public static Refusal PointsUnanswered { get; } = new(
        Conflict, "POINTS_UNANSWERED", new("退回意见须逐条答复(已改或说明)。", "Each point of the return needs an answer: changed, or why not."));

    public static Refusal ReopeningNotAsked { get; } = new(
        Conflict, "REOPENING_NOT_ASKED", new("牵头科室没有申请重新打开。", "The lead section has not asked to reopen this."));

    public static Refusal AdjustmentNotExpected { get; } = new(
        Conflict,
        "ADJUSTMENT_NOT_EXPECTED",
        new("只有已批复的绩效目标可以调整,且当前没有进行中的调整可取消。", "Only approved targets are adjusted, and there is no adjustment to drop."));

    public static Refusal DocumentRequired { get; } = new(
        Invalid, "DOCUMENT_REQUIRED", new("目标调整须注明预算调整文件。", "An adjustment names the budget adjustment it follows from."));

    public static Refusal RectificationNotExpected { get; } = new(
        Conflict,
        "RECTIFICATION_NOT_EXPECTED",
        new("整改针对运行监控和自评,不针对目标申报。", "Rectification follows from monitoring and self-evaluation, not from targets."));

    public static Refusal NoSuchRectification { get; } = new(
        Missing, "NO_SUCH_RECTIFICATION", new("没有这项整改。", "There is no such rectification."));

    public static Refusal RectificationUnanswered { get; } = new(
        Conflict, "RECTIFICATION_UNANSWERED", new("整改事项尚未答复,请先说明整改结果。", "A rectification has not been answered; say first what was done."));

    public static Refusal RectificationClosed { get; } = new(
        Conflict, "RECTIFICATION_CLOSED", new("该整改事项已办结。", "The rectification is closed."));

    public static Refusal NoteNotExpected { get; } = new(
        Conflict, "NOTE_NOT_EXPECTED", new("只有运行监控表的红灯可以知悉备案。", "Only red lights of monitoring are taken note of."));

    public static Refusal NoteUntilOutOfRange { get; } = new(
        Invalid,
        "NOTE_UNTIL_OUT_OF_RANGE",
        new("截至月份须为 3、6、9 或 12,且晚于本次监控的月份。", "It is taken note of until month 3, 6, 9 or 12, after those of this round."),
        "until");

    public static Refusal CauseNotRed { get; } = new(
        Conflict,
        "CAUSE_NOT_RED",
        new(
            "该表的红灯不是由此引起:请填 execution(预算执行)或亮红灯的指标编号。",
            "The red light does not come of that: name execution, or the id of an indicator that is red."),
        "cause");

    public static Refusal TooManyNotes { get; } = new(Conflict, "TOO_MANY_NOTES", new(
        $"每个项目一年知悉备案的事项不能超过 {ProjectYear.MostNotes} 项。",
        $"Of a project at most {ProjectYear.MostNotes} causes are taken note of in a year."));

    public static Refusal PlanStagesChanged { get; } = new(
        Conflict,
        "PLAN_STAGES_CHANGED",
        new("年度启动后不能增减阶段或改变阶段类型,只能调整时间和审定规则。", "Once the year is open its stages stay; instants and rules may change."));

    public static Refusal PlanVersionUsed { get; } = new(
        Conflict, "PLAN_VERSION_USED", new("方案内容有变,请使用新的版本号。", "The plan has changed; give it a new version."));

    public static Refusal StageAlreadyOpen { get; } = new(
        Conflict, "STAGE_ALREADY_OPEN", new("已开始的阶段不能改为以后开始。", "A stage that has opened cannot open later."));

    public static Refusal ReportOutdated { get; } = new(
        Conflict, "REPORT_OUTDATED", new("报告生成后数据有变,请重新生成报告。", "The data have changed since the report was drawn; draft it again."));

    public static Refusal ReportNotApproved { get; } = new(
        Conflict, "REPORT_NOT_APPROVED", new("报告尚未经领导小组审定。", "The leading group has not approved the report."));

    public static Refusal ReportSigned { get; } = new(
        Conflict, "REPORT_SIGNED", new("报告已签发,本年度正在归档。", "The report is signed; the year is being archived."));

    public static Refusal NotGreen { get; } = new(
        Conflict, "NOT_GREEN", new("该表有预警或需要关注的问题,请单独审核。", "Something in this sheet is flagged: review it on its own."));

    public static Refusal NoSuchIndicator { get; } = new(
        Invalid,
        "NO_SUCH_INDICATOR",
        new("没有这个指标:请用批复目标中的指标编号。", "There is no such indicator: use an id of the approved targets."),
        "indicator");

    public static Refusal ArchiveIncomplete { get; } = new(
        Conflict, "ARCHIVE_INCOMPLETE", new("还有项目没有归档。", "Some projects are not archived yet."));

    private static Refusal TooLong(string what, string zh, string en) => new(
        Invalid, $"{what}_TOO_LONG", new($"{zh}不能超过 {TextLimits.Longest} 字。", $"{en} has more than {TextLimits.Longest} characters."));

    private static Refusal TooManyOrTooLong(string what, string zh, string en) => new(Invalid, $"{what}_TOO_LONG", new(
        $"{zh}合计不能超过 {TextLimits.MostPoints} 条,每条不能超过 {TextLimits.Longest} 字。",
        $"{en} are more than {TextLimits.MostPoints} in all, or one has more than {TextLimits.Longest} characters."));
}
