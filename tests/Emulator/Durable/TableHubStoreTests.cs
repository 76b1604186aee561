using Azure.Data.Tables;
using Azure.Storage.Blobs;
using Microsoft.Extensions.Logging.Abstractions;
using PerfFlow.Azurite;
using PerfFlow.Emulator.Durable.History;
using PerfFlow.Emulator.Durable.Stores;
using PerfFlow.Emulator.Durable.Stores.Tables;

namespace PerfFlow.Emulator.Tests.Durable;

public sealed class TableHubStoreTests
{
    private static readonly HistoryEvent[] Begun = [new ExecutionStarted("Flow", string.Empty, "1"), new TurnExecuted(TestHub.Start)];

    private static async Task<TableHubStore> OpenAsync(string hub)
    {
        var store = await StoreAsync(hub, null);
        await store.OpenAsync(CancellationToken.None);
        return store;
    }

    private static async Task<TableHubStore> StoreAsync(string hub, TimeSpan? patience)
    {
        var connection = (await AzuriteServer.SharedAsync()).ConnectionString;
        return new TableHubStore(new TableServiceClient(connection), new BlobServiceClient(connection), hub, NullLogger.Instance, patience);
    }

    private static string NewHub() => $"Hub{Guid.NewGuid():N}";

    private static InstanceHead Head(string id) => new()
    {
        InstanceId = id,
        Name = "Flow",
        Version = string.Empty,
        Status = InstanceStatus.Running,
        CreatedAt = TestHub.Start,
        UpdatedAt = TestHub.Start,
    };

    [Fact]
    public async Task A_commit_reported_as_failed_is_recognised_when_it_is_tried_again()
    {
        using var store = await OpenAsync(NewHub());
        var first = new HubCommit("first", Head("a"), Begun, null);
        var once = await store.CommitAsync(first, default);
        var second = new HubCommit("second", once, [new EventRaised("E", "1")], null);

        var next = await store.CommitAsync(second, default);

        Assert.Equal(next, await store.CommitAsync(second, default));
        Assert.Equal([.. Begun, new EventRaised("E", "1")], await store.ReadHistoryAsync(next, default));
        await store.CloseAsync();
    }

    [Fact]
    public async Task A_commit_on_a_head_that_another_has_written_loses_the_hub()
    {
        using var store = await OpenAsync(NewHub());
        var stale = await store.CommitAsync(new HubCommit("first", Head("a"), Begun, null), default);
        await store.CommitAsync(new HubCommit("second", stale, [new EventRaised("E", "1")], null), default);

        await Assert.ThrowsAsync<HubLostException>(() =>
            store.CommitAsync(new HubCommit("third", stale, [new EventRaised("E", "2")], null), default));
        await store.CloseAsync();
    }

    [Fact]
    public async Task A_refused_commit_takes_none_of_its_group_with_it()
    {
        using var store = await OpenAsync(NewHub());
        string[] ids = [.. Enumerable.Range(0, 40).Select(number => $"i{number}")];
        await store.CommitAsync(new HubCommit("taken", Head(ids[7]), Begun, null), default);

        var outcomes = await Task.WhenAll(ids.Select(async id =>
            await Record.ExceptionAsync(() => store.CommitAsync(new HubCommit($"of {id}", Head(id), Begun, null), default))));

        Assert.Equal([ids[7]], ids.Where((_, index) => outcomes[index] is HubLostException));
        Assert.Equal(39, outcomes.Count(outcome => outcome is null));
        await store.CloseAsync();
    }

    [Fact]
    public async Task An_owner_that_died_is_replaced_at_once()
    {
        var hub = NewHub();
        (await OpenAsync(hub)).Dispose(); // dropped without giving the lease back

        using var next = await OpenAsync(hub).WaitAsync(TestHub.Deadline);

        Assert.NotNull(await next.CommitAsync(new HubCommit("first", Head("a"), Begun, null), default));
        await next.CloseAsync();
    }

    [Fact]
    public async Task A_second_owner_of_a_living_hub_is_refused_and_the_first_goes_on()
    {
        var hub = NewHub();
        using var first = await OpenAsync(hub);
        using var second = await StoreAsync(hub, patience: TimeSpan.Zero);

        var refusal = await Assert.ThrowsAsync<InvalidOperationException>(() => second.OpenAsync(CancellationToken.None));

        Assert.StartsWith($"The task hub '{hub}' is in use by process {Environment.ProcessId} ", refusal.Message, StringComparison.Ordinal);
        Assert.NotNull(await first.CommitAsync(new HubCommit("first", Head("a"), Begun, null), default));
        await first.CloseAsync();
    }

    [Theory]
    [InlineData("ab")]
    [InlineData("1hub")]
    [InlineData("my-hub")]
    public void A_hub_name_no_backend_takes_is_refused(string name) => Assert.Throws<ArgumentException>(() => HubKeys.Table(name));

    [Fact]
    public void Keys_of_different_ids_differ_and_have_nothing_tables_refuse() =>
        Gen.Select(Gen.String[0, 20], Gen.String[0, 20]).Sample((one, other) =>
            HubKeys.Encode(one) == HubKeys.Encode(other) == (one == other)
            && HubKeys.Encode(one).IndexOfAny(['/', '\\', '#', '?', ':']) < 0);

    [Fact]
    public void Rows_never_cut_a_character_in_two()
    {
        string[] lines = ["=" + string.Concat(Enumerable.Repeat("𠮷", 40_000)), "==" + string.Concat(Enumerable.Repeat("𠮷", 40_000))];
        var rows = HistoryRows.Pack("i", 0, 0, lines);

        Assert.Equal(lines, rows.SelectMany(HistoryRows.Unpack));
        Assert.All(
            rows.SelectMany(row => row.Select(property => property.Value).OfType<string>()),
            text => Assert.False(char.IsHighSurrogate(text[^1]) || char.IsLowSurrogate(text[0])));
    }

    [Fact]
    public void Rows_give_back_the_lines_they_were_packed_from() =>
        Gen.Int[1, 70_000].Array[1, 12].Sample(lengths =>
        {
            string[] lines = [.. lengths.Select((length, index) => "=" + new string((char)('a' + index), length))];
            var rows = HistoryRows.Pack("i", 0, 0, lines);
            return rows.SelectMany(HistoryRows.Unpack).SequenceEqual(lines)
                && rows.All(row => row.Select(property => property.Value).OfType<string>().All(text => text.Length <= 32 * 1024));
        });
}
