using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace PerfFlow.HostApp;

internal sealed class TriggerFunctions(Journal journal)
{
    [Function(nameof(Tick))]
    public void Tick([TimerTrigger("%TickSchedule%")] TimerInfo timer) => journal.Add(nameof(Tick), timer);

    [Function(nameof(Receive))]
    public async Task Receive(
        [BlobTrigger("%Inbox%/{unit}/{file}.{extension}")] Stream blob, string unit, string file, string extension, FunctionContext context)
    {
        using var reader = new StreamReader(blob);
        var content = await reader.ReadToEndAsync();
        journal.Add(nameof(Receive), $"{context.BindingContext.BindingData["BlobTrigger"]}: {unit} {file} {extension} {content}");
        if (content == "bad")
        {
            throw new InvalidDataException("The blob is bad.");
        }
    }

    [Function(nameof(Greet))]
    public static async Task<string> Greet([OrchestrationTrigger] TaskOrchestrationContext context, Guest guest) =>
        await context.CallActivityAsync<string>(nameof(Say), guest);

    [Function(nameof(Say))]
    public string Say([ActivityTrigger] Guest guest, string instanceId)
    {
        journal.Add(nameof(Say), instanceId);
        return $"Hello, {guest.Name}";
    }

    [Function(nameof(Invite))]
    public async Task Invite([TimerTrigger("0 0 0 1 1 *", RunOnStartup = true)] TimerInfo timer, [DurableClient] DurableTaskClient client) =>
        await client.ScheduleNewOrchestrationInstanceAsync(nameof(Greet), new Guest("world"), new StartOrchestrationOptions("greeting"));

    internal sealed record Guest(string Name);
}
