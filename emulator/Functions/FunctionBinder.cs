using System.Collections.Immutable;
using System.Reflection;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Converters;
using Microsoft.Azure.Functions.Worker.Extensions.Abstractions;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.DependencyInjection;
using PerfFlow.Emulator.Blobs;
using PerfFlow.Emulator.DurableHosting;
using PerfFlow.Emulator.Http;
using PerfFlow.Emulator.Timers;

namespace PerfFlow.Emulator.Functions;

/// <summary>Decides where each parameter of a function comes from, or why the function cannot be bound.</summary>
internal sealed class FunctionBinder(AppSettings settings, bool http)
{
    public Function Bind(string name, MethodInfo method)
    {
        if (!method.IsPublic)
        {
            throw new StartupException("the method must be public.");
        }

        if (method.ContainsGenericParameters)
        {
            throw new StartupException("a generic method cannot be a function.");
        }

        var parameters = method.GetParameters();
        var triggers = parameters.Where(parameter => TriggerOf(parameter) is not null).ToArray();
        if (triggers is not [var triggerParameter])
        {
            throw new StartupException($"it must have exactly one trigger, and has {triggers.Length}.");
        }

        var trigger = Trigger(name, TriggerOf(triggerParameter)!);
        ImmutableArray<ParameterBinder> binders = [.. parameters.Select(parameter => Binder(parameter, trigger))];
        return new Function(new FoundDefinition(name, method, trigger.Type), method, trigger, binders);
    }

    private static TriggerBindingAttribute? TriggerOf(ParameterInfo parameter) =>
        parameter.GetCustomAttribute<TriggerBindingAttribute>();

    private ITriggerBinding Trigger(string name, TriggerBindingAttribute attribute) => attribute switch
    {
        HttpTriggerAttribute when !http => throw new StartupException("HTTP functions need ConfigureFunctionsWebApplication() in Program."),
        HttpTriggerAttribute httpTrigger => new HttpTriggerBinding(name, httpTrigger, settings),
        TimerTriggerAttribute timer => new TimerTriggerBinding(timer, settings),
        BlobTriggerAttribute blob => new BlobTriggerBinding(blob, settings),
        OrchestrationTriggerAttribute orchestration => new OrchestrationTriggerBinding(orchestration.Orchestration ?? name),
        ActivityTriggerAttribute activity => new ActivityTriggerBinding(activity.Activity ?? name),
        _ => throw new StartupException($"the trigger {attribute.GetType().Name} is not supported."),
    };

    private static ParameterBinder Binder(ParameterInfo parameter, ITriggerBinding trigger)
    {
        if (parameter.ParameterType.IsByRef)
        {
            throw new StartupException($"parameter '{parameter.Name}' cannot be passed by reference.");
        }

        return parameter.GetCustomAttribute<BindingAttribute>() switch
        {
            TriggerBindingAttribute => trigger.BindTrigger(parameter)
                ?? throw new StartupException($"parameter '{parameter.Name}' is {parameter.ParameterType.Name}; the trigger binds {trigger.TriggerTypes}."),
            DurableClientAttribute => Client(parameter),
            { } => throw new StartupException($"the binding of parameter '{parameter.Name}' is not supported."),
            _ => Plain(parameter, trigger),
        };
    }

    private static ParameterBinder Client(ParameterInfo parameter) =>
        parameter.ParameterType == typeof(DurableTaskClient)
            ? invocation => new(invocation.InstanceServices.GetRequiredService<DurableClientSource>().Client)
            : throw new StartupException($"parameter '{parameter.Name}' has [DurableClient] and must be a DurableTaskClient.");

    private static ParameterBinder Plain(ParameterInfo parameter, ITriggerBinding trigger)
    {
        if (parameter.ParameterType == typeof(FunctionContext))
        {
            return invocation => new(invocation);
        }

        if (parameter.ParameterType == typeof(CancellationToken))
        {
            return invocation => new(invocation.CancellationToken);
        }

        if (parameter.GetCustomAttribute<InputConverterAttribute>() is { } converter
            && (trigger is not HttpTriggerBinding || converter.ConverterType != typeof(BodyReader)))
        {
            throw new StartupException($"the converter of parameter '{parameter.Name}' is not supported for this trigger.");
        }

        return trigger.BindByName(parameter)
            ?? throw new StartupException($"parameter '{parameter.Name}' ({parameter.ParameterType.Name}) cannot be bound: the trigger has no value of that name and type.");
    }
}
