using System.Collections.Immutable;
using System.Reflection;
using Microsoft.Azure.Functions.Worker;

namespace PerfFlow.Emulator.Functions;

/// <summary>Makes a parameter's value for one invocation.</summary>
internal delegate ValueTask<object?> ParameterBinder(Invocation invocation);

/// <summary>A function that was found and can be bound.</summary>
internal sealed record Function(
    FunctionDefinition Definition, MethodInfo Method, ITriggerBinding Trigger, ImmutableArray<ParameterBinder> Binders)
{
    public string Name => Definition.Name;
}

/// <summary>What one kind of trigger can give to parameters. Made once per function at start-up, where bad input is refused.</summary>
internal interface ITriggerBinding
{
    /// <summary>As in function.json, such as <c>httpTrigger</c>.</summary>
    string Type { get; }

    /// <summary>For the parameter that has the trigger attribute; null if it cannot be of that type.</summary>
    ParameterBinder? BindTrigger(ParameterInfo parameter);

    /// <summary>For a parameter without attribute that takes a value by name; null if there is no such value.</summary>
    ParameterBinder? BindByName(ParameterInfo parameter);

    /// <summary>The types <see cref="BindTrigger"/> takes, for the error message.</summary>
    string TriggerTypes { get; }
}
