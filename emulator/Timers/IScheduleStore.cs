using Microsoft.Azure.Functions.Worker;

namespace PerfFlow.Emulator.Timers;

/// <summary>Keeps when each timer function ran and is due, across restarts.</summary>
internal interface IScheduleStore
{
    Task<ScheduleStatus?> ReadAsync(string function, CancellationToken cancellation);

    Task WriteAsync(string function, ScheduleStatus status, CancellationToken cancellation);
}
