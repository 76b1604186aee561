using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace PerfFlow.Attack.Tests.Bodies;

/// <summary>
/// Bodies drawn from the schemas of the served document: one that fits, and from it one
/// for each way in which a member can be wrong.
/// </summary>
internal static class Sample
{
    private const int Deepest = 6;

    private static readonly IReadOnlyDictionary<string, JsonNode?> ByType = new Dictionary<string, JsonNode?>
    {
        ["null"] = null,
        ["string"] = "x",
        ["boolean"] = true,
        ["integer"] = 1,
        ["number"] = 1.5,
        ["array"] = new JsonArray(new JsonArray()),
        ["object"] = new JsonObject { ["x"] = new JsonObject() },
    };

    /// <summary>Fits the schema; that it makes sense too is not promised.</summary>
    public static JsonNode? Of(JsonNode? schema, int depth = 0)
    {
        if (schema is not JsonObject rules || depth > Deepest)
        {
            return "x-1";
        }

        if (rules["enum"] is JsonArray choices)
        {
            return choices.First(choice => choice is not null)!.DeepClone();
        }

        var types = Types(rules);
        return types.Contains("object") || rules["properties"] is not null
            ? new JsonObject((rules["properties"] as JsonObject ?? []).Select(member =>
                KeyValuePair.Create(member.Key, Of(member.Value, depth + 1))))
            : types.Contains("array") ? new JsonArray(Of(rules["items"], depth + 1))
            : types.Contains("integer") ? 1
            : types.Contains("number") ? 1
            : types.Contains("boolean") ? false
            : (string?)rules["format"] == "date-time" ? "2023-06-30T00:00:00Z"
            : "x-1";
    }

    /// <summary>Each breaks one rule of the schema: it must be refused as a mistake of the sender.</summary>
    public static IEnumerable<(string What, string Json)> Broken(JsonNode schema) =>
        Members(schema, []).SelectMany(member => Faults(member.Rules, member.Required).Select(fault => (
            $"{string.Join('.', member.Path)} {fault.What}", With(schema, member.Path, fault.Value, fault.Missing))));

    /// <summary>Each has one member too many, in one of its objects, with the path by which it is to be named.</summary>
    public static IEnumerable<(string Field, string Json)> WithUnknown(JsonNode schema)
    {
        foreach (var at in Objects(schema, "$").ToList())
        {
            yield return ($"{at}.nobodyKnows", Least(schema, [.. at.Split('.', '[').Skip(1)]).ToJsonString());
        }
    }

    /// <summary>What has to be there and what leads to the object, so that no other fault of the sample is met before it.</summary>
    private static JsonNode Least(JsonNode schema, string[] path)
    {
        if (path is ["0]", .. var into])
        {
            return new JsonArray(Least(schema["items"]!, into));
        }

        var members = new JsonObject();
        var required = (schema["required"] as JsonArray ?? []).Select(name => (string)name!);
        foreach (var name in required.Where(name => name != path.FirstOrDefault()))
        {
            var rules = schema["properties"]![name];
            members[name] = rules is JsonObject known && Types(known).Contains("array") ? new JsonArray() : Of(rules);
        }

        if (path is [var step, .. var rest])
        {
            members[step] = Least(schema["properties"]![step]!, rest);
        }
        else
        {
            members.Insert(0, "nobodyKnows", 1);
        }

        return members;
    }

    private static IEnumerable<string> Objects(JsonNode? schema, string at) => schema is not JsonObject rules ? []
        : rules["properties"] is JsonObject members
            ? members.SelectMany(member => Objects(member.Value, $"{at}.{member.Key}")).Prepend(at)
        : rules["items"] is { } element ? Objects(element, $"{at}[0]")
        : Types(rules).Contains("object") && at == "$" ? [at]
        : [];

    /// <summary>Each fits the schema, and says what nobody means: no mistake of the app's may come of it.</summary>
    public static IEnumerable<(string What, string Json)> Odd(JsonNode schema) =>
        Members(schema, []).SelectMany(member => OddValues(member.Rules).Select(odd => (
            $"{string.Join('.', member.Path)} {odd.What}", With(schema, member.Path, odd.Value, missing: false))));

