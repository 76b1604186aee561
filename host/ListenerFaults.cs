using System.Runtime.ExceptionServices;
using Microsoft.Azure.WebJobs.Host.Timers;

namespace PerfFlow.LocalHost;

/// <summary>
/// A listener of the SDK has failed for good, as when its storage has gone away. By itself the SDK would end the process, without
/// stopping anything: here the host is told, and whoever runs it ends it in order.
/// </summary>
internal sealed class ListenerFaults(
    Action<Exception> fail, ILogger<ListenerFaults> log) : IWebJobsExceptionHandlerFactory, IWebJobsExceptionHandler
{
    public IWebJobsExceptionHandler Create(IHost jobHost) => this;

    public Task OnTimeoutExceptionAsync(ExceptionDispatchInfo exceptionInfo, TimeSpan timeoutGracePeriod) =>
        OnUnhandledExceptionAsync(exceptionInfo);

    public Task OnUnhandledExceptionAsync(ExceptionDispatchInfo exceptionInfo)
    {
        log.ListenerFailed(exceptionInfo.SourceException);
        fail(exceptionInfo.SourceException);
        return Task.CompletedTask;
    }
}
