using Microsoft.Azure.Functions.Worker.Extensions.Abstractions;

namespace Microsoft.Azure.Functions.Worker;

/// <summary>Runs the function on a schedule.</summary>
/// <param name="schedule">A CRON expression of six fields, a time span, or <c>%Setting%</c> with one of them. UTC.</param>
public sealed class TimerTriggerAttribute(string schedule) : TriggerBindingAttribute
{
    public string Schedule { get; } = schedule;

    public bool RunOnStartup { get; set; }

    /// <summary>Keeps the schedule's status in storage, so that ticks missed while down are made up for.</summary>
    public bool UseMonitor { get; set; } = true;
}
