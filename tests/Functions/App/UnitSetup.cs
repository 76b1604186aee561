using System.Text;
using System.Text.Json;
using PerfFlow.Domain.Access;
using PerfFlow.Domain.Members;
using PerfFlow.Functions.Edge.Http;

namespace PerfFlow.Functions.Tests.App;

/// <summary>A request that sets up a unit, and how it is answered.</summary>
internal sealed record SetupStep(string UseCase, string By, HttpMethod Method, string Path, string Text, string Outcome);

/// <summary>A unit with its people, its projects and its year, in the requests that make them.</summary>
internal sealed record UnitSetup(string Unit)
{
    /// <summary>One for each role, by its name.</summary>
    public IEnumerable<Membership> People { get; init; } =
        TestYear.Roles.Zip(Enum.GetValues<Role>(), (name, role) => new Membership($"t:{name}", name, [role], [TestYear.Section]));

    public IEnumerable<(string Id, string Name, string Section)> Projects { get; init; } = [("p1", TestYear.Project, TestYear.Section)];

    /// <summary>As JSON; null: the year is not opened.</summary>
    public string? Plan { get; init; }

    public string Base => $"units/{Unit}/years/{TestYear.Year}";

    /// <summary>
    /// In order. An operator registers the unit with themselves as its admin, and brings in the people; a unit head or chair among them,
    /// who was registered too, confirms who is to decide something. One of them, <c>lead</c>, does the rest.
    /// </summary>
    public IEnumerable<SetupStep> Steps
    {
        get
        {
            var confirmer = People.FirstOrDefault(one => one.Roles.Contains(Role.UnitHead))
                ?? People.FirstOrDefault(one => one.Roles.Contains(Role.GroupChair))
                ?? new Membership("t:confirmer", "confirmer", [Role.UnitHead], []);
            var role = confirmer.Roles.First(role => role is Role.UnitHead or Role.GroupChair);
            var by = confirmer.Person["t:".Length..];
            yield return new(
                "unit", "operator", HttpMethod.Post, "units", Registration(Unit, "测试单位", confirmer: (by, confirmer.Name, role)), "201");
            var proposals = 0;
            foreach (var one in People)
            {
                var proposes = one.Roles.Any(given => given.Decides() && (one != confirmer || given != role));
                yield return new(
                    "member", "operator", HttpMethod.Put, $"units/{Unit}/members/{one.Person}",
                    Text(new { one.Name, one.Roles, one.Sections, one.Email }), proposes ? "202" : "200");
                if (proposes)
                {
                    yield return new(
                        "confirmation", by, HttpMethod.Post, $"units/{Unit}/proposals/{++proposals}/confirm", "", "200");
                }
            }

            foreach (var one in Projects)
            {
                yield return new(
                    "project", "lead", HttpMethod.Put, $"{Base}/projects/{one.Id}",
                    Text(new { one.Name, one.Section, Description = "职业技能培训" }), "201");
            }

            if (Plan is not null)
            {
                yield return new("opening", "lead", HttpMethod.Put, Base, $$"""{"plan":{{Plan}}}""", "202");
            }
        }
    }

    /// <summary>The body that registers a unit, with an operator called so as its admin.</summary>
    /// <param name="confirmer">Object id, name and role.</param>
    /// <param name="sections">None are registered where it is left out.</param>
    public static string Registration(
        string unit, string name = "甲", (string Person, string Name, Role Role)? confirmer = null, string[]? sections = null)
    {
        var (person, called, role) = confirmer ?? ("confirmer", "confirmer", Role.UnitHead);
        return Text(new
        {
            Id = unit,
            Name = name,
            Admin = new { Person = "t:operator", Name = "operator" },
            Confirmer = new { Person = $"t:{person}", Name = called, Role = role },
            Sections = sections,
        });
    }

    public async Task SendAsync(TestApp app)
    {
        foreach (var step in Steps)
        {
            var content = new StringContent(step.Text, Encoding.UTF8, "application/json");
            var answer = await app.As(step.By, isOperator: step.By == "operator").SendAsync(step.Method, step.Path, content);
            Assert.True(answer.Outcome == step.Outcome, $"{step.UseCase} {step.Path}: {answer}");
        }
    }

    private static string Text<T>(T body) => JsonSerializer.Serialize(body, Json.Options);
}
