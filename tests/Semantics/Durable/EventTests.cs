using System.Net;
using PerfFlow.Semantics.Tests.Hosting;
using PerfFlow.SemanticsApp.Durable;

namespace PerfFlow.Semantics.Tests.Durable;

public sealed class EventTests
{
    [Theory, EachHost]
    public async Task Events_nobody_waits_for_are_kept_and_taken_first_in_first_out(HostKind kind)
    {
        var inbox = await Instance.StartAsync(kind, nameof(Waiting.Inbox), 4);
        foreach (var item in (string[])["a", "b", "c", "d"])
        {
            await inbox.RaiseAsync("Item", item);
        }

        await inbox.RaiseAsync("open");

        Assert.Equal(["a", "b", "c", "d"], await inbox.OutputAsync<string[]>());
    }

    [Theory, EachHost]
    public async Task Event_names_ignore_case(HostKind kind)
    {
        var inbox = await Instance.StartAsync(kind, nameof(Waiting.Inbox), 3);
        await inbox.RaiseAsync("OPEN");
        await inbox.RaiseAsync("item", "a");
        await inbox.RaiseAsync("ITEM", "b");
        await inbox.RaiseAsync("iTeM", "c");

        Assert.Equal(["a", "b", "c"], (await inbox.OutputAsync<string[]>()).Order());
    }

    [Theory, EachHost]
    public async Task Each_event_of_a_burst_is_delivered(HostKind kind)
    {
        var inbox = await Instance.StartAsync(kind, nameof(Waiting.Inbox), 60);
        await inbox.RaiseAsync("open");
        var items = Enumerable.Range(0, 60).Select(number => $"{number:D2}").ToArray();
        await Task.WhenAll(items.Select(item => inbox.RaiseAsync("item", item)));

        Assert.Equal(items, (await inbox.OutputAsync<string[]>()).Order());
    }

    [Theory, EachHost]
    public async Task Of_two_waiters_each_gets_one_event(HostKind kind)
    {
        var instance = await Instance.StartAsync(kind, nameof(Waiting.TwoWaiters));
        await instance.UntilWaitingAsync();
        await instance.RaiseAsync("item", "a");
        await instance.RaiseAsync("item", "b");

        Assert.Equal(["a", "b"], (await instance.OutputAsync<string[]>()).Order());
    }

    [Theory, EachHost]
    public async Task A_cancelled_waiter_does_not_swallow_the_next_event(HostKind kind)
    {
        var instance = await Instance.StartAsync(kind, nameof(Waiting.CancelledWaiter));
        await instance.UntilWaitingAsync();
        await instance.RaiseAsync("go", "for the second");

        Assert.Equal("for the second", await instance.OutputAsync<string>());
    }

    [Theory, EachHost]
    public async Task A_timed_out_waiter_does_not_swallow_the_next_event(HostKind kind)
    {
        var instance = await Instance.StartAsync(kind, nameof(Waiting.TimedOutWaiter));
        await instance.UntilWaitingAsync();
        await instance.RaiseAsync("go", "for the second");

        Assert.Equal("for the second", await instance.OutputAsync<string>());
    }

    [Theory, EachHost]
    public async Task An_orchestration_sends_an_event_to_another(HostKind kind)
    {
        var receiver = await Instance.StartAsync(kind, nameof(Waiting.Patient));
        await receiver.UntilWaitingAsync();
        var sender = await Instance.StartAsync(kind, nameof(Waiting.Courier), receiver.Id);

        Assert.Equal($"from {sender.Id}", await receiver.OutputAsync<string>());
        Assert.Equal("Completed", (await sender.EndAsync()).Status);
    }

    [Theory, EachHost]
    public async Task An_event_that_cannot_be_read_fails_its_waiter(HostKind kind)
    {
        var instance = await Instance.StartAsync(kind, nameof(Waiting.Patient));
        await instance.UntilWaitingAsync();
        await instance.RaiseAsync("go", new { not = "a text" });

        var end = await instance.EndAsync();

        Assert.Equal("Failed", end.Status);
        Assert.Contains("JSON", end.Failure ?? end.Output, StringComparison.Ordinal);
    }

    [Theory, EachHost]
    public async Task Raising_an_event_to_an_unknown_or_ended_instance_is_refused(HostKind kind)
    {
        var unknown = new Instance(await SemanticsHost.GetAsync(kind), $"nobody-{Guid.NewGuid():N}");
        using var toUnknown = await unknown.TryRaiseAsync("go", "lost");
        var ended = await Instance.StartAsync(kind, nameof(Lives.Stamp));
        await ended.EndAsync();
        using var toEnded = await ended.TryRaiseAsync("go", "late");

        Assert.Equal((HttpStatusCode.Conflict, HttpStatusCode.Conflict), (toUnknown.StatusCode, toEnded.StatusCode));
    }
}
