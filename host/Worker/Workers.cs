using PerfFlow.LocalHost.App;
using PerfFlow.LocalHost.Rpc;

namespace PerfFlow.LocalHost.Worker;

/// <summary>
/// Keeps one worker alive: starts it, and when it dies another, while invocations wait. What ran in the dead one fails, as on the
/// real host. One that dies three times running before it is ready ends the host.
/// </summary>
internal sealed class Workers : IAsyncDisposable
{
    private const int MostFailedStarts = 3;
    private static readonly TimeSpan Moment = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan ReadyWithin = TimeSpan.FromMinutes(2);

    private readonly RpcServer server;
    private readonly FunctionApp app;
    private readonly Func<Uri, string, Task<IWorker>> start;
    private readonly TimeSpan? functionTimeout;
    private readonly ILoggerFactory loggers;
    private readonly ILogger log;
    private readonly CancellationTokenSource stopping = new();
    private readonly Lock gate = new();
    private TaskCompletionSource<Running> current = NewSource();
    private Task supervising = Task.CompletedTask;

    public Workers(
        RpcServer server, FunctionApp app, Func<Uri, string, Task<IWorker>> start, TimeSpan? functionTimeout, ILoggerFactory loggers)
    {
        this.server = server;
        this.app = app;
        this.start = start;
        this.functionTimeout = functionTimeout;
        this.loggers = loggers;
        log = loggers.CreateLogger<Workers>();
    }

    /// <summary>Ends the host with a reason, when no worker can be kept alive.</summary>
    public Action<Exception> GivenUp { get; set; } = static _ => { };

    /// <summary>Starts the first worker and keeps one alive from then on.</summary>
    /// <returns>The functions it has.</returns>
    /// <exception cref="StartupException">It does not get ready.</exception>
    public async Task<IReadOnlyList<RpcFunctionMetadata>> StartAsync(CancellationToken cancellation)
    {
        var first = await StartOneAsync(cancellation);
        Current.TrySetResult(first);
        supervising = Task.Run(() => SuperviseAsync(first), CancellationToken.None);
        return await first.Channel.DescribeAsync(cancellation);
    }

    /// <summary>The channel of a worker that is ready: of the moment, or of the next one.</summary>
    public async Task<WorkerChannel> ReadyAsync(CancellationToken cancellation)
    {
        while (true)
        {
            var channel = (await Current.Task.WaitAsync(cancellation)).Channel;
            if (!channel.Closed.IsCompleted)
            {
                return channel;
            }

            await Task.Delay(Moment, cancellation); // until it is seen to be gone
        }
    }

    /// <summary>Runs a function on the worker of the moment, or on the next one.</summary>
    /// <exception cref="WorkerException">It failed.</exception>
    /// <exception cref="WorkerProcessExitException">
    /// The worker went away meanwhile, or was replaced since it took longer than <c>functionTimeout</c>.
    /// </exception>
    public async Task<InvocationResponse> InvokeAsync(string function, InvocationRequest request, CancellationToken cancellation) =>
        await InvokeAsync(await ReadyAsync(cancellation), function, request, cancellation);

    /// <summary>As above, on one worker and no other.</summary>
    public async Task<InvocationResponse> InvokeAsync(
        WorkerChannel channel, string function, InvocationRequest request, CancellationToken cancellation)
    {
        var answer = channel.InvokeAsync(request, cancellation);
        if (functionTimeout is not { } limit)
        {
            return await answer;
        }

        try
        {
            return await answer.WaitAsync(limit, CancellationToken.None);
        }
        catch (TimeoutException)
        {
            log.FunctionTimedOut(function, limit);
            channel.Close();
            throw new WorkerProcessExitException();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await stopping.CancelAsync();
        await supervising;
        if (Current.Task is { IsCompletedSuccessfully: true, Result: var last })
        {
            last.Channel.Terminate();
            await last.Worker.DisposeAsync();
            last.Channel.Close();
            server.Forget(last.Channel);
        }

        stopping.Dispose();
    }

    private TaskCompletionSource<Running> Current
    {
        get
        {
            lock (gate)
            {
                return current;
            }
        }

        set
        {
            lock (gate)
            {
                current = value;
            }
        }
    }

    private static TaskCompletionSource<Running> NewSource() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private async Task SuperviseAsync(Running running)
    {
        try
        {
            while (true)
            {
                await running.Channel.Closed.WaitAsync(stopping.Token);
                log.WorkerGone(running.Channel.WorkerId);
                Current = NewSource();
                await EndAsync(running);
                running = await StartNextAsync();
                Current.TrySetResult(running);
                log.WorkerReplaced(running.Channel.WorkerId);
            }
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
        }
        catch (Exception failure)
        {
            Current.TrySetException(failure);
            GivenUp(failure);
        }
    }

    private async Task<Running> StartNextAsync()
    {
        for (var failed = 1; ; failed++)
        {
            try
            {
                return await StartOneAsync(stopping.Token);
            }
            catch (StartupException failure) when (failed < MostFailedStarts)
            {
                log.WorkerNotStarted(failure);
            }
        }
    }

    private async Task<Running> StartOneAsync(CancellationToken cancellation)
    {
        var channel = new WorkerChannel(Guid.NewGuid().ToString(), app.Folder, loggers);
        server.Expect(channel);
        var running = new Running(channel, await start(server.Address, channel.WorkerId));
        var ended = running.Worker.Ended;
        _ = ended.ContinueWith(_ => channel.Close(), CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);

        try
        {
            await DescribeAndLoadAsync(channel, cancellation).WaitAsync(ReadyWithin, cancellation);
            return running;
        }
        catch (Exception failure)
        {
            await EndAsync(running);
            throw failure switch
            {
                WorkerProcessExitException => new StartupException(
                    $"The worker {app.Name} ended before it was ready: see what it printed.",
                    ended.Exception?.GetBaseException() ?? failure),
                TimeoutException => new StartupException($"The worker {app.Name} was not ready within {ReadyWithin}.", failure),
                WorkerException => new StartupException($"The worker {app.Name} cannot load its functions. {failure.Message}", failure),
                _ => failure,
            };
        }
    }

    private static async Task DescribeAndLoadAsync(WorkerChannel channel, CancellationToken cancellation) =>
        await channel.LoadAsync(await channel.DescribeAsync(cancellation), cancellation);

    /// <summary>A worker that hangs, or whose stream is gone, is of no use to anybody.</summary>
    private async Task EndAsync(Running running)
    {
        running.Channel.Close();
        server.Forget(running.Channel);
        (running.Worker as WorkerProcess)?.Kill();
        await running.Worker.DisposeAsync();
    }

    private sealed record Running(WorkerChannel Channel, IWorker Worker);
}
