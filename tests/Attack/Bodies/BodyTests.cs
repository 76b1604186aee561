using System.Net.Http.Headers;
using System.Text;
using PerfFlow.Attack.Tests.App;

namespace PerfFlow.Attack.Tests.Bodies;

/// <summary>
/// Every route that takes a body × everything that is none, sent by somebody whom the route lets in: refused with a problem that has a
/// code, never a fault of the app's, and the ledger as it was.
/// </summary>
[Collection(AttackedCollection.Name)]
public sealed class BodyTests(AttackedApp app)
{
    /// <summary>Fewer would mean that the document has lost its schemas.</summary>
    private const int Fewest = 300;

    /// <summary>Whom the routes let in; the first whom one does is the sender.</summary>
    private static readonly string[] Senders = ["head", "lead", "chair", "admin", "unit-head", "clerk"];

    [Fact]
    public async Task What_breaks_a_schema_is_refused_and_changes_nothing()
    {
        var (unit, evidence) = await Play.AmidAsync(app, "schemas");
        var before = await unit.HeadsAsync();
        var (sent, wrong) = (0, new List<string>());
        foreach (var route in (await Route.AllAsync(app)).Where(route => route.JsonBody is not null))
        {
            var (sender, path) = await SenderAsync(unit, route, evidence);
            foreach (var (what, json) in Sample.Broken(route.JsonBody!))
            {
                sent++;
                var got = await sender.SendAsync(route.Method, path, new StringContent(json, Encoding.UTF8, "application/json"));
                if (!IsRefused(got))
                {
                    wrong.Add($"{route.Name} where {what}: {got}");
                }
            }
        }

        Nothing.IsIn(wrong);
        Assert.True(sent >= Fewest, $"{sent} were sent.");
        Assert.Equal(before, await unit.HeadsAsync());
    }

    /// <summary>A slip of the pen in a name must not lose what was meant.</summary>
    [Fact]
    public async Task A_field_that_nobody_knows_is_named_wherever_it_stands()
    {
        var (unit, evidence) = await Play.AmidAsync(app, "fields");
        var before = await unit.HeadsAsync();
        var (sent, wrong) = (0, new List<string>());
        foreach (var route in (await Route.AllAsync(app)).Where(route => route.JsonBody is not null))
        {
            var (sender, path) = await SenderAsync(unit, route, evidence);
            foreach (var (field, json) in Sample.WithUnknown(route.JsonBody!))
            {
                sent++;
                var got = await sender.SendAsync(route.Method, path, new StringContent(json, Encoding.UTF8, "application/json"));
                if (got.Outcome != "400 BAD_VALUE" || (string?)got.Json["field"] != field)
                {
                    wrong.Add($"{route.Name} with {field}: {got} of {json}");
                }
            }
        }

        Nothing.IsIn(wrong);
        Assert.True(sent >= 40, $"{sent} were sent.");
        Assert.Equal(before, await unit.HeadsAsync());
    }

    [Fact]
    public async Task What_is_no_body_at_all_is_refused_and_changes_nothing()
    {
        var (unit, evidence) = await Play.AmidAsync(app, "bodies");
        var before = await unit.HeadsAsync();
        var (sent, wrong) = (0, new List<string>());
        foreach (var route in (await Route.AllAsync(app)).Where(route => route.JsonBody is not null))
        {
            var (sender, path) = await SenderAsync(unit, route, evidence);
            foreach (var hostile in HostileBody.All)
            {
                sent++;
                var got = await sender.SendAsync(route.Method, path, hostile.ToContent());
                if (!IsRefused(got))
                {
                    wrong.Add($"{route.Name} with {hostile.What}: {got}");
                }
            }
        }

        Nothing.IsIn(wrong);
        Assert.True(sent >= Fewest, $"{sent} were sent.");
        Assert.Equal(before, await unit.HeadsAsync());
    }

    /// <summary>
    /// They may be done, where the field has no rule against them; they must not be a fault,
    /// now or for those who read later.
    /// </summary>
    [Fact]
    public async Task What_nobody_means_is_no_fault_and_does_no_harm_to_readers()
    {
        var (unit, evidence) = await Play.AmidAsync(app, "odd");
        var wrong = new List<string>();
        foreach (var route in (await Route.AllAsync(app)).Where(route => route.JsonBody is not null))
        {
            var (sender, path) = await SenderAsync(unit, route, evidence);
            foreach (var (what, json) in Sample.Odd(route.JsonBody!))
            {
                var got = await sender.SendAsync(route.Method, path, new StringContent(json, Encoding.UTF8, "application/json"));
                if (!got.IsOk && !IsRefused(got))
                {
                    wrong.Add($"{route.Name} where {what}: {got}");
                }
            }
        }

        foreach (var route in (await Route.AllAsync(app)).Where(route => route.Method == HttpMethod.Get))
        {
            foreach (var reader in new[] { "lead", "auditor", "clerk" })
            {
                var got = await unit.As(reader).GetAsync(route.At(Route.Values(unit, evidence)));
                if (got.Status >= 500)
                {
                    wrong.Add($"{route.Name} for {reader} afterwards: {got}");
                }
            }
        }

        Nothing.IsIn(wrong);
        await unit.HeadsAsync();
    }

