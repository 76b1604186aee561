using PerfFlow.Domain.Findings;
using PerfFlow.Domain.Review;

namespace PerfFlow.Domain.Reminders;

/// <summary>How far that which is owed has come, in words.</summary>
public static class DutyWords
{
    public static Message Of(ItemState state) => state switch
    {
        ItemState.NotStarted => new("未上传", "no sheet yet"),
        ItemState.Draft => new("已上传,未提交", "uploaded, not submitted"),
        ItemState.Returned => new("已退回,待修改", "returned, to be revised"),
        ItemState.Submitted => new("已提交,待牵头科室审核", "submitted, waits for the lead's check"),
        ItemState.LeadChecked => new("已审核,待领导小组审定", "checked, waits for the leading group"),
        _ => new("已重新开放,待重报", "reopened, to be submitted again"),
    };

    /// <summary>What a section still has to do.</summary>
    public static Message Of(Asked asked, ItemState state) => asked switch
    {
        Asked.Edits => new("评审为良,待修改完善", "approved as good, edits to be made"),
        Asked.Answer => new("整改待答复", "rectification to be answered"),
        _ => Of(state),
    };

    public static Message Of(ReportStep step) => step switch
    {
        ReportStep.Draft => new("尚未编制", "not drafted yet"),
        ReportStep.Approve => new("已编制,待领导小组审定", "drafted, waits for the leading group"),
        _ => new("已审定,待单位负责人签发", "approved, waits for the signature of the unit's head"),
    };
}
