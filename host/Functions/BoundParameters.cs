using System.Reflection;
using System.Reflection.Emit;
using Microsoft.Azure.WebJobs;
using Microsoft.Azure.WebJobs.Extensions.DurableTask;
using Newtonsoft.Json.Linq;

namespace PerfFlow.LocalHost.Functions;

/// <summary>
/// A parameter of a generated method: its type is what the extension converts to, its attribute what the extension binds by.
/// </summary>
internal sealed record BoundParameter(string Name, Type Type, CustomAttributeBuilder? Attribute);

/// <summary>Which official attribute, with which values, says what a binding of the worker says.</summary>
internal static class BoundParameters
{
    public static BoundParameter OfTrigger(WorkerFunction function)
    {
        var binding = function.Trigger;
        var (type, attribute) = function.Kind switch
        {
            TriggerKinds.Timer => (
                typeof(TimerInfo),
                Attribute(typeof(TimerTriggerAttribute), [(string?)binding["schedule"]], Set(binding, "runOnStartup", "useMonitor"))),
            TriggerKinds.Blob => (
                ContentType(binding),
                Attribute(typeof(BlobTriggerAttribute), [(string?)binding["path"]], Set(binding, "connection", "source"))),
            TriggerKinds.Queue => (
                ContentType(binding),
                Attribute(typeof(QueueTriggerAttribute), [(string?)binding["queueName"]], Set(binding, "connection"))),
            TriggerKinds.Orchestration => (typeof(string), Attribute(typeof(OrchestrationTriggerAttribute), [])),
            TriggerKinds.Activity => (typeof(string), Attribute(typeof(ActivityTriggerAttribute), [])),
            TriggerKinds.Entity => (typeof(string), Attribute(typeof(EntityTriggerAttribute), [])),
            var other => throw new NotSupportedException(other),
        };
        return new(WorkerFunction.NameOf(binding), type, attribute);
    }

    public static BoundParameter OfInput(JObject binding) => WorkerFunction.TypeOf(binding) switch
    {
        "durableClient" => new(
            WorkerFunction.NameOf(binding),
            typeof(string),
            Attribute(typeof(DurableClientAttribute), [], Set(binding, "taskHub", "connectionName"))),
        "blob" => new(
            WorkerFunction.NameOf(binding),
            ContentType(binding),
            Attribute(
                typeof(BlobAttribute),
                [(string?)binding["blobPath"] ?? (string?)binding["path"], FileAccess.Read],
                Set(binding, "connection"))),
        var other => throw new NotSupportedException(other),
    };

    public static CustomAttributeBuilder Attribute(Type type, object?[] arguments, Dictionary<string, JToken>? properties = null)
    {
        var constructor = type.GetConstructor([.. arguments.Select(static argument => argument?.GetType() ?? typeof(string))])!;
        var set = (properties ?? [])
            .Select(property => (
                Property: type.GetProperty(property.Key, BindingFlags.Instance | BindingFlags.Public | BindingFlags.IgnoreCase)!,
                property.Value))
            .ToArray();
        return new(
            constructor,
            arguments,
            [.. set.Select(static one => one.Property)],
            [.. set.Select(static one => Converted(one.Value, one.Property.PropertyType))]);
    }

    private static Type ContentType(JObject binding) =>
        string.Equals((string?)binding["properties"]?["supportsDeferredBinding"], "true", StringComparison.OrdinalIgnoreCase)
            ? typeof(ParameterBindingData)
        : string.Equals((string?)binding["dataType"], "Binary", StringComparison.OrdinalIgnoreCase) ? typeof(byte[])
        : typeof(string);

    private static Dictionary<string, JToken> Set(JObject binding, params string[] names) =>
        names.Where(binding.ContainsKey).ToDictionary(static name => name, name => binding[name]!);

    private static object? Converted(JToken value, Type type) =>
        type.IsEnum ? Enum.Parse(type, value.ToString(), ignoreCase: true) : value.ToObject(type);
}