    private static IEnumerable<(string[] Path, JsonObject Rules, bool Required)> Members(JsonNode? schema, string[] path)
    {
        if (schema is not JsonObject rules || path.Length > Deepest)
        {
            yield break;
        }

        var required = (rules["required"] as JsonArray ?? []).Select(name => (string)name!).ToHashSet(StringComparer.Ordinal);
        foreach (var (name, member) in rules["properties"] as JsonObject ?? [])
        {
            if (member is not JsonObject known)
            {
                continue;
            }

            string[] at = [.. path, name];
            yield return (at, known, required.Contains(name));
            foreach (var inner in Members(known, at).Concat(Members(known["items"], [.. at, "0"])))
            {
                yield return inner;
            }

            if (known["items"] is JsonObject element)
            {
                yield return ([.. at, "0"], element, false);
            }
        }
    }

    private static IEnumerable<(string What, JsonNode? Value, bool Missing)> Faults(JsonObject rules, bool required)
    {
        var types = Types(rules);
        foreach (var (type, value) in ByType)
        {
            if (types.Length > 0
                && !types.Contains(type)
                && !(type == "integer" && types.Contains("number"))
                && !(type == "string" && types.Any(known => known is "integer" or "number") && rules["pattern"] is null))
            {
                yield return ($"is {type}", value?.DeepClone(), false);
            }
        }

        if (rules["enum"] is not null)
        {
            yield return ("is none of its words", "no-such-word", false);
            yield return ("is a number of its words", "1", false);
            yield return ("is an empty word", "", false);
        }

        if (required)
        {
            yield return ("is missing", null, true);
        }
    }

    private static IEnumerable<(string What, JsonNode? Value)> OddValues(JsonObject rules)
    {
        var types = Types(rules);
        if (types.Contains("string") && rules["enum"] is null)
        {
            yield return ("is empty", "");
            yield return ("is blank", " \t ");
            yield return ("is very long", new string('长', 50_000));
            yield return ("holds a nought", "a\0b");
            yield return ("holds control characters", "a\u0001\u001b[31m\u007f\u0085b");
            yield return ("holds overrides", "a\u202egnp.exe\u2066\u2069\ufeffb");
            yield return ("cannot be seen", "\u200b\u200d\u2060");
            yield return ("is a path", "../../../../etc/passwd");
            yield return ("is a formula", "=HYPERLINK(\"http://127.0.0.1:1\",\"x\")");
            yield return ("is markup", "<script>alert(1)</script>");
            yield return ("is a query", "' or PartitionKey ne '");
        }

        if (types.Contains("integer") || types.Contains("number"))
        {
            yield return ("is below nothing", -1);
            yield return ("is the smallest", int.MinValue);
            yield return ("is the largest", int.MaxValue);
            yield return ("is beyond integers", JsonNode.Parse("99999999999999999999999999"));
            yield return ("is beyond all numbers", JsonNode.Parse("1e400"));
            yield return ("is very exact", JsonNode.Parse("0.00000000000000000000000000000000001"));
        }
    }

    private static string With(JsonNode schema, string[] path, JsonNode? value, bool missing)
    {
        var body = Of(schema)!;
        var at = path.SkipLast(1).Aggregate(body,
            (node, step) => node is JsonArray list ? list[int.Parse(step, CultureInfo.InvariantCulture)]! : node[step]!);
        if (at is JsonArray items)
        {
            items[0] = value?.DeepClone();
        }
        else if (missing)
        {
            at.AsObject().Remove(path[^1]);
        }
        else
        {
            at[path[^1]] = value?.DeepClone();
        }

        return body.ToJsonString(JsonSerializerOptions.Default);
    }

    private static string[] Types(JsonObject rules) =>
        rules["type"] is JsonArray several ? [.. several.Select(type => (string)type!)]
        : rules["type"] is { } one ? [(string)one!]
        : [];
}
