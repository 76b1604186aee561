using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace PerfFlow.Attack.Tests.App;

/// <summary>A route of the served document.</summary>
/// <param name="Path">With its places, <c>/api/v1/units/{unit}</c>.</param>
internal sealed partial record Route(HttpMethod Method, string Path, JsonObject Operation)
{
    /// <summary>As the tables of this project name it.</summary>
    public string Name => $"{Method} {Path}";

    /// <summary>Schema of the JSON it takes; null where it takes none.</summary>
    public JsonNode? JsonBody => Operation["requestBody"]?["content"]?["application/json"]?["schema"];

    public bool TakesFile => Operation["requestBody"]?["content"]?["application/octet-stream"] is not null;

    public bool TakesBody => Operation["requestBody"] is not null;

    public IEnumerable<string> Places => Place().Matches(Path).Select(match => match.Groups[1].Value);

    /// <param name="values">By the name of the place.</param>
    public string At(IReadOnlyDictionary<string, string> values) => Place().Replace(
        Path,
        match => values.TryGetValue(match.Groups[1].Value, out var value)
            ? value
            : throw new InvalidOperationException($"{Name}: no value for {match.Value}."));

    /// <summary>Query values that it cannot do without.</summary>
    public string Query => string.Join('&', (Operation["parameters"] as JsonArray ?? [])
        .Where(parameter => (string?)parameter!["in"] == "query" && (bool)parameter["required"]!)
        .Select(parameter => $"{(string)parameter!["name"]!}=i01"));

    public static async Task<IReadOnlyList<Route>> AllAsync(AttackedApp app)
    {
        var paths = (await app.Nobody.GetAsync("/api/openapi.json")).Json["paths"]!.AsObject();
        return
        [
            .. from path in paths
               from operation in path.Value!.AsObject()
               select new Route(new HttpMethod(operation.Key.ToUpperInvariant()), path.Key, operation.Value!.AsObject()),
        ];
    }

    /// <summary>Values of each place that name something there is in the unit, where there can be.</summary>
    public static Dictionary<string, string> Values(AttackUnit unit, string evidence = "0000000000000000") => new()
    {
        ["unit"] = unit.Id,
        ["year"] = $"{AttackUnit.Year}",
        ["project"] = "p1",
        ["stage"] = "q1",
        ["version"] = "1",
        ["file"] = "report.md",
        ["id"] = "1",
        ["evidence"] = evidence,
        ["person"] = "t:nobody",
        ["proposal"] = "9",
        ["invitation"] = "none",
        ["notice"] = "0000000000000000000-00000000000000000000000000000000",
    };

    [GeneratedRegex(@"\{([a-z]+)\}")]
    private static partial Regex Place();
}
