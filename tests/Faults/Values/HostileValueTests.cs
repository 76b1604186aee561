using System.Text;
using System.Text.Json.Nodes;
using PerfFlow.Functions.Tests.App;

namespace PerfFlow.Faults.Tests.Values;

/// <summary>
/// Every request body of the description with every member in turn set to something it is not: refused or taken, but never a fault of
/// the server's.
/// </summary>
public class HostileValueTests(TestApp app) : IClassFixture<TestApp>
{
    private static readonly string[] Values =
    [
        "null", "true", "0", "-1", "1e400", "-1e400", "1e-400", "99999999999999999999", "1.5", "NaN", "\"\"", "\" \"", "\"\\u0000\"",
        "\"\\ud800\"",
        "\"\\ufffe\"", "\"\\u202e\"", "\"\\u200b\"", "[]", "{}", "[null]", "[[]]", "{\"\":null}", "\"0001-01-01T00:00:00+14:00\"",
        "\"9999-12-31T23:59:59Z\"", "\"a,b\"", $"\"{new string('长', 10_000)}\"",
        string.Concat(Enumerable.Repeat("[", 100)) + string.Concat(Enumerable.Repeat("]", 100)),
    ];

    [Fact]
    public async Task No_value_of_any_member_of_any_body_is_answered_with_a_fault()
    {
        var year = await TestYear.OpenAsync(app);
        await year.UploadAsync("targets", TestSheets.Targets(TestYear.Project, TestYear.Year));
        var document = (await app.WithToken(null).GetAsync("/api/openapi.json")).Json;
        var faults = new List<string>();
        var asked = 0;
        foreach (var (path, verbs) in document["paths"]!.AsObject())
        {
            foreach (var (verb, operation) in verbs!.AsObject())
            {
                if (operation!["requestBody"]?["content"]?["application/json"]?["schema"] is not { } schema)
                {
                    continue;
                }

                var to = Filled(path, year.Unit);
                foreach (var body in Bodies(schema).Concat(Texts()))
                {
                    asked++;
                    var content = new ByteArrayContent(body);
                    var answer = await year.As(By(path)).SendAsync(new HttpMethod(verb.ToUpperInvariant()), to, content);
                    if ((int)answer.Status >= 500)
                    {
                        faults.Add($"{verb} {path} {Encoding.UTF8.GetString(body)[..Math.Min(200, body.Length)]}: {answer.Outcome}");
                    }
                }
            }
        }

        Assert.Empty(faults);
        Assert.True(asked > 1000, $"Only {asked} were asked.");
    }

    [Fact]
    public async Task No_value_of_any_query_route_or_header_is_answered_with_a_fault()
    {
        var year = await TestYear.OpenAsync(app);
        await year.UploadAsync("targets", TestSheets.Targets(TestYear.Project, TestYear.Year));
        string[] values =
        [
            "%01", "%FF", "1e400", "-1", "99999999999999999999", "a,b", "..%2F..%2Fx", "%F0%9F%92%A9", "%E2%80%AE", "%27", new('9', 300),
        ];
        var faults = new List<string>();
        var asked = 0;
        foreach (var (path, verbs) in (await app.WithToken(null).GetAsync("/api/openapi.json")).Json["paths"]!.AsObject())
        {
            foreach (var (verb, operation) in verbs!.AsObject())
            {
                foreach (var parameter in operation!["parameters"]!.AsArray())
                {
                    var name = (string)parameter!["name"]!;
                    foreach (var value in values)
                    {
                        var place = (string)parameter["in"]!;
                        var to = Filled(place == "path" ? path.Replace($"{{{name}}}", value, StringComparison.Ordinal) : path, year.Unit);
                        var answer = await year.As(By(path)).SendAsync(
                            new HttpMethod(verb.ToUpperInvariant()),
                            place == "query" ? $"{to}?{name}={value}" : to,
                            null,
                            place == "header" ? [(name, $"\"{value}, W/*")] : []);
                        asked++;
                        if ((int)answer.Status >= 500)
                        {
                            faults.Add($"{verb} {path} with {name} {value}: {answer.Outcome}");
                        }
                    }
                }
            }
        }

        Assert.Empty(faults);
        Assert.True(asked > 1000, $"Only {asked} were asked.");
    }

