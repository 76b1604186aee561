using System.Text;
using PerfFlow.Attack.Tests.App;

namespace PerfFlow.Attack.Tests.Names;

/// <summary>
/// Names in paths that are none, byte by byte as no client library sends them: nothing is found,
/// nothing is made, nothing breaks.
/// </summary>
[Collection(AttackedCollection.Name)]
public sealed class NameTests(AttackedApp app)
{
    private const string Above = "the folder above";

    private static readonly (string What, string Segment)[] Names =
    [
        (Above, ".."),
        (Above + ", escaped", "%2e%2e"),
        ("a path", "..%2f..%2fetc%2fpasswd"),
        ("a path, escaped twice", "%252e%252e%252f"),
        ("a path of Windows", "..%5c..%5cweb.config"),
        ("a slash", "a%2fb"),
        ("a slash, escaped twice", "a%252fb"),
        ("a nought", "p1%00"),
        ("a nought in front", "%00p1"),
        ("an overlong slash", "%c0%af"),
        ("an overlong nought", "%c0%80"),
        ("half a character", "%e5%9f"),
        ("a surrogate", "%ed%a0%80"),
        ("no escape", "%zz"),
        ("half an escape", "%4"),
        ("a percent sign", "%"),
        ("an override", "%e2%80%aep1"),
        ("a zero-width space", "p1%e2%80%8b"),
        ("a mark of the byte order", "%ef%bb%bfp1"),
        ("capitals", "P1"),
        ("full-width letters", "%ef%bd%90%ef%bc%91"),
        ("a Kelvin sign", "%e2%84%aa1"),
        ("a dotless i", "p%c4%b1"),
        ("a trailing dot", "p1."),
        ("a trailing space", "p1%20"),
        ("a trailing line", "p1%0a"),
        ("a tab", "p1%09"),
        ("a colon", "p1:e:00000001"),
        ("the unit's own stream", "@unit"),
        ("the board", "!board:p1"),
        ("a quote", "p1%27%20or%20%27a%27%20eq%20%27a"),
        ("a semicolon", "p1;a=b"),
        ("an asterisk", "*"),
        ("braces", "%7bproject%7d"),
        ("a device", "con"),
        ("one letter too many", "a234567890123456789012345"),
        ("very long", new string('a', 6_000)),
        ("a hyphen alone", "-"),
        ("an underscore", "p_1"),
    ];

    private static readonly (string What, string Segment)[] Years =
    [
        ("digits of Arabic", "%d9%a2%d9%a0%d9%a2%d9%a3"),
        ("full-width digits", "%ef%bc%92%ef%bc%90%ef%bc%92%ef%bc%93"),
        ("a sign", "+2023"),
        ("below nothing", "-2023"),
        ("a space", "%202023"),
        ("a nought", "2023%00"),
        ("a point", "2023.0"),
        ("an exponent", "2023e0"),
        ("hexadecimal", "0x7e7"),
        ("beyond integers", "99999999999999999999"),
        ("a year before", "1999"),
        ("a year after", "2101"),
        ("separators", "2,023"),
    ];

    /// <summary>A name of nothing that comes from the sender's own system.</summary>
    private static readonly string[] Insides = ["   at ", "System.", "/work", "/home", ".cs:line", "Azure.", "Microsoft."];

    [Fact]
    public async Task A_name_that_is_none_is_not_found_wherever_it_stands()
    {
        var (unit, evidence) = await Play.AmidAsync(app, "names");
        var before = await unit.HeadsAsync();
        var values = Route.Values(unit, evidence);
        var routes = await Route.AllAsync(app);
        var wrong = new List<string>();
        foreach (var place in values.Keys.Where(place => place is not "year"))
        {
            // one route of each kind: what a place is read as does not depend on the verb's own business
            foreach (var route in routes.Where(route => route.Places.Contains(place))
                .GroupBy(route => route.Method).Select(kind => kind.First()))
            {
                foreach (var (what, segment) in Names)
                {
                    await TryAsync(unit, route, new Dictionary<string, string>(values) { [place] = segment }, $"{place} is {what}", wrong);
                }
            }
        }

        Nothing.IsIn(wrong);
        Assert.Equal(before, await unit.HeadsAsync());
        Assert.Equal(
            ["p1", "p2"],
                (await unit.As("lead").GetAsync($"{unit.Base}/projects")).Json.AsArray().Select(project => (string)project!["id"]!));
    }

    [Fact]
    public async Task A_year_that_is_none_is_not_found()
    {
        var unit = await AttackUnit.OpenAsync(app, "years");
        var wrong = new List<string>();
        foreach (var route in (await Route.AllAsync(app)).Where(route => route.Places.Contains("year")))
        {
            foreach (var (what, segment) in Years)
            {
                await TryAsync(
                    unit, route, new Dictionary<string, string>(Route.Values(unit)) { ["year"] = segment }, $"the year is {what}", wrong);
            }
        }

        Nothing.IsIn(wrong);
    }

    [Theory]
    [InlineData("/api/v1/units/{0}/")]
    [InlineData("/api/v1/units/{0}//")]
    [InlineData("/api//v1/units/{0}")]
    [InlineData("//api/v1/units/{0}")]
    [InlineData("/API/V1/UNITS/{0}")]
    [InlineData("/api/v1/./units/{0}")]
    [InlineData("/api/v1/units/x/../{0}")]
    [InlineData("/api/v1/units/x/%2e%2e/{0}")]
    [InlineData("/api/v1/units/{0}/members/..")]
    [InlineData("/api/v1/units/{0}?unit=other")]
    [InlineData("/api/v1/units/{0}#x")]
    [InlineData("/api/v1/units/{0}%3funit=other")]
    [InlineData("http://other/api/v1/units/{0}")]
    public async Task However_a_path_is_written_it_asks_for_the_same_right(string path)
    {
        var unit = await AttackUnit.OpenAsync(app, "paths");
        var asked = string.Format(null, path, unit.Id);

        var known = await RawHttp.SendAsync(app, $"GET {asked}", unit.As("lead").Token);
        var stranger = await RawHttp.SendAsync(app, $"GET {asked}", app.As("stranger").Token);
        var nobody = await RawHttp.SendAsync(app, $"GET {asked}", null);

        Assert.True(known is null or { Status: 200 or 400 or 404 }, $"{known}");
        Assert.True(stranger is null or { Status: 400 or 404 }, $"{stranger}");
        Assert.True(nobody is null or { Status: 400 or 401 or 404 }, $"{nobody}");
    }

    private static async Task TryAsync(
        AttackUnit unit, Route route, IReadOnlyDictionary<string, string> values, string what, List<string> wrong)
    {
        var path = $"{route.At(values)}?{route.Query}";
        var got = await RawHttp.SendAsync(
            unit.App, $"{route.Method} {path}", unit.As("lead").Token,
                ["Content-Type: application/json", "Content-Length: 2"], Encoding.ASCII.GetBytes("{}"));
        var isShorter = what.Contains(Above, StringComparison.Ordinal)
            && got is { IsOk: true }; // RFC 3986 §5.2.4: another path, and its rights
        if (got is not null && !isShorter
            && (got.Status is < 400 or >= 500 || Insides.Any(inside => got.Text.Contains(inside, StringComparison.Ordinal))))
        {
            wrong.Add($"{route.Name} where {what}: {got}");
        }
    }
}
