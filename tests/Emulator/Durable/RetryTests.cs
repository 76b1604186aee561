using Microsoft.DurableTask;
using PerfFlow.Emulator.Durable.Execution;

namespace PerfFlow.Emulator.Tests.Durable;

public sealed class RetryTests
{
    /// <summary>An orchestrator that calls an activity which fails, with these options; its output is what came of it.</summary>
    private static TestCode Failing(int failures, TaskOptions options)
    {
        var left = failures;
        return new TestCode()
            .Activity<int, string>("Work", _ => left-- > 0 ? throw new InvalidOperationException($"{left} left") : "done")
            .Orchestrator("Call", async context =>
            {
                try
                {
                    return await context.CallActivityAsync<string>("Work", 1, options);
                }
                catch (TaskFailedException failed)
                {
                    return $"gave up: {failed.FailureDetails.ErrorMessage}";
                }
            });
    }

    private static async Task<(string? Output, int Attempts)> RunAsync(HubKind kind, TestCode code, TimeSpan step, int steps)
    {
        await using var hub = await TestHub.OpenAsync(kind, code);
        var id = await hub.Client.ScheduleNewOrchestrationInstanceAsync("Call");
        for (var done = 1; done <= steps; done++)
        {
            var attempts = done;
            await TestHub.UntilAsync(async () => code.Ran.Count >= attempts && (await hub.Store.FindAsync(id, default))?.NextTimer is not null);
            hub.Time.Advance(step);
            await TestHub.UntilAsync(() => Task.FromResult(code.Ran.Count > attempts));
        }

        return ((await hub.EndOf(id)).ReadOutputAs<string>(), code.Ran.Count);
    }

    [Theory]
    [ClassData(typeof(HubKinds))]
    public async Task A_policy_repeats_until_success(HubKind kind)
    {
        var code = Failing(2, TaskOptions.FromRetryPolicy(new RetryPolicy(3, TimeSpan.FromMinutes(1))));

        Assert.Equal(("done", 3), await RunAsync(kind, code, TimeSpan.FromMinutes(1), steps: 2));
    }

    [Theory]
    [ClassData(typeof(HubKinds))]
    public async Task A_policy_gives_up_after_its_last_attempt(HubKind kind)
    {
        var code = Failing(9, TaskOptions.FromRetryPolicy(new RetryPolicy(3, TimeSpan.FromMinutes(1))));

        Assert.Equal(("gave up: 6 left", 3), await RunAsync(kind, code, TimeSpan.FromMinutes(1), steps: 2));
    }

    [Fact]
    public async Task A_policy_repeats_only_failures_it_handles()
    {
        var code = Failing(9, TaskOptions.FromRetryPolicy(new RetryPolicy(5, TimeSpan.FromMinutes(1))
        {
            HandleFailure = details => details.IsCausedBy<ArgumentException>(),
        }));

        Assert.Equal(("gave up: 8 left", 1), await RunAsync(HubKind.Memory, code, TimeSpan.Zero, steps: 0));
    }

    [Theory]
    [ClassData(typeof(HubKinds))]
    public async Task A_handler_decides_and_may_wait(HubKind kind)
    {
        AsyncRetryHandler handler = async retry =>
        {
            await retry.OrchestrationContext.CreateTimer(TimeSpan.FromMinutes(5), retry.CancellationToken);
            return retry.LastAttemptNumber < 3 && retry.LastFailure.IsCausedBy<InvalidOperationException>();
        };
        var code = Failing(2, TaskOptions.FromRetryHandler(handler));

        Assert.Equal(("done", 3), await RunAsync(kind, code, TimeSpan.FromMinutes(5), steps: 2));
    }

    [Fact]
    public async Task A_sub_orchestration_is_retried_under_its_id()
    {
        var runs = 0;
        var code = new TestCode()
            .Orchestrator("Child", context => ++runs < 3 ? throw new InvalidOperationException("not yet") : Task.FromResult(context.InstanceId))
            .Orchestrator("Parent", async context => await context.CallSubOrchestratorAsync<string>(
                "Child", null, new SubOrchestrationOptions(new RetryPolicy(3, TimeSpan.FromSeconds(1)), "the-child")));
        await using var hub = await TestHub.OpenAsync(HubKind.Memory, code);
        var id = await hub.Client.ScheduleNewOrchestrationInstanceAsync("Parent");

        for (var attempt = 1; attempt < 3; attempt++)
        {
            await TestHub.UntilAsync(async () => (await hub.Store.FindAsync(id, default))?.NextTimer is not null);
            hub.Time.Advance(TimeSpan.FromSeconds(1));
            await TestHub.UntilAsync(() => Task.FromResult(runs > attempt));
        }

        Assert.Equal("the-child", (await hub.EndOf(id)).ReadOutputAs<string>());
    }

    [Fact]
    public void Delays_grow_by_the_coefficient_up_to_the_maximum_and_end_with_the_attempts()
    {
        var policy = new RetryPolicy(5, TimeSpan.FromSeconds(2), backoffCoefficient: 3, maxRetryInterval: TimeSpan.FromSeconds(20));

        var delays = Enumerable.Range(1, 5).Select(attempt => Retrying.DelayAfter(policy, attempt, TimeSpan.Zero, Failure())?.TotalSeconds);

        Assert.Equal([2, 6, 18, 20, null], delays);
    }

    [Fact]
    public void No_delay_is_shorter_than_the_one_before_nor_longer_than_the_maximum() =>
        Gen.Select(Gen.Int[1, 1_000], Gen.Double[1, 4], Gen.Int[1, 20]).Sample((first, coefficient, attempt) =>
        {
            var policy = new RetryPolicy(100, TimeSpan.FromMilliseconds(first), coefficient, TimeSpan.FromSeconds(30));
            var (now, next) = (
                Retrying.DelayAfter(policy, attempt, TimeSpan.Zero, Failure())!.Value,
                Retrying.DelayAfter(policy, attempt + 1, TimeSpan.Zero, Failure())!.Value);
            return now <= next && next <= policy.MaxRetryInterval && now >= policy.FirstRetryInterval;
        });

    [Fact]
    public void A_retry_timeout_ends_the_attempts()
    {
        var policy = new RetryPolicy(100, TimeSpan.FromSeconds(1), retryTimeout: TimeSpan.FromMinutes(1));

        Assert.NotNull(Retrying.DelayAfter(policy, 1, TimeSpan.FromSeconds(59), Failure()));
        Assert.Null(Retrying.DelayAfter(policy, 1, TimeSpan.FromSeconds(60), Failure()));
    }

    private static TaskFailedException Failure() => new("Work", 0, new TaskFailureDetails("T", "m", null, null, null));
}
