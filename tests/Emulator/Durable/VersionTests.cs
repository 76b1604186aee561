using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using PerfFlow.Emulator.Durable;

namespace PerfFlow.Emulator.Tests.Durable;

public sealed class VersionTests
{
    private static TestCode Code() => new TestCode()
        .Orchestrator("Version", context => Task.FromResult(context.Version))
        .Orchestrator("Parent", async context => string.Join('|',
            context.Version,
            await context.CallSubOrchestratorAsync<string>("Version"),
            await context.CallSubOrchestratorAsync<string>("Version", null, new SubOrchestrationOptions { Version = "0.5" })))
        .Orchestrator("Upgrade", context =>
        {
            if (context.Version == "1.0")
            {
                context.ContinueAsNew(new ContinueAsNewOptions { NewVersion = "1.1" });
            }

            return Task.FromResult(context.Version);
        });

    private static Task<TestHub> OpenAsync(string? version, VersionMatchStrategy match, VersionFailureStrategy failure) =>
        TestHub.OpenAsync(HubKind.Memory, Code(), options =>
        {
            options.DefaultVersion = version;
            options.VersionMatchStrategy = match;
            options.VersionFailureStrategy = failure;
        });

    [Fact]
    public async Task Instances_get_the_default_version_unless_they_name_one()
    {
        await using var hub = await OpenAsync("1.0", VersionMatchStrategy.CurrentOrOlder, VersionFailureStrategy.Fail);

        var inherited = await hub.RunAsync("Parent");
        await hub.Client.ScheduleNewOrchestrationInstanceAsync("Parent", new StartOrchestrationOptions("old") { Version = "0.9" });

        Assert.Equal("1.0|1.0|0.5", inherited.ReadOutputAs<string>());
        Assert.Equal("0.9|1.0|0.5", (await hub.EndOf("old")).ReadOutputAs<string>());
    }

    [Theory]
    [InlineData(VersionMatchStrategy.None, "9.0", false)]
    [InlineData(VersionMatchStrategy.Strict, "0.9", true)]
    [InlineData(VersionMatchStrategy.Strict, "1.0", false)]
    [InlineData(VersionMatchStrategy.CurrentOrOlder, "0.9", false)]
    [InlineData(VersionMatchStrategy.CurrentOrOlder, "1.1", true)]
    public async Task A_version_that_does_not_match_fails_when_told_to(object match, string version, bool fails)
    {
        await using var hub = await OpenAsync("1.0", (VersionMatchStrategy)match, VersionFailureStrategy.Fail);

        await hub.Client.ScheduleNewOrchestrationInstanceAsync("Version", new StartOrchestrationOptions("v") { Version = version });

        Assert.Equal(fails ? "VersionMismatch" : null, (await hub.EndOf("v")).FailureDetails?.ErrorType);
    }

    [Fact]
    public async Task A_rejected_version_waits_for_a_process_that_runs_it()
    {
        await using var hub = await OpenAsync("1.0", VersionMatchStrategy.CurrentOrOlder, VersionFailureStrategy.Reject);
        await hub.Client.ScheduleNewOrchestrationInstanceAsync("Version", new StartOrchestrationOptions("v") { Version = "2.0" });
        Assert.Equal(OrchestrationRuntimeStatus.Pending, (await hub.Client.GetInstanceAsync("v", false))!.RuntimeStatus);

        hub.Options.DefaultVersion = "2.0";
        await hub.RestartAsync();

        Assert.Equal("2.0", (await hub.EndOf("v")).ReadOutputAs<string>());
    }

    [Fact]
    public async Task ContinueAsNew_may_change_the_version()
    {
        await using var hub = await OpenAsync("1.1", VersionMatchStrategy.CurrentOrOlder, VersionFailureStrategy.Fail);

        await hub.Client.ScheduleNewOrchestrationInstanceAsync("Upgrade", new StartOrchestrationOptions("u") { Version = "1.0" });

        Assert.Equal("1.1", (await hub.EndOf("u")).ReadOutputAs<string>());
    }
}
