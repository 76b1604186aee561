using PerfFlow.Semantics.Tests.Hosting;
using PerfFlow.SemanticsApp.Durable;

namespace PerfFlow.Semantics.Tests.Durable;

public sealed class FailureTests
{
    private static readonly string Argument = typeof(ArgumentException).FullName!;

    [Theory, EachHost]
    public async Task A_policy_tries_again_until_the_activity_succeeds(HostKind kind) =>
        Assert.Equal(3, await (await StartAsync(kind, nameof(Failing.ByPolicy), failures: 2)).OutputAsync<int>());

    [Theory, EachHost]
    public async Task A_policy_gives_up_after_its_last_attempt(HostKind kind)
    {
        var instance = await StartAsync(kind, nameof(Failing.ByPolicy), failures: 9);

        await AssertFailedAsync(kind, instance, "attempt 3 fails", attempts: 3);
    }

    [Theory, EachHost]
    public async Task A_policy_does_not_retry_a_failure_it_does_not_handle(HostKind kind)
    {
        var instance = await StartAsync(kind, nameof(Failing.BySelectivePolicy), failures: 9, nameof(ArgumentException));

        await AssertFailedAsync(kind, instance, "attempt 1 fails", attempts: 1);
    }

    [Theory, EachHost]
    public async Task A_handler_decides_after_each_failure(HostKind kind)
    {
        Assert.Equal(3, await (await StartAsync(kind, nameof(Failing.ByHandler), failures: 2)).OutputAsync<int>());
        await AssertFailedAsync(kind, await StartAsync(kind, nameof(Failing.ByHandler), failures: 9), "attempt 4 fails", attempts: 4);
        await AssertFailedAsync(
            kind,
            await StartAsync(kind, nameof(Failing.ByHandler), failures: 9, nameof(ArgumentException)),
            "attempt 1 fails",
            attempts: 1);
    }

    [Theory, EachHost]
    public async Task A_policy_retries_a_whole_sub_orchestration(HostKind kind) =>
        Assert.Equal(2, await (await StartAsync(kind, nameof(Failing.ChildByPolicy), failures: 1)).OutputAsync<int>());

    [Theory, EachHost]
    public async Task A_failed_activity_reaches_the_orchestrator_with_its_type_and_message(HostKind kind)
    {
        var instance = await StartAsync(kind, nameof(Failing.CaughtActivity), failures: 1, nameof(ArgumentException));

        Assert.Equal(
            new Failing.Caught(nameof(Activities.Flaky), Argument, "attempt 1 fails (Parameter 'flakiness')", IsArgument: true),
            await instance.OutputAsync<Failing.Caught>());
    }

    [Theory, EachHost]
    public async Task A_failed_sub_orchestration_reaches_its_parent(HostKind kind)
    {
        var instance = await StartAsync(kind, nameof(Failing.CaughtChild), failures: 1);

        var caught = await instance.OutputAsync<Failing.Caught>();

        Assert.Equal(nameof(Failing.FlakyChild), caught.TaskName);
        Assert.Contains("attempt 1 fails", caught.ErrorMessage, StringComparison.Ordinal);
    }

    [Theory, EachHost]
    public async Task An_orchestrator_that_throws_fails_with_its_message(HostKind kind)
    {
        var instance = await Instance.StartAsync(kind, nameof(Failing.Broken));

        var end = await instance.EndAsync();

        Assert.Equal("Failed", end.Status);
        Assert.Contains("broken on purpose", end.Failure ?? end.Output, StringComparison.Ordinal);
    }

    [Theory, EachHost]
    public async Task An_unknown_orchestrator_never_completes(HostKind kind)
    {
        var unknown = new Instance(await SemanticsHost.GetAsync(kind), $"unknown-{Guid.NewGuid():N}");
        using var started = await unknown.TryStartAsync("NoSuchOrchestrator");

        Assert.True(!started.IsSuccessStatusCode || (await unknown.EndAsync()).Status == "Failed");
    }

    [Theory, EachHost]
    public async Task An_unknown_activity_fails_the_call(HostKind kind)
    {
        var instance = await Instance.StartAsync(kind, nameof(Failing.CallsByName), "NoSuchActivity");

        var end = await instance.EndAsync();

        Assert.Equal("Failed", end.Status);
        Assert.Contains("NoSuchActivity", end.Failure ?? end.Output, StringComparison.Ordinal);
    }

    private static Task<Instance> StartAsync(
        HostKind kind, string orchestrator, int failures, string exception = nameof(InvalidOperationException)) =>
        Instance.StartAsync(kind, orchestrator, new Activities.Flakiness($"{Guid.NewGuid():N}", failures, exception));

    private static async Task AssertFailedAsync(HostKind kind, Instance instance, string message, int attempts)
    {
        var end = await instance.EndAsync();
        Assert.Equal("Failed", end.Status);
        Assert.Contains(message, end.Failure ?? end.Output, StringComparison.Ordinal);
        var key = System.Text.Json.JsonDocument.Parse(end.Input!).RootElement.GetProperty("key").GetString();
        Assert.Equal(attempts, (await (await SemanticsHost.GetAsync(kind)).JournalAsync<string>($"attempts-{key}")).Length);
    }
}
