using System.Text;
using System.Text.Json;
using PerfFlow.Domain.Access;
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

    /// <summary>In order. An operator brings in the people, and one of them, <c>lead</c>, the rest.</summary>
    public IEnumerable<SetupStep> Steps =>
    [
        new("unit", "operator", HttpMethod.Post, "units", Text(new { Id = Unit, Name = "测试单位" }), "201"),
        .. from one in People
           let member = new { one.Name, one.Roles, one.Sections, one.Email }
           select new SetupStep("member", "operator", HttpMethod.Put, $"units/{Unit}/members/{one.Person}", Text(member), "200"),
        .. from one in Projects
           let project = new { one.Name, one.Section, Description = "职业技能培训" }
           select new SetupStep("project", "lead", HttpMethod.Put, $"{Base}/projects/{one.Id}", Text(project), "201"),
        .. Plan is null ? [] : new[] { new SetupStep("opening", "lead", HttpMethod.Put, Base, $$"""{"plan":{{Plan}}}""", "202") },
    ];

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
