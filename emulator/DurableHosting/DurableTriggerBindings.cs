using System.Reflection;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Converters;
using PerfFlow.Emulator.Durable;
using PerfFlow.Emulator.Functions;

namespace PerfFlow.Emulator.DurableHosting;

/// <summary>What an orchestrator is called with.</summary>
internal sealed record OrchestratorCall(TaskOrchestrationContext Context, string? SerializedInput);

/// <summary>The durable context, and the input for one more parameter of any name.</summary>
internal sealed class OrchestrationTriggerBinding(string name) : ITriggerBinding
{
    public string Name { get; } = name;

    public string Type => "orchestrationTrigger";

    public string TriggerTypes => nameof(TaskOrchestrationContext);

    public ParameterBinder? BindTrigger(ParameterInfo parameter) =>
        parameter.ParameterType == typeof(TaskOrchestrationContext)
            ? invocation => new(((OrchestratorCall)invocation.Trigger).Context)
            : null;

    public ParameterBinder? BindByName(ParameterInfo parameter) =>
        invocation => new(DurableInput.Read(((OrchestratorCall)invocation.Trigger).SerializedInput, parameter));
}

/// <summary>The activity's input, and the orchestration's id for a parameter named <c>instanceId</c>.</summary>
internal sealed class ActivityTriggerBinding(string name) : ITriggerBinding
{
    public const string InstanceId = "instanceId";

    public string Name { get; } = name;

    public string Type => "activityTrigger";

    public string TriggerTypes => "the activity's input";

    public ParameterBinder? BindTrigger(ParameterInfo parameter) =>
        parameter.ParameterType == typeof(TaskActivityContext)
            ? null
            : invocation => new(DurableInput.Read(((ActivityCall)invocation.Trigger).SerializedInput, parameter));

    public ParameterBinder? BindByName(ParameterInfo parameter) =>
        parameter.ParameterType == typeof(string) && string.Equals(parameter.Name, InstanceId, StringComparison.OrdinalIgnoreCase)
            ? TextValue.Named(parameter, InstanceId)
            : null;
}

internal static class DurableInput
{
    public static object? Read(string? json, ParameterInfo parameter)
    {
        var value = JsonDataConverter.OfWorker.Deserialize(json, parameter.ParameterType);
        return value is null && parameter.HasDefaultValue ? parameter.DefaultValue : value;
    }
}
