using System.Reflection;
using Microsoft.Azure.Functions.Worker;
using PerfFlow.Emulator.Functions;

namespace PerfFlow.Emulator.Timers;

/// <summary>The schedule and its <see cref="TimerInfo"/>.</summary>
internal sealed class TimerTriggerBinding(TimerTriggerAttribute attribute, AppSettings settings) : ITriggerBinding
{
    public Schedule Schedule { get; } = Schedule.Parse(settings.Resolve(attribute.Schedule));

    public bool RunOnStartup => attribute.RunOnStartup;

    public bool UseMonitor => attribute.UseMonitor;

    public string Type => "timerTrigger";

    public string TriggerTypes => nameof(TimerInfo);

    public ParameterBinder? BindTrigger(ParameterInfo parameter) =>
        parameter.ParameterType == typeof(TimerInfo) ? invocation => new(invocation.Trigger) : null;

    public ParameterBinder? BindByName(ParameterInfo parameter) => null;
}
