using Azure.Storage.Queues;
using PerfFlow.Semantics.Tests.Hosting;

namespace PerfFlow.Semantics.Tests.Queues;

public sealed class QueueTriggerTests
{
    [Theory, EachHost]
    public async Task A_message_comes_once_it_is_visible_with_its_metadata(HostKind kind)
    {
        var (host, topic) = (await SemanticsHost.GetAsync(kind), $"queue-{Guid.NewGuid():N}");
        var queue = await QueueAsync(host, "semantics-text");
        await queue.SendMessageAsync($"{topic}/绩效", visibilityTimeout: TimeSpan.FromSeconds(1));

        Assert.Equal([new Entry("绩效", "1")], await host.JournalAsync<Entry>(topic, count: 1));
    }

    [Theory, EachHost]
    public async Task A_message_that_fails_five_times_goes_to_the_poison_queue(HostKind kind)
    {
        var (host, topic) = (await SemanticsHost.GetAsync(kind), $"queue-{Guid.NewGuid():N}");
        await (await QueueAsync(host, "semantics-failing")).SendMessageAsync($"{topic}/bad");

        var poison = await QueueAsync(host, "semantics-failing-poison");
        await Eventually.HoldsAsync(async () => (await poison.ReceiveMessagesAsync(32, TimeSpan.FromSeconds(1))).Value
            .Any(message => message.MessageText == $"{topic}/bad"));

        Assert.Equal(5, (await host.JournalAsync<Entry>(topic)).Length);
    }

    private static async Task<QueueClient> QueueAsync(SemanticsHost host, string name)
    {
        var queue = new QueueClient(host.Storage, name, new QueueClientOptions { MessageEncoding = QueueMessageEncoding.Base64 });
        await queue.CreateIfNotExistsAsync();
        return queue;
    }

    private sealed record Entry(string Text, string? Attempt = null);
}
