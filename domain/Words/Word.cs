using PerfFlow.Domain.Access;
using PerfFlow.Domain.Duties;
using PerfFlow.Domain.Findings;
using PerfFlow.Domain.Forms;
using PerfFlow.Domain.Plan;
using PerfFlow.Domain.ReportTexts;
using PerfFlow.Domain.Results;
using PerfFlow.Domain.Review;

namespace PerfFlow.Domain.Words;

#pragma warning disable CS8524 // a number without a name is no value; a name without a word is still an error

/// <summary>What people call the values of an enum, the one place for it; in English too where someone reads it.</summary>
public static class Word
{
    /// <summary>The official title of the form.</summary>
    public static string Of(FormKind form) => form switch
    {
        FormKind.Targets => "项目支出绩效目标申报表",
        FormKind.Monitoring => "项目支出绩效目标执行监控表",
        FormKind.SelfEvaluation => "项目支出绩效自评表",
    };

    public static string Of(StageKind stage) => stage switch
    {
        StageKind.Targets => "绩效目标",
        StageKind.Monitoring => "运行监控",
        StageKind.SelfEvaluation => "绩效自评",
        StageKind.Report => "自评报告",
    };

    /// <summary>What a stage asks for, by its year.</summary>
    public static Message Of(PlannedStage stage, int year) => stage.Kind switch
    {
        StageKind.Targets => new($"{year}年度{Of(FormKind.Targets)}", $"targets of {year}"),
        StageKind.Monitoring => new($"{year}年1-{stage.Month}月绩效运行监控表", $"monitoring of {year}, months 1 to {stage.Month}"),
        StageKind.SelfEvaluation => new($"{year}年度{Of(FormKind.SelfEvaluation)}", $"self-evaluation of {year}"),
        StageKind.Report => new($"{year}年度绩效自评报告", $"self-evaluation report of {year}"),
    };

    public static string Of(FundSource source) => source switch
    {
        FundSource.Total => "年度资金总额",
        FundSource.Fiscal => "其中:当年财政拨款",
        FundSource.CarriedOver => "上年结转资金",
        FundSource.Other => "其他资金",
    };

    public static string Of(Likelihood likelihood) => likelihood switch
    {
        Likelihood.Certain => "确定能",
        Likelihood.Possible => "有可能",
        Likelihood.Impossible => "完全不可能",
    };

    public static string Of(DeviationCause cause) => cause switch
    {
        DeviationCause.Funding => "经费保障",
        DeviationCause.Rules => "制度保障",
        DeviationCause.Staff => "人员保障",
        DeviationCause.Equipment => "硬件条件保障",
        DeviationCause.Other => "其他",
    };

    public static string Of(Severity level) => level switch
    {
        Severity.Error => "错误",
        Severity.Warning => "警告",
        Severity.Info => "提示",
    };

    public static Message Of(Light? light) => light switch
    {
        Light.Red => new("红灯", "red"),
        Light.Yellow => new("黄灯", "yellow"),
        Light.Green => new("绿灯", "green"),
        Light.Blue => new("蓝灯", "blue"),
        null => new("暂无灯", "no light yet"),
    };

    public static string Of(Role role) => role switch
    {
        Role.SectionClerk => "科室经办人",
        Role.SectionHead => "科室负责人",
        Role.Lead => "牵头科室",
        Role.GroupMember => "领导小组成员",
        Role.GroupChair => "领导小组组长",
        Role.UnitHead => "单位负责人",
        Role.Auditor => "审计",
        Role.Admin => "管理员",
    };

    public static string Of(Verdict verdict) => verdict switch
    {
        Verdict.Approve => "同意",
        Verdict.Return => "退回",
        Verdict.Reject => "不予通过",
    };

    public static string Of(ReviewGrade grade) => grade switch
    {
        ReviewGrade.Excellent => "优",
        ReviewGrade.Good => "良",
        ReviewGrade.Fair => "中",
        ReviewGrade.Poor => "差",
    };

