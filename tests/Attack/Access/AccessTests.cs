using System.Globalization;
using PerfFlow.Attack.Tests.App;

namespace PerfFlow.Attack.Tests.Access;

/// <summary>Every route of the served document × everyone there is, against <c>access.md</c>.</summary>
[Collection(AttackedCollection.Name)]
public sealed class AccessTests(AttackedApp app)
{
    private const string Everyone = "everyone";
    private const string Operator = "operator";
    private const string AnyMember = "any member";
    private const string SignedIn = "signed in";
    private const string All = "all";
    private const string AnotherOperator = "another operator";

    /// <summary>Headers that tell the answers of one moment from those of the next.</summary>
    private static readonly string[] OfTheMoment = ["date"];

    /// <summary>By person, who has the role of that name alone.</summary>
    private static readonly string[] Roles = ["clerk", "head", "lead", "member", "chair", "unit-head", "auditor", "admin"];

    private static IReadOnlyList<Row> Table =>
        [.. MarkdownTable.Rows("Access/access.md")
            .Select(cells => new Row(cells[0], cells[1], int.Parse(cells[2], CultureInfo.InvariantCulture)))];

    [Fact]
    public async Task The_table_names_every_route_once_and_no_other()
    {
        var routes = (await Route.AllAsync(app)).Select(route => route.Name).Order(StringComparer.Ordinal);

        Assert.Equal(routes, Table.Select(row => row.Route).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Each_route_answers_each_role_as_the_table_says()
    {
        var (unit, evidence) = await Play.AmidAsync(app, "roles");
        var wrong = new List<string>();
        foreach (var (route, row) in await RoutesAsync())
        {
            var path = PathOf(route, Route.Values(unit, evidence));
            foreach (var person in Roles)
            {
                var expected = row.For is Everyone or SignedIn or AnyMember || row.IsFor(person) ? row.Answer : 403;
                var got = await unit.As(person).SendAsync(route.Method, path, null);
                if (got.Status != expected || (expected == 403 && got.Code != "ROLE_REQUIRED"))
                {
                    wrong.Add($"{person}: {route.Name} is {got}, not {expected}");
                }
            }
        }

        Nothing.IsIn(wrong);
    }

    [Fact]
    public async Task Whoever_is_not_of_the_unit_meets_the_same_as_where_there_is_none()
    {
        var (unit, evidence) = await Play.AmidAsync(app, "strangers");
        var other = await AttackUnit.OpenAsync(app, "others");
        var outsiders = new Dictionary<string, Caller>
        {
            ["a stranger"] = app.As("stranger"),
            ["a member of another unit"] = await OfAnotherUnitAsync(other),
            ["the lead's name in another tenant"] = app.With(new Claims("lead") { Tenant = "t2" }.Signed()),
            [AnotherOperator] = app.With(new Claims("operator-2") { IsOperator = true }.Signed()),
        };
        var wrong = new List<string>();
        foreach (var (route, row) in (await RoutesAsync()).Where(route => route.Route.Places.Contains("unit")))
        {
            var there = PathOf(route, Route.Values(unit, evidence));
            var nowhere = there.Replace(unit.Id, "no-such-unit", StringComparison.Ordinal);
            foreach (var (name, caller) in outsiders)
            {
                var (real, missing) = (
                    await caller.SendAsync(route.Method, there, null), await caller.SendAsync(route.Method, nowhere, null));
                if (row.For == Operator && name == AnotherOperator)
                {
                    if (real.Status != row.Answer)
                    {
                        wrong.Add($"{name}: {route.Name} is {real}, not {row.Answer}");
                    }
                }
                else if (missing.Outcome != "404 NOT_FOUND" || Told(real) != Told(missing))
                {
                    wrong.Add($"{name}: {route.Name} is {Told(real)}, and without a unit {Told(missing)}");
                }
            }
        }

        Nothing.IsIn(wrong);
    }

    [Fact]
    public async Task Without_a_good_token_nobody_gets_past_the_door_and_sees_what_is_behind_it()
    {
        var unit = await AttackUnit.OpenAsync(app, "nobody");
        var callers = new Dictionary<string, Caller>
        {
            ["nobody"] = app.Nobody,
            ["an old token"] = app.With(new Claims("lead") { Begins = TimeSpan.FromHours(-3), Ends = TimeSpan.FromHours(-1) }.Signed()),
            ["no token at all"] = app.With("x"),
        };
        var wrong = new List<string>();
        foreach (var (route, row) in await RoutesAsync())
        {
            foreach (var (name, caller) in callers)
            {
                var got = await caller.SendAsync(route.Method, PathOf(route, Route.Values(unit)), null);
                var expected = row.For == Everyone ? $"{row.Answer}" : "401 UNAUTHENTICATED";
                if (got.Outcome != expected || (row.For != Everyone && got.Headers.GetValueOrDefault("www-authenticate") != "Bearer"))
                {
                    wrong.Add($"{name}: {route.Name} is {got}");
                }
            }
        }

        Nothing.IsIn(wrong);
    }

    [Fact]
    public async Task What_belongs_to_no_unit_asks_for_the_operator_or_for_some_membership()
    {
        var unit = await AttackUnit.OpenAsync(app, "units");
        var wrong = new List<string>();
        foreach (var (route, row) in (await RoutesAsync()).Where(route => !route.Route.Places.Contains("unit")))
        {
            foreach (var (who, caller) in new[]
            {
                (Operator, app.With(new Claims("operator-3") { IsOperator = true }.Signed())),
                (AnyMember, unit.As("lead")),
                ("a stranger", app.As("stranger")),
            })
            {
                var got = await caller.SendAsync(route.Method, route.At(Route.Values(unit)), null);
                var expected = row.For is Everyone or SignedIn || row.For == who ? $"{row.Answer}" : "403 ROLE_REQUIRED";
                if (got.Outcome.Split(' ')[0] != expected.Split(' ')[0])
                {
                    wrong.Add($"{who}: {route.Name} is {got}, not {expected}");
                }
            }
        }

        Nothing.IsIn(wrong);
    }

    [Fact]
    public async Task A_project_of_another_section_is_as_if_it_were_not_there()
    {
        var (unit, evidence) = await Play.AmidAsync(app, "sections");
        var wrong = new List<string>();
        foreach (var (route, row) in (await RoutesAsync()).Where(route => route.Route.Places.Contains("project")))
        {
            var (there, nowhere) = (Route.Values(unit, evidence), Route.Values(unit, evidence));
            nowhere["project"] = "none";
            foreach (var person in new[] { "other-clerk", "other-head" }.Where(person => row.IsFor(person["other-".Length..])))
            {
                var (real, missing) = (
                    await unit.As(person).SendAsync(route.Method, PathOf(route, there), null),
                    await unit.As(person).SendAsync(route.Method, PathOf(route, nowhere), null));
                if (missing.Status != 404 || Told(real) != Told(missing))
                {
                    wrong.Add($"{person}: {route.Name} is {Told(real)}, and without a project {Told(missing)}");
                }
            }
        }

        Nothing.IsIn(wrong);
    }

    [Fact]
    public async Task A_member_without_a_role_sees_nothing_of_the_unit()
    {
        var (unit, evidence) = await Play.AmidAsync(app, "guests");
        var wrong = new List<string>();
        foreach (var (route, _) in (await RoutesAsync()).Where(route => route.Route.Places.Contains("unit")))
        {
            var got = await unit.As("guest").SendAsync(route.Method, PathOf(route, Route.Values(unit, evidence)), null);
            if (got.Outcome is not ("403 ROLE_REQUIRED" or "404 NOT_FOUND"))
            {
                wrong.Add($"{route.Name} is {got}");
            }
        }

        Nothing.IsIn(wrong);
    }

    /// <summary>One without a row is left to the test that names it.</summary>
    private async Task<IReadOnlyList<(Route Route, Row Row)>> RoutesAsync() =>
        [.. (await Route.AllAsync(app)).Join(Table, route => route.Name, row => row.Route, (route, row) => (route, row))];

    private static async Task<Caller> OfAnotherUnitAsync(AttackUnit other)
    {
        await other.GrantAsync("neighbour", "lead", AttackUnit.Section);
        return other.As("neighbour");
    }

    private static string PathOf(Route route, IReadOnlyDictionary<string, string> values) =>
        route.Query.Length == 0 ? route.At(values) : $"{route.At(values)}?{route.Query}";

    /// <summary>All that an answer tells, but for when.</summary>
    private static string Told(Answer answer) => string.Join(
        '\n',
        answer.Headers.Where(header => !OfTheMoment.Contains(header.Key)).OrderBy(header => header.Key, StringComparer.Ordinal)
            .Select(header => $"{header.Key}: {header.Value}")
            .Prepend($"{answer.Status}")
            .Append(answer.Text));

    private sealed record Row(string Route, string For, int Answer)
    {
        public bool IsFor(string role) => For == All || For.Split(' ').Contains(role);
    }
}
