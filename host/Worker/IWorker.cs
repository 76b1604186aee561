namespace PerfFlow.LocalHost.Worker;

/// <summary>A running isolated worker: a process, or whatever <see cref="LocalHostOptions.StartWorker"/> has started.</summary>
public interface IWorker : IAsyncDisposable
{
    /// <summary>Completes when it has ended by itself; with its exception where that is known.</summary>
    Task Ended { get; }
}
