using System.Collections.Concurrent;
using Microsoft.Azure.Functions.Worker;

namespace PerfFlow.Emulator.Timers;

/// <summary>For a host without storage: the schedule starts anew with the process.</summary>
internal sealed class MemoryScheduleStore : IScheduleStore
{
    private readonly ConcurrentDictionary<string, ScheduleStatus> kept = new();

    public Task<ScheduleStatus?> ReadAsync(string function, CancellationToken cancellation) =>
        Task.FromResult(kept.GetValueOrDefault(function));

    public Task WriteAsync(string function, ScheduleStatus status, CancellationToken cancellation)
    {
        kept[function] = status;
        return Task.CompletedTask;
    }
}