    /// <summary>How far an item has come.</summary>
    public static Message Of(ItemState state) => state switch
    {
        ItemState.NotStarted => new("未上传", "no sheet yet"),
        ItemState.Draft => new("已上传,未提交", "uploaded, not submitted"),
        ItemState.Submitted => new("已提交,待牵头科室审核", "submitted, waits for the lead's check"),
        ItemState.LeadChecked => new("已审核,待领导小组审定", "checked, waits for the leading group"),
        ItemState.Approved => new("已审定", "approved"),
        ItemState.Locked => new("已锁定", "locked"),
        ItemState.Archived => new("已归档", "archived"),
        ItemState.Returned => new("已退回,待修改", "returned, to be revised"),
        ItemState.Rejected => new("不予通过", "rejected"),
        ItemState.Reopened => new("已重新开放,待重报", "reopened, to be submitted again"),
    };

    /// <summary>What a section still has to do.</summary>
    public static Message Of(Asked asked, ItemState state) => asked switch
    {
        Asked.Sheet => Of(state),
        Asked.Edits => new("评审为良,待修改完善", "approved as good, edits to be made"),
        Asked.Answer => new("整改待答复", "rectification to be answered"),
    };

    /// <summary>What somebody is asked to do.</summary>
    public static Message Of(DutyKind duty) => duty switch
    {
        DutyKind.Upload => new("上传报表", "upload the sheet"),
        DutyKind.Correct => new("修改并重新上传报表", "correct the sheet and upload it again"),
        DutyKind.AttachEvidence => new("补充佐证材料", "attach the evidence that is missing"),
        DutyKind.Submit => new("提交报表", "submit the sheet"),
        DutyKind.AnswerRectification => new("答复整改要求", "answer the rectification"),
        DutyKind.Check => new("审核", "check it"),
        DutyKind.Approve => new("审定或退回", "approve or return it"),
        DutyKind.CompleteEdits => new("在修改完成后予以确认", "confirm the edits once they are made"),
        DutyKind.CloseRectification => new("审阅整改答复并办结", "look at the answer and close the rectification"),
        DutyKind.DraftReport => new("编制报告", "draft the report"),
        DutyKind.Vote => new("表决", "vote on it"),
        DutyKind.DecidePanel => new("决定是否更换评审人员", "decide whether others are to review it"),
        DutyKind.DecideReopening => new("决定是否重新开放", "decide whether it is opened again"),
        DutyKind.ApproveReport => new("审定报告", "approve the report"),
        DutyKind.SignReport => new("签发报告", "sign the report"),
    };

    /// <summary>How far the report has come.</summary>
    public static Message Of(ReportStep step) => step switch
    {
        ReportStep.Draft => new("尚未编制", "not drafted yet"),
        ReportStep.Approve => new("已编制,待领导小组审定", "drafted, waits for the leading group"),
        ReportStep.Sign => new("已审定,待单位负责人签发", "approved, waits for the signature of the unit's head"),
    };

    /// <summary>On whose desk the report lies.</summary>
    public static string DeskOf(ReportStep step) => step switch
    {
        ReportStep.Draft => Of(Role.Lead),
        ReportStep.Approve => "领导小组",
        ReportStep.Sign => Of(Role.UnitHead),
    };

    public static string Of(TextTopic topic) => topic switch
    {
        TextTopic.Background => "立项背景",
        TextTopic.Content => "主要内容及实施情况",
        TextTopic.Funds => "资金投入和使用情况",
        TextTopic.Effects => "取得的成效",
        TextTopic.Organisation => "组织管理",
        TextTopic.Process => "自评工作过程",
        TextTopic.Decisions => "项目决策",
        TextTopic.Experience => "经验做法",
        TextTopic.Problems => "存在的问题及原因",
        TextTopic.Suggestions => "有关建议",
        TextTopic.Other => "其他需要说明的问题",
    };

    /// <summary>For next year's budget (结果应用).</summary>
    public static string Of(Suggestion suggestion) => suggestion switch
    {
        Suggestion.Secure => "保障",
        Suggestion.Keep => "保持",
        Suggestion.Cut => "压减",
        Suggestion.Cancel => "取消",
    };
}
