using Microsoft.Azure.Functions.Worker;
using PerfFlow.SemanticsApp.Journals;

namespace PerfFlow.SemanticsApp.Timers;

public sealed class TickFunctions(Journal journal)
{
    /// <summary>Its schedule is the setting <c>TickSchedule</c>: every second in the sample settings.</summary>
    [Function(nameof(Tick))]
    public void Tick([TimerTrigger("%TickSchedule%")] TimerInfo timer) => journal.Add(nameof(Tick), timer);

    /// <summary>Rare, and not at start: runs only where a time was missed.</summary>
    [Function(nameof(YearlyTick))]
    public void YearlyTick([TimerTrigger("0 0 3 1 1 *")] TimerInfo timer) => journal.Add(nameof(YearlyTick), timer);

    /// <summary>Rare, but also runs at start; schedules of a minute and less have no monitored status on the official host.</summary>
    [Function(nameof(StartupTick))]
    public void StartupTick([TimerTrigger("0 0 3 1 1 *", RunOnStartup = true)] TimerInfo timer) => journal.Add(nameof(StartupTick), timer);
}
