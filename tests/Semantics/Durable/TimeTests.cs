using PerfFlow.Semantics.Tests.Hosting;
using PerfFlow.SemanticsApp.Durable;

namespace PerfFlow.Semantics.Tests.Durable;

public sealed class TimeTests
{
    /// <summary>
    /// How early something may come. The engine on Azure Storage waits with queue messages that are hidden for whole seconds, rounded
    /// down; the one in memory waits for the instant.
    /// </summary>
    private static TimeSpan Early(HostKind kind) => TimeSpan.FromSeconds(kind == HostKind.Memory ? 0 : 1);

    [Theory, EachHost]
    public async Task Timers_fire_in_their_order_and_not_early_and_a_cancelled_one_holds_nothing_up(HostKind kind)
    {
        var instance = await Instance.StartAsync(kind, nameof(Waiting.Timers));

        var result = await instance.OutputAsync<Waiting.TimerResult>();

        Assert.Equal(new Waiting.TimerResult(result.Seconds, NearFiredFirst: true, FarWasCancelled: true), result);
        Assert.True(result.Seconds >= 1.3 - (2 * Early(kind).TotalSeconds), $"{result}");
    }

    [Theory, EachHost]
    public async Task A_scheduled_start_waits_for_its_time(HostKind kind)
    {
        var (soon, late) = (DateTimeOffset.UtcNow.AddSeconds(3), DateTimeOffset.UtcNow.AddHours(1));
        var (first, second) = (await StartAsync(soon), await StartAsync(late));

        Assert.True((await first.OutputAsync<Lives.StampResult>()).At >= soon.UtcDateTime.AddMilliseconds(-1) - Early(kind));
        Assert.Equal("Pending", (await second.FindAsync())!.Status);

        Task<Instance> StartAsync(DateTimeOffset at) =>
            Instance.StartAsync(kind, nameof(Lives.Stamp), query: $"?startAt={Uri.EscapeDataString($"{at:O}")}");
    }

    [Theory, EachHost]
    public async Task Replay_repeats_ids_and_times_and_neither_steps_nor_log_lines(HostKind kind)
    {
        var instance = await Instance.StartAsync(kind, nameof(Determinism.Clockwork));

        var result = await instance.OutputAsync<Determinism.ClockworkResult>();

        Assert.Equal(result.Told, result.Kept);
        Assert.Equal(3, result.Told.Split(' ').Take(2).Append($"{result.Third}").Distinct().Count());
        Assert.True(result.Ended - result.Began >= TimeSpan.FromMilliseconds(200) - Early(kind), $"{result}");
        var host = await SemanticsHost.GetAsync(kind);
        Assert.Equal(["one", "two", "three"], await host.JournalAsync<string>($"steps-{instance.Id}"));
        Assert.Equal(
            [$"{instance.Id} passes one", $"{instance.Id} passes two", $"{instance.Id} passes three"],
            await host.JournalAsync<string>($"log-{instance.Id}"));
    }

    [Theory, EachHost]
    public async Task A_changed_path_fails_the_instance_and_the_message_names_the_step(HostKind kind)
    {
        var instance = await Instance.StartAsync(kind, nameof(Determinism.Shifty));
        await instance.UntilWaitingAsync();
        await (await SemanticsHost.GetAsync(kind)).OpenGateAsync(instance.Id);
        await instance.RaiseAsync("go", "on another path");

        var end = await instance.EndAsync();

        Assert.Equal("Failed", end.Status);
        Assert.Contains(nameof(Activities.Double), end.Failure ?? end.Output, StringComparison.Ordinal);
    }
}
