using System.Collections.Concurrent;
using System.Threading.Channels;
using Grpc.Core;
using PerfFlow.LocalHost.Rpc;
using Content = PerfFlow.LocalHost.Rpc.StreamingMessage.ContentOneofCase;

namespace PerfFlow.LocalHost.Worker;

/// <summary>
/// The host's end of the stream on which one isolated worker is led: init, metadata, load, invocations, logs. It ends once, with
/// the stream or with the process, and then everything that waits on it fails.
/// </summary>
internal sealed class WorkerChannel(string workerId, string appFolder, ILoggerFactory loggers)
{
    private readonly Channel<StreamingMessage> toWorker = Channel.CreateUnbounded<StreamingMessage>(new() { SingleReader = true });
    private readonly ConcurrentDictionary<string, TaskCompletionSource<InvocationResponse>> running = new();
    private readonly ConcurrentDictionary<string, TaskCompletionSource> loading = new();
    private readonly ConcurrentDictionary<string, ILogger> logs = new();
    private readonly TaskCompletionSource<IReadOnlyList<RpcFunctionMetadata>> described = new(
        TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource closed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public string WorkerId => workerId;

    /// <summary>Where the worker's own web server listens; null when it has none.</summary>
    public string? HttpAddress { get; private set; }

    /// <summary>Completes when the worker can be spoken to no more.</summary>
    public Task Closed => closed.Task;

    /// <summary>What functions the worker has, once it has connected.</summary>
    public Task<IReadOnlyList<RpcFunctionMetadata>> DescribeAsync(CancellationToken cancellation) => described.Task.WaitAsync(cancellation);

    /// <exception cref="WorkerException">A function cannot be loaded.</exception>
    public async Task LoadAsync(IEnumerable<RpcFunctionMetadata> functions, CancellationToken cancellation)
    {
        var waiting = new List<Task>();
        foreach (var function in functions)
        {
            var loaded = loading[function.FunctionId] = new(TaskCreationOptions.RunContinuationsAsynchronously);
            waiting.Add(loaded.Task);
            Send(new() { FunctionLoadRequest = new() { FunctionId = function.FunctionId, Metadata = function } });
        }

        var all = Task.WhenAll(waiting);
        if (await Task.WhenAny(all, Closed).WaitAsync(cancellation) == Closed)
        {
            throw new WorkerProcessExitException();
        }

        await all;
    }

    /// <exception cref="WorkerException">The function failed.</exception>
    /// <exception cref="WorkerProcessExitException">The worker went away.</exception>
    public async Task<InvocationResponse> InvokeAsync(InvocationRequest request, CancellationToken cancellation)
    {
        var answer = running[request.InvocationId] = new(TaskCreationOptions.RunContinuationsAsynchronously);
        try
        {
            if (closed.Task.IsCompleted || !Send(new() { InvocationRequest = request }))
            {
                throw new WorkerProcessExitException();
            }

            using var cancelled = cancellation.Register(
                () => Send(new() { InvocationCancel = new() { InvocationId = request.InvocationId } }));
            var response = await answer.Task;
            return response.Result?.Status == StatusResult.Types.Status.Success ? response : throw WorkerException.Of(response.Result);
        }
        finally
        {
            running.TryRemove(request.InvocationId, out _);
        }
    }

    /// <summary>Asks the worker to end.</summary>
    public void Terminate() => Send(new() { WorkerTerminate = new() });

    public void Close()
    {
        if (!closed.TrySetResult())
        {
            return;
        }

        toWorker.Writer.TryComplete();
        described.TrySetException(new WorkerProcessExitException());
        foreach (var waiting in running.Values)
        {
            waiting.TrySetException(new WorkerProcessExitException());
        }

        foreach (var waiting in loading.Values)
        {
            waiting.TrySetException(new WorkerProcessExitException());
        }
    }

    /// <summary>Speaks with the worker until either side ends.</summary>
    public async Task ServeAsync(
        IAsyncStreamReader<StreamingMessage> fromWorker, IServerStreamWriter<StreamingMessage> writer, CancellationToken cancellation)
    {
        Send(new()
        {
            WorkerInitRequest = new()
            {
                HostVersion = "4.1042.100", // the worker asks for 4; the rest is of the host whose ways these are
                FunctionAppDirectory = appFolder,
                WorkerDirectory = appFolder,
                Capabilities = { ["V2Compatable"] = "true", ["MultiStream"] = "true" }, // spelled so in the protocol
            },
        });
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        _ = closed.Task.ContinueWith(
            _ => EndQuietly(ended), CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
        var writing = WriteAsync(writer, ended.Token);
        try
        {
            while (await fromWorker.MoveNext(ended.Token))
            {
                Receive(fromWorker.Current);
            }
        }
        catch (Exception broken) when (broken is IOException or OperationCanceledException or Grpc.Core.RpcException)
        {
            // The process died: the stream has no other way to say so.
        }
        finally
        {
            Close();
            await writing.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private static void EndQuietly(CancellationTokenSource source)
    {
        try
        {
            source.Cancel();
        }
        catch (ObjectDisposedException)
        {
            // The stream has ended by itself.
        }
    }

    private async Task WriteAsync(IServerStreamWriter<StreamingMessage> writer, CancellationToken cancellation)
    {
        await foreach (var message in toWorker.Reader.ReadAllAsync(cancellation))
        {
            await writer.WriteAsync(message, cancellation);
        }
    }

    private void Receive(StreamingMessage message)
    {
        switch (message.ContentCase)
        {
            case Content.WorkerInitResponse:
                HttpAddress = message.WorkerInitResponse.Capabilities.TryGetValue("HttpUri", out var address) ? address : null;
                Send(new() { FunctionsMetadataRequest = new() { FunctionAppDirectory = appFolder } });
                break;
            case Content.FunctionMetadataResponse when message.FunctionMetadataResponse.Result.Status == StatusResult.Types.Status.Success:
                described.TrySetResult(message.FunctionMetadataResponse.FunctionMetadataResults);
                break;
            case Content.FunctionMetadataResponse:
                described.TrySetException(WorkerException.Of(message.FunctionMetadataResponse.Result));
                break;
            case Content.FunctionLoadResponse when loading.TryRemove(message.FunctionLoadResponse.FunctionId, out var loaded):
                if (message.FunctionLoadResponse.Result.Status == StatusResult.Types.Status.Success)
                {
                    loaded.TrySetResult();
                }
                else
                {
                    loaded.TrySetException(WorkerException.Of(message.FunctionLoadResponse.Result));
                }

                break;
            case Content.InvocationResponse when running.TryGetValue(message.InvocationResponse.InvocationId, out var answer):
                answer.TrySetResult(message.InvocationResponse);
                break;
            case Content.RpcLog:
                Write(message.RpcLog);
                break;
        }
    }

    /// <summary>A line of the app keeps its own category, so that host.json filters it by the app's names.</summary>
    private void Write(RpcLog line)
    {
        var log = logs.GetOrAdd(string.IsNullOrEmpty(line.Category) ? "Worker" : line.Category, loggers.CreateLogger);
        var fault = line.Exception is { } exception ? $" {exception.Message} {exception.StackTrace}" : "";
        log.Log((LogLevel)line.Level, default, line.Message + fault, null, static (text, _) => text);
    }

    private bool Send(StreamingMessage message)
    {
        message.RequestId = Guid.NewGuid().ToString();
        return toWorker.Writer.TryWrite(message);
    }
}
