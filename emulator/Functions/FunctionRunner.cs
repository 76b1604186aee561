using System.Diagnostics;
using Microsoft.Azure.Functions.Worker.Middleware;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace PerfFlow.Emulator.Functions;

/// <summary>Runs a function for a trigger: a scope, a context, the pipeline, one log line.</summary>
internal sealed class FunctionRunner(
    FunctionExecutionDelegate pipeline, IServiceScopeFactory scopes, ILogger<FunctionRunner> logger) : IDisposable
{
    /// <summary>One activity for each run, named like the function; the official worker traces its runs as well.</summary>
    public const string Traces = "PerfFlow.Emulator";

    private static readonly ActivitySource Source = new(Traces);

    private readonly CancellationTokenSource stopping = new();

    /// <summary>Cancelled when the functions still running at shutdown have had their time.</summary>
    public CancellationToken Stopping => stopping.Token;

    public void CancelAfter(TimeSpan grace) => stopping.CancelAfter(grace);

    /// <summary>Runs it and returns its result; what the function throws comes out as it is, logged.</summary>
    public async Task<object?> RunAsync(
        Function function,
        object trigger,
        IReadOnlyDictionary<string, object?> bindingData,
        CancellationToken cancellation,
        Action<Invocation>? prepare = null)
    {
        var scope = scopes.CreateAsyncScope();
        await using (scope)
        {
            using var linked = CancellationTokenSource.CreateLinkedTokenSource(cancellation, stopping.Token);
            var invocation = new Invocation(function, trigger, bindingData, scope.ServiceProvider, linked.Token);
            prepare?.Invoke(invocation);
            return await RunAsync(invocation);
        }
    }

    /// <summary>As above, for a caller that owns scope and context.</summary>
    public async Task<object?> RunAsync(Invocation invocation)
    {
        var started = Stopwatch.GetTimestamp();
        using var trace = Source.StartActivity(invocation.Function.Name);
        try
        {
            await pipeline(invocation);
            logger.Executed(invocation.Function.Name, invocation.InvocationId, Stopwatch.GetElapsedTime(started).TotalMilliseconds);
            return invocation.Result.Value;
        }
        catch (OperationCanceledException) when (invocation.CancellationToken.IsCancellationRequested)
        {
            logger.Cancelled(invocation.Function.Name, invocation.InvocationId);
            throw;
        }
        catch (Exception failure)
        {
            logger.Failed(invocation.Function.Name, invocation.InvocationId, failure);
            throw;
        }
        finally
        {
            await invocation.ReleaseAsync();
        }
    }

    public void Dispose() => stopping.Dispose();
}
