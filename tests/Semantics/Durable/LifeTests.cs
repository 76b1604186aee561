using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using PerfFlow.Semantics.Tests.Hosting;
using PerfFlow.SemanticsApp.Durable;

namespace PerfFlow.Semantics.Tests.Durable;

public sealed class LifeTests
{
    [Theory, EachHost]
    public async Task An_instance_shows_its_input_output_name_and_times(HostKind kind)
    {
        var before = DateTimeOffset.UtcNow.AddSeconds(-1);
        var instance = await Instance.StartAsync(kind, nameof(Composition.Chain), 3);

        var end = await instance.EndAsync();

        Assert.Equal(
            new InstanceView(
                instance.Id, nameof(Composition.Chain), "Completed", "3", "24", end.CustomStatus, end.CreatedAt, end.LastUpdatedAt, null),
            end);
        Assert.InRange(end.CreatedAt, before, end.LastUpdatedAt);
        Assert.InRange(end.LastUpdatedAt, end.CreatedAt, DateTimeOffset.UtcNow.AddSeconds(1));
    }

    [Theory, EachHost]
    public async Task The_custom_status_is_seen_while_running_and_after(HostKind kind)
    {
        var instance = await Instance.StartAsync(kind, nameof(Lives.Progress));

        Assert.Equal((1, "第一步"), Step(await instance.UntilAsync(found => found.CustomStatus is not null and not "null")));
        await instance.RaiseAsync("go");
        Assert.Equal((2, "第二步"), Step(await instance.EndAsync()));

        static (int Number, string? Name) Step(InstanceView view)
        {
            var status = JsonDocument.Parse(view.CustomStatus!).RootElement;
            return (status.GetProperty("step").GetInt32(), status.GetProperty("name").GetString());
        }
    }

    [Theory, EachHost]
    public async Task Waiting_for_the_start_returns_a_running_instance_and_for_completion_an_ended_one(HostKind kind)
    {
        var instance = await Instance.StartAsync(kind, nameof(Waiting.Patient));

        Assert.Equal("Running", (await instance.AwaitAsync("start")).Status);
        var completion = instance.AwaitAsync("completion");
        await instance.RaiseAsync("go", "done");

        var end = await completion;
        Assert.Equal(("Completed", "\"done\""), (end.Status, end.Output));
    }

    [Theory, EachHost]
    public async Task Continue_as_new_begins_again_under_the_same_id(HostKind kind)
    {
        var instance = await Instance.StartAsync(kind, nameof(Lives.Countdown), new Lives.CountdownState(7, 0));

        Assert.Equal("generation 7", await instance.OutputAsync<string>());
    }

    [Theory, EachHost]
    public async Task Continue_as_new_keeps_events_not_yet_taken(HostKind kind)
    {
        var instance = await Instance.StartAsync(kind, nameof(Lives.Accumulator), new Lives.AccumulatorState(0, 6, Opened: false));
        foreach (var number in (int[])[1, 10, 100, 1_000, 10_000, 100_000])
        {
            await instance.RaiseAsync("add", number);
        }

        await instance.RaiseAsync("open");

        Assert.Equal(111_111, await instance.OutputAsync<int>());
    }

    [Theory, EachHost]
    public async Task A_suspended_instance_keeps_events_until_it_is_resumed(HostKind kind)
    {
        var suspended = await Instance.StartAsync(kind, nameof(Waiting.Patient));
        await suspended.UntilWaitingAsync();
        await suspended.PostAsync("suspend");
        await suspended.UntilStatusAsync("Suspended");
        await suspended.RaiseAsync("go", "kept");

        // Another instance goes through the same, later, and ends: so the first would have, had it not been suspended.
        var other = await Instance.StartAsync(kind, nameof(Waiting.Patient));
        await other.UntilWaitingAsync();
        await other.RaiseAsync("go", "at once");
        Assert.Equal("at once", await other.OutputAsync<string>());
        Assert.Equal("Suspended", (await suspended.FindAsync())!.Status);

        await suspended.PostAsync("resume");
        Assert.Equal("kept", await suspended.OutputAsync<string>());
    }

