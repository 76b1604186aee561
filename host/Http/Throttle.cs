using System.Globalization;
using PerfFlow.LocalHost.App;

namespace PerfFlow.LocalHost.Http;

/// <summary>
/// So many requests at once, the others wait, and beyond so many together the host says 429 by itself: <c>extensions.http</c> of
/// host.json as the real host takes it. A body is read into memory by those alone that do not wait.
/// </summary>
internal sealed class Throttle(int concurrent, int outstanding) : IDisposable
{
    private const int Unbounded = -1;

    private readonly SemaphoreSlim? turn = concurrent == Unbounded ? null : new(concurrent);
    private int taken;

    /// <exception cref="StartupException">A limit is no number above 0, nor -1.</exception>
    public static Throttle Of(AppSettings settings) => new(
        Limit(settings, "maxConcurrentRequests"), Limit(settings, "maxOutstandingRequests"));

    public async Task RunAsync(HttpContext context, Func<Task> answer)
    {
        var cancellation = context.RequestAborted;
        try
        {
            if (Interlocked.Increment(ref taken) > outstanding && outstanding != Unbounded)
            {
                context.Response.StatusCode = StatusCodes.Status429TooManyRequests;
                return;
            }

            await (turn?.WaitAsync(cancellation) ?? Task.CompletedTask);
            try
            {
                await answer();
            }
            finally
            {
                turn?.Release();
            }
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            // The client has hung up.
        }
        finally
        {
            Interlocked.Decrement(ref taken);
        }
    }

    public void Dispose() => turn?.Dispose();

    private static int Limit(AppSettings settings, string name) => settings.HostJson($"extensions:http:{name}") switch
    {
        null => Unbounded,
        var text when int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var limit)
            && limit is > 0 or Unbounded => limit,
        var text => throw new StartupException($"host.json: extensions.http.{name} {text} is no number above 0, nor -1."),
    };
}
