using System.Text.Json.Serialization.Metadata;
using System.Text.RegularExpressions;
using PerfFlow.Domain.Names;

namespace PerfFlow.Functions.Edge.Http;

/// <summary>The field that a slip of the pen may mean.</summary>
internal static partial class NearField
{
    /// <param name="body">Type of the whole body.</param>
    /// <param name="path">JSON path of the field that is not known.</param>
    /// <returns>The name of one beside it; null where none is like it.</returns>
    public static string? Of(Type body, string path)
    {
        var steps = Step().Matches(path).Select(match => match.Value.TrimStart('.')).ToList();
        var at = steps.SkipLast(1).Aggregate((JsonTypeInfo?)Json.Sent.GetTypeInfo(body), Next);
        return steps.Count == 0 || at is null ? null : Closest.Of(steps[^1], at.Properties.Select(property => property.Name));
    }

    private static JsonTypeInfo? Next(JsonTypeInfo? at, string step)
    {
        var type = step[0] == '['
            ? at?.ElementType
            : at?.Properties.FirstOrDefault(property => property.Name.Equals(step, StringComparison.OrdinalIgnoreCase))?.PropertyType;
        return type is null ? null : Json.Sent.GetTypeInfo(Given.TypeIn(type) ?? Nullable.GetUnderlyingType(type) ?? type);
    }

    [GeneratedRegex(@"\.[^.\[]+|\[[^\]]*\]")]
    private static partial Regex Step();
}
