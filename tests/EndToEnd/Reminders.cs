using PerfFlow.Demo.Client;
using PerfFlow.Demo.Year;

namespace PerfFlow.EndToEnd.Tests;

/// <summary>What the clerk who was late found in the inbox.</summary>
internal static class Reminders
{
    private const string Late = "p10";
    private const string Stage = "q2";

    /// <summary>Of the stage, latest rung first; at least one.</summary>
    public static async Task<IReadOnlyList<Notice>> OfLateAsync(PerfFlowClient anyone, string unit)
    {
        var section = HostedApp.Bureau.Projects.Single(project => project.Id == Late).Section.Value;
        var inbox = await anyone.As(People.Clerk(section)).GetInboxAsync(unit);
        var notices = inbox.Notices.Where(notice => notice.IsReminder && notice.Stage == Stage).ToList();
        Assert.NotEmpty(notices);
        return notices;
    }
}
