using System.Net;
using PerfFlow.Benchmarks.Deadline;
using PerfFlow.Demo.Access;
using PerfFlow.Demo.Client;
using PerfFlow.Load;

namespace PerfFlow.Benchmarks.Sheets;

/// <summary>A unit's people who have one file checked again and again, the next as soon as the last is answered.</summary>
internal sealed class HeavyChecks : IDisposable
{
    private readonly TaskCompletionSource began = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly LoadedUnit unit;
    private readonly byte[] file;
    private readonly Progress progress;
    private readonly Task sending;
    private volatile bool isOver;
    private int sent;
    private int read;
    private int busy;

    public HeavyChecks(LoadedUnit unit, IReadOnlyCollection<Person> callers, byte[] file)
    {
        this.unit = unit;
        this.file = file;
        progress = new Progress($"checks by {callers.Count}", "read");
        sending = Task.WhenAll(callers.Select(SendAsync));
    }

    /// <summary>Ends with the first answer: then they hold all the slots that they may have, and the others wait.</summary>
    public Task Began => began.Task;

    /// <summary>Whatever became of them.</summary>
    public int Sent => Volatile.Read(ref sent);

    /// <summary>Answered with what the file is worth.</summary>
    public int Read => Volatile.Read(ref read);

    /// <summary>Answered 429.</summary>
    public int Busy => Volatile.Read(ref busy);

    /// <summary>Sends no more and waits for the answers to what is under way.</summary>
    public Task EndAsync()
    {
        isOver = true;
        return sending;
    }

    public void Dispose() => progress.Dispose();

    private async Task SendAsync(Person caller)
    {
        while (!isOver)
        {
            Interlocked.Increment(ref sent);
            progress.Sent();
            try
            {
                await unit.CheckFileAsync(caller, file);
                Interlocked.Increment(ref read);
                progress.Done();
                began.TrySetResult();
            }
            catch (ApiException refused) when (refused.Status == HttpStatusCode.TooManyRequests)
            {
                Interlocked.Increment(ref busy); // whoever is hostile does not wait as long as they are told
            }
        }
    }
}
