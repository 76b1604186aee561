using System.Collections.Immutable;
using System.Reflection;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Extensions.Abstractions;

namespace PerfFlow.Emulator.Functions;

/// <summary>The definition of a method with <see cref="FunctionAttribute"/>.</summary>
internal sealed class FoundDefinition(string name, MethodInfo method, string triggerType) : FunctionDefinition
{
    private const string BindingAttributeKey = "bindingAttribute";

    public override string Name { get; } = name;

    public override string Id => Name;

    public override string EntryPoint { get; } = $"{method.DeclaringType!.FullName!.Replace('+', '.')}.{method.Name}";

    public override string PathToAssembly { get; } = method.Module.FullyQualifiedName;

    public override ImmutableArray<FunctionParameter> Parameters { get; } = [.. method.GetParameters().Select(Describe)];

    public override IImmutableDictionary<string, BindingMetadata> InputBindings { get; } = method.GetParameters()
        .Where(parameter => parameter.GetCustomAttribute<BindingAttribute>() is not null)
        .ToImmutableDictionary(
            parameter => parameter.Name!,
            parameter => (BindingMetadata)new Binding(
                parameter.Name!,
                parameter.GetCustomAttribute<BindingAttribute>() is TriggerBindingAttribute ? triggerType : "durableClient",
                BindingDirection.In));

    public override IImmutableDictionary<string, BindingMetadata> OutputBindings { get; } = triggerType == "httpTrigger"
        ? ImmutableDictionary<string, BindingMetadata>.Empty.Add("$return", new Binding("$return", "http", BindingDirection.Out))
        : ImmutableDictionary<string, BindingMetadata>.Empty;

    private static FunctionParameter Describe(ParameterInfo parameter) =>
        new(
            parameter.Name!,
            parameter.ParameterType,
            parameter.HasDefaultValue,
            parameter.HasDefaultValue ? parameter.DefaultValue : null,
            parameter.GetCustomAttribute<BindingAttribute>() is { } attribute
                ? ImmutableDictionary<string, object>.Empty.Add(BindingAttributeKey, attribute)
                : ImmutableDictionary<string, object>.Empty);

    private sealed class Binding(string name, string type, BindingDirection direction) : BindingMetadata
    {
        public override string Name { get; } = name;

        public override string Type { get; } = type;

        public override BindingDirection Direction { get; } = direction;
    }
}
