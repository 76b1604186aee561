using System.Text.Json.Nodes;

namespace PerfFlow.Domain.Profiles;

/// <summary>Lays the JSON of one profile over that of the profile it extends.</summary>
internal static class ProfileMerge
{
    public static JsonObject Merge(JsonObject basis, JsonObject changes)
    {
        foreach (var (name, change) in changes)
        {
            basis[name] = basis[name] is JsonObject below && change is JsonObject with
                ? Merge((JsonObject)below.DeepClone(), with)
                : change?.DeepClone();
        }

        return basis;
    }

    /// <summary>JSON paths of the nulls in arrays, which the shape of a record cannot forbid.</summary>
    public static IEnumerable<string> Holes(JsonNode? node, string path = "$") => node switch
    {
        JsonObject o => o.SelectMany(p => Holes(p.Value, $"{path}.{p.Key}")),
        JsonArray a => a.SelectMany((item, i) => item is null ? [$"{path}[{i}]"] : Holes(item, $"{path}[{i}]")),
        _ => [],
    };

    /// <summary>JSON paths of all values that are not objects, arrays taken as one value.</summary>
    public static IEnumerable<string> Leaves(JsonObject node, string path = "$")
    {
        foreach (var (name, value) in node)
        {
            var here = $"{path}.{name}";
            if (value is JsonObject below)
            {
                foreach (var leaf in Leaves(below, here))
                {
                    yield return leaf;
                }
            }
            else
            {
                yield return here;
            }
        }
    }
}