    /// <summary>Whole bodies that are none.</summary>
    private static IEnumerable<byte[]> Texts() =>
        Values.Concat(["", "{", "{\"version\":1,\"version\":2}", "{\"\\ud800\":1}", "\uFEFF{}", "{} {}", "// a\n{}"])
            .Select(Encoding.UTF8.GetBytes)
            .Append([0xFF, 0xFE, 0x7B, 0x00]).Append([.. "{\"name\":\""u8, 0xE9, 0xA1, .. "\"}"u8]);

    /// <summary>A fitting body, and then each member in turn with each value, the others fitting.</summary>
    private static IEnumerable<byte[]> Bodies(JsonNode schema)
    {
        var (fitting, places) = Fitting(schema, -1);
        yield return Encoding.UTF8.GetBytes(fitting);
        for (var place = 0; place < places; place++)
        {
            var body = Fitting(schema, place).Body;
            foreach (var value in Values)
            {
                yield return Encoding.UTF8.GetBytes(body.Replace("\"@\"", value, StringComparison.Ordinal));
            }
        }
    }

    /// <param name="wrong">Which value is left to be put in, as <c>@</c>: members, and elements of lists, counted as they come.</param>
    private static (string Body, int Places) Fitting(JsonNode schema, int wrong)
    {
        var next = 0;
        return (Of(schema, 0).ToJsonString(), next);

        JsonNode Of(JsonNode rules, int depth)
        {
            if (depth > 0 && next++ == wrong)
            {
                return JsonValue.Create("@");
            }

            var rule = rules as JsonObject;
            return rule?["properties"] is JsonObject members
                ? new JsonObject(members.Select(member => KeyValuePair.Create<string, JsonNode?>(member.Key, Of(member.Value!, depth + 1))))
                : rule?["items"] is { } each ? new JsonArray(Of(each, depth + 1))
                : rule?["enum"] is JsonArray names ? names[0]!.DeepClone()
                : (rule?["type"] is JsonArray several ? (string)several[0]! : (string?)rule?["type"]) switch
                {
                    "integer" or "number" => JsonValue.Create(1),
                    "boolean" => JsonValue.Create(true),
                    _ when (string?)rule?["format"] == "date-time" => JsonValue.Create("2023-06-01T00:00:00Z"),
                    _ => JsonValue.Create("targets"), // a key, where it has to be one
                };
        }
    }

    private static string By(string path) =>
        path.Contains("/members", StringComparison.Ordinal) ? "admin"
        : path.EndsWith("/submit", StringComparison.Ordinal) ? "section-head"
        : path.Contains("/override", StringComparison.Ordinal) || path.Contains("/report/approve", StringComparison.Ordinal) ? "group-chair"
        : path.EndsWith("/sign", StringComparison.Ordinal) ? "unit-head"
        : path.Contains("/consent", StringComparison.Ordinal) || path.Contains("/refuse", StringComparison.Ordinal) ? "group-chair"
        : path.Contains("/notes", StringComparison.Ordinal) ? "group-chair"
        : path.Contains("/evidence", StringComparison.Ordinal) || path.EndsWith("/answer", StringComparison.Ordinal) ? "section-clerk"
        : "lead";

    private static string Filled(string path, string unit) => path
        .Replace("{unit}", unit, StringComparison.Ordinal)
        .Replace("{year}", "2023", StringComparison.Ordinal)
        .Replace("{project}", "p1", StringComparison.Ordinal)
        .Replace("{stage}", "targets", StringComparison.Ordinal)
        .Replace("{person}", "t:hostile", StringComparison.Ordinal)
        .Replace("{evidence}", "e1", StringComparison.Ordinal)
        .Replace("{id}", "1", StringComparison.Ordinal)
        .Replace("{version}", "1", StringComparison.Ordinal)
        .Replace("{file}", "report.md", StringComparison.Ordinal)
        .Replace("{notice}", "none", StringComparison.Ordinal);
}
