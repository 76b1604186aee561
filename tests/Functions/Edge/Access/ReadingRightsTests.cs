using System.Reflection;
using Microsoft.Azure.Functions.Worker;
using PerfFlow.Functions.Edge.Access;
using PerfFlow.Functions.Edge.OpenApi;
using PerfFlow.Functions.Items;
using PerfFlow.Functions.Tests.App;

namespace PerfFlow.Functions.Tests.Edge.Access;

/// <summary>Who reads what, held to the table of docs/architecture.md: a function that reads and has no row there fails.</summary>
[Collection(AppCollection.Name)]
public class ReadingRightsTests(TestApp app)
{
    /// <summary>Who stands for a column; the one of no role is put in below.</summary>
    private static readonly (string Column, string[] People)[] Columns =
    [
        ("section", ["section-clerk", "section-head"]),
        ("lead", ["lead"]),
        ("group member", ["group-member"]),
        ("chair", ["group-chair"]),
        ("unit head", ["unit-head"]),
        ("auditor", ["auditor"]),
        ("admin", ["admin"]),
        ("no role", ["bare"]),
    ];

    [Fact]
    public async Task Each_function_shows_each_role_what_the_table_says_and_a_project_of_another_section_is_as_none()
    {
        var year = await TestYear.OpenAsync(app);
        var bare = $"units/{year.Unit}/members/t:bare";
        Assert.Equal("200", (await year.As("admin").PutAsync(bare, """{"name":"bare","roles":[]}""")).Outcome);
        Assert.Equal("201", (await year.As("lead").PutAsync($"{year.Base}/projects/p2", """{"name":"别科项目","section":"别科"}""")).Outcome);
        await year.UploadAsync("targets", TestSheets.Targets(TestYear.Project, TestYear.Year));
        var table = Table();
        var wrong = new List<string>();
        foreach (var (name, route) in Reading())
        {
            if (!table.Remove(name, out var row))
            {
                wrong.Add($"{name} has no row");
                continue;
            }

            var reader = Columns[Array.IndexOf(row, "all")].People[0];
            foreach (var ((column, people), cell) in Columns.Zip(row))
            {
                foreach (var person in people)
                {
                    var (asked, answer) = (await AskAsync(reader, route, "p1"), await AskAsync(person, route, "p1"));
                    var isRight = cell switch
                    {
                        "all" => answer.Outcome == asked.Outcome && (await AskAsync(person, route, "p2")).Code != "ROLE_REQUIRED",
                        "own" => answer.Outcome == asked.Outcome && await IsAsNoneAsync(person, route),
                        "signed" => answer.Outcome == "404 NOT_FOUND",
                        _ => answer.Outcome == "403 ROLE_REQUIRED",
                    };
                    if (!isRight)
                    {
                        wrong.Add($"{name} for {person}, {column}: {answer.Outcome}, where the table says {cell}");
                    }
                }
            }
        }

        Assert.Empty(wrong);
        Assert.Empty(table.Keys);

        async Task<bool> IsAsNoneAsync(string person, string route)
        {
            var (others, none) = (await AskAsync(person, route, "p2"), await AskAsync(person, route, "p9"));
            return !route.Contains("{project}", StringComparison.Ordinal)
                || ((others.Outcome, others.Text) == (none.Outcome, none.Text) && others.Outcome == "404 NOT_FOUND");
        }

        Task<Answer> AskAsync(string person, string route, string project) =>
            year.As(person).GetAsync("/api/" + AccessMatrixTests.PathOf(route, year.Unit, project));
    }

    [Fact]
    public async Task What_the_year_notes_of_another_section_is_no_different_before_it_is_opened()
    {
        var year = await TestYear.OpenAsync(app, open: false);
        Assert.Equal("201", (await year.As("lead").PutAsync($"{year.Base}/projects/p2", """{"name":"别科项目","section":"别科"}""")).Outcome);

        Assert.Equal("409 YEAR_NOT_OPEN", (await year.As("section-clerk").GetAsync(year.Item("targets"))).Outcome);
        Assert.Equal("404 NOT_FOUND", (await year.As("section-clerk").GetAsync($"{year.Base}/projects/p2/stages/targets")).Outcome);
    }

    [Fact]
    public async Task A_list_of_projects_holds_those_of_ones_own_section()
    {
        var year = await TestYear.OpenAsync(app);
        Assert.Equal("201", (await year.As("lead").PutAsync($"{year.Base}/projects/p2", """{"name":"别科项目","section":"别科"}""")).Outcome);

        Assert.Equal("p1", await ListedAsync("section-clerk", ""));
        Assert.Equal("", await ListedAsync("section-head", "?section=别科"));
        Assert.Equal("p1 p2", await ListedAsync("group-member", ""));

        async Task<string> ListedAsync(string person, string query) => string.Join(
            ' ',
            (await year.As(person).GetAsync($"{year.Base}/projects{query}")).Json.AsArray().Select(project => (string)project!["id"]!));
    }

    /// <summary>Functions that read something of a unit, with their routes.</summary>
    private static IEnumerable<(string Name, string Route)> Reading() =>
        from function in OpenApiDocument.HttpFunctions(typeof(ItemApi).Assembly)
        where function.Trigger.Methods!.Contains("get") && function.Method.GetCustomAttribute<AccessAttribute>() is not PublicAttribute
        select (function.Method.GetCustomAttribute<FunctionAttribute>()!.Name, function.Trigger.Route!);

    /// <summary>By function, the cells of its row.</summary>
    private static Dictionary<string, string[]> Table() => (
        from line in Repository.Read("docs/architecture.md").Split('\n')
            .SkipWhile(line => !line.StartsWith("| what | functions |", StringComparison.Ordinal))
            .Skip(2)
            .TakeWhile(line => line.StartsWith('|'))
        let cells = line.Trim('|', '\r').Split('|', StringSplitOptions.TrimEntries)
        from function in cells[1].Split(' ')
        select (function, cells[2..])).ToDictionary(row => row.function, row => row.Item2);
}
