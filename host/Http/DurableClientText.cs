using Microsoft.Azure.WebJobs;
using Microsoft.Azure.WebJobs.Extensions.DurableTask;

namespace PerfFlow.LocalHost.Http;

/// <summary>
/// What a <c>[DurableClient]</c> binding tells a worker. HTTP functions are not run by the WebJobs SDK, so one that it does run asks
/// for them, once: the text names the hub and the extension's gRPC port and does not change.
/// </summary>
internal sealed class DurableClientText(IJobHost jobs)
{
    private volatile string? text;

    public async Task<string> AskAsync() => text ??= await AskAsync(jobs);

    private static async Task<string> AskAsync(IJobHost jobs)
    {
        var answer = new TaskCompletionSource<string>();
        await jobs.CallAsync(
            $"{nameof(DurableClientProbe)}.{nameof(DurableClientProbe.Ask)}", new Dictionary<string, object> { ["answer"] = answer });
        return await answer.Task;
    }
}

/// <summary>Public, since the WebJobs SDK indexes nothing else.</summary>
public static class DurableClientProbe
{
#pragma warning disable DF0203 // the analyzer knows in-process apps only: the text is what out-of-process workers get
    [NoAutomaticTrigger]
    public static void Ask([DurableClient] string client, TaskCompletionSource<string> answer) => answer.SetResult(client);
#pragma warning restore DF0203
}
