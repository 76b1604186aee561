namespace PerfFlow.Domain.Plan;

/// <summary>A duty of the review that nobody does who did an earlier one on the same sheet (不相容职务相互分离).</summary>
public enum SeparatedDuty
{
    /// <summary>提交: not by who uploaded it.</summary>
    Submit,

    /// <summary>审核: not by who uploaded or submitted it.</summary>
    Check,

    /// <summary>审定: not by who uploaded, submitted or checked it.</summary>
    Decide,
}

/// <summary>A unit too small to keep a duty apart says so; it holds once a second person has confirmed it.</summary>
public sealed record JoinedDuty(SeparatedDuty Duty, string Reason);