    [Theory, EachHost]
    public async Task A_terminated_instance_ends_with_the_output_it_was_given(HostKind kind)
    {
        var instance = await Instance.StartAsync(kind, nameof(Waiting.Patient));
        await instance.UntilWaitingAsync();
        await instance.PostAsync("terminate");

        var end = await instance.EndAsync();

        Assert.Equal("Terminated", end.Status);
        Assert.Contains("terminated by a test", end.Output, StringComparison.Ordinal);
    }

    [Theory, EachHost]
    public async Task A_purged_instance_is_gone_and_its_id_free(HostKind kind)
    {
        var instance = await Instance.StartAsync(kind, nameof(Lives.Stamp));
        await instance.EndAsync();

        using var purged = await instance.PurgeAsync();
        Assert.Equal(1, (await purged.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("purgedInstanceCount").GetInt32());
        Assert.Null(await instance.FindAsync());
        using var again = await instance.PurgeAsync();
        Assert.Equal(0, (await again.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("purgedInstanceCount").GetInt32());

        using var restarted = await instance.TryStartAsync(nameof(Composition.Chain), 1);
        Assert.Equal(8, await instance.OutputAsync<int>());
    }

    [Theory, EachHost]
    public async Task Starting_an_id_that_is_running_is_refused_and_an_ended_one_starts_anew(HostKind kind)
    {
        var instance = await Instance.StartAsync(kind, nameof(Waiting.Patient));
        await instance.UntilWaitingAsync();

        using var refused = await instance.TryStartAsync(nameof(Waiting.Patient));
        Assert.Equal(HttpStatusCode.Conflict, refused.StatusCode);

        await instance.RaiseAsync("go", "first life");
        Assert.Equal("first life", await instance.OutputAsync<string>());
        using var restarted = await instance.TryStartAsync(nameof(Composition.Chain), 1);
        Assert.Equal(HttpStatusCode.Accepted, restarted.StatusCode);
        await instance.UntilAsync(found => found.Name == nameof(Composition.Chain));
        Assert.Equal(8, await instance.OutputAsync<int>());
    }

    [Theory, EachHost]
    public async Task A_query_finds_by_prefix_and_status_over_all_its_pages(HostKind kind)
    {
        var host = await SemanticsHost.GetAsync(kind);
        var prefix = $"query-{Guid.NewGuid():N}-";
        var ended = Enumerable.Range(0, 5).Select(number => new Instance(host, $"{prefix}{number}")).ToArray();
        var running = new Instance(host, $"{prefix}running");
        foreach (var instance in ended)
        {
            using var started = await instance.TryStartAsync(nameof(Composition.Chain), 1);
        }

        using var waits = await running.TryStartAsync(nameof(Waiting.Patient));
        await Task.WhenAll(ended.Select(instance => instance.EndAsync()));
        await running.UntilWaitingAsync();

        Assert.Equal(ended.Append(running).Select(instance => instance.Id), (await QueryAsync("")).Select(found => found.Id).Order());
        var completed = await QueryAsync("&status=Completed");
        Assert.Equal(
            ended.Select(instance => (instance.Id, "Completed", (string?)"8")),
            completed.OrderBy(found => found.Id).Select(found => (found.Id, found.Status, found.Output)));
        Assert.Equal([running.Id], (await QueryAsync("&status=Running")).Select(found => found.Id));

        async Task<List<InstanceView>> QueryAsync(string filter)
        {
            var found = new List<InstanceView>();
            var continuation = "";
            do
            {
                var page = (await host.Http.GetFromJsonAsync<PageView>($"instances?prefix={prefix}{filter}{continuation}"))!;
                Assert.InRange(page.Items.Length, 0, 2);
                found.AddRange(page.Items);
                continuation = page.Continuation is null ? null : $"&continuation={Uri.EscapeDataString(page.Continuation)}";
            }
            while (continuation is not null);
            return found;
        }
    }

    private sealed record PageView(InstanceView[] Items, string? Continuation);
}