    /// <summary>
    /// What no look at its first bytes can tell is taken and read: then it is no sheet that may be handed in
    /// (architecture §3).
    /// </summary>
    [Fact]
    public async Task What_is_no_spreadsheet_is_refused_or_read_as_none()
    {
        var unit = await AttackUnit.OpenAsync(app, "files");
        var wrong = new List<string>();
        foreach (var route in (await Route.AllAsync(app))
            .Where(route => route.TakesFile && !route.Path.EndsWith("/evidence", StringComparison.Ordinal)))
        {
            var path = route.At(new Dictionary<string, string>(Route.Values(unit)) { ["stage"] = "targets" });
            foreach (var hostile in HostileBody.All)
            {
                var got = await unit.As("clerk").SendAsync(route.Method, path, hostile.ToContent());
                if (!IsRefused(got) && got.Status is not (200 or 202))
                {
                    wrong.Add($"{route.Name} with {hostile.What}: {got}");
                }
            }
        }

        Nothing.IsIn(wrong);
        var versions = await Eventually.AnswersAsync(
            () => unit.As("lead").GetAsync($"{unit.Item("targets")}/uploads"),
            answer => answer.Json.AsArray().All(version => (string)version!["state"]! == "read"));
        Assert.All(versions.Json.AsArray(), version => Assert.False((bool)version!["ok"]!));
        await unit.HeadsAsync();
    }

    [Fact]
    public async Task Ten_megabytes_of_JSON_are_too_many()
    {
        var (unit, evidence) = await Play.AmidAsync(app, "large");
        foreach (var route in (await Route.AllAsync(app)).Where(route => route.JsonBody is not null).Take(5))
        {
            var (sender, path) = await SenderAsync(unit, route, evidence);
            var got = await sender.SendAsync(route.Method, path, HostileBody.Large.ToContent());
            Assert.True(got.Status == 413 && got.Code is not null, $"{route.Name}: {got}");
        }
    }

    [Fact]
    public async Task A_body_that_is_not_as_its_head_says_hurts_nobody()
    {
        var unit = await AttackUnit.OpenAsync(app, "lying");
        var before = await unit.HeadsAsync();
        var token = unit.As("lead").Token;
        var path = $"/api/v1/units/{unit.Id}/years/{AttackUnit.Year}/plan";
        const string json = "Content-Type: application/json";
        (string What, string[] Headers, string Body)[] lies =
        [
            ("longer than it is", [json, "Content-Length: 1000"], "{}"),
            ("shorter than it is", [json, "Content-Length: 1"], "{}"),
            ("below nothing", [json, "Content-Length: -1"], "{}"),
            ("no length", [json, "Content-Length: many"], "{}"),
            ("beyond all lengths", [json, "Content-Length: 99999999999999999999"], "{}"),
            ("larger than a disk", [json, "Content-Length: 9000000000000000000"], "{}"),
            ("two lengths", [json, "Content-Length: 2", "Content-Length: 3"], "{}x"),
            ("length and pieces", [json, "Content-Length: 2", "Transfer-Encoding: chunked"],
                "0\r\n\r\nGET /api/health/live HTTP/1.1\r\n\r\n"),
            ("pieces that are none", [json, "Transfer-Encoding: chunked"], "xyz\r\n{}\r\n0\r\n\r\n"),
            ("a piece without an end", [json, "Transfer-Encoding: chunked"], "ffffffffffffffff\r\n{}"),
            ("a piece below nothing", [json, "Transfer-Encoding: chunked"], "-2\r\n{}\r\n0\r\n\r\n"),
            ("no last piece", [json, "Transfer-Encoding: chunked"], "2\r\n{}\r\n"),
            ("pieces in disguise", [json, "Transfer-Encoding: xchunked"], "{}"),
            ("pieces twice", [json, "Transfer-Encoding: chunked, chunked"], "0\r\n\r\n"),
            ("a body that is expected", [json, "Expect: 200-ok", "Content-Length: 2"], "{}"),
        ];
        var wrong = new List<string>();
        foreach (var (what, headers, body) in lies)
        {
            var got = await RawHttp.SendAsync(app, $"PUT {path}", token, headers, Encoding.ASCII.GetBytes(body), hangsUp: true);
            if (got is { Status: < 400 or >= 500 })
            {
                wrong.Add($"{what}: {got}");
            }
        }

        Nothing.IsIn(wrong);
        Assert.Equal(before, await unit.HeadsAsync());
    }

    private static bool IsRefused(Answer got) => got.Status is >= 400 and < 500 and not (401 or 403) && got.Code is not null;

    private static async Task<(Caller Sender, string Path)> SenderAsync(AttackUnit unit, Route route, string evidence)
    {
        var path = $"{route.At(Route.Values(unit, evidence))}?{route.Query}";
        if (!route.Places.Contains("unit"))
        {
            return (unit.App.Operator, path);
        }

        foreach (var sender in Senders.Select(unit.As).Append(unit.App.Operator))
        {
            var nothing = new ByteArrayContent("?"u8.ToArray());
            nothing.Headers.ContentType = new MediaTypeHeaderValue("application/json");
            if ((await sender.SendAsync(route.Method, path, nothing)) is not ({ Status: 401 or 403 } or { Outcome: "404 NOT_FOUND" }))
            {
                return (sender, path);
            }
        }

        throw new InvalidOperationException($"{route.Name} lets in nobody.");
    }
}
