using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace PerfFlow.Attack.Tests.App;

/// <summary>
/// A unit with people of each role in two sections, its year open, and a project in each section.
/// Set up over HTTP alone.
/// </summary>
internal sealed class AttackUnit(AttackedApp app, string id)
{
    public const int Year = 2023;
    public const string Section = "培训科";
    public const string OtherSection = "别科";

    /// <summary>Of <c>p1</c>.</summary>
    public const string Project = "培训项目";

    /// <summary>Of <c>p2</c>, in the other section.</summary>
    public const string OtherProject = "别科项目";

    /// <summary>Who confirms what the admin proposes: the operator names both.</summary>
    private const string Confirmer = "unit-head";

    /// <summary>Person, role and section of all but those whom the operator names; <c>guest</c> is a member without any role.</summary>
    public static readonly IReadOnlyList<(string Person, string? Role, string Section)> People =
    [
        ("clerk", "section-clerk", Section),
        ("head", "section-head", Section),
        ("other-clerk", "section-clerk", OtherSection),
        ("other-head", "section-head", OtherSection),
        ("lead", "lead", Section),
        ("member", "group-member", Section),
        ("second", "group-member", Section),
        ("chair", "group-chair", Section),
        ("auditor", "auditor", Section),
        ("guest", null, Section),
    ];

    public string Id => id;

    public AttackedApp App => app;

    public string Base => $"units/{id}/years/{Year}";

    public static async Task<AttackUnit> OpenAsync(AttackedApp app, string what)
    {
        var unit = new AttackUnit(app, AttackedApp.NewUnit(what));
        await unit.RegisterAsync();
        foreach (var (person, role, section) in People)
        {
            await unit.GrantAsync(person, role, section);
        }

        await unit.AddProjectAsync("p1", Project, Section);
        await unit.AddProjectAsync("p2", OtherProject, OtherSection);
        Expect("202", await unit.As("lead").PutAsync(unit.Base, new JsonObject { ["plan"] = Plan() }.ToJsonString()));
        return unit;
    }

    public Caller As(string person) => app.As(person);

    public string Item(string stage, string project = "p1") => $"{Base}/projects/{project}/stages/{stage}";

    /// <summary>The operator registers the unit, and names who runs it and who confirms.</summary>
    public async Task RegisterAsync() => Expect("201", await app.Operator.PostAsync("units", Registration(id)));

    /// <summary>What registers a unit of this id.</summary>
    public static string Registration(string id, string? name = null, string admin = "admin") => JsonSerializer.Serialize(new
    {
        id,
        name = name ?? $"测试单位 {id}",
        admin = new { person = $"t:{admin}", name = admin },
        confirmer = new { person = $"t:{Confirmer}", name = Confirmer, role = "unit-head" },
    });

    /// <summary>By the admin; a role that decides is confirmed by the second person.</summary>
    public async Task GrantAsync(string person, string? role, string section)
    {
        var set = await As("admin").PutAsync($"units/{id}/members/t:{person}", Membership(person, role, section));
        if (role is null or "section-clerk" or "section-head" or "auditor")
        {
            Expect("200", set);
            return;
        }

        var proposal = (int)Expect("202", set).Json["id"]!;
        Expect("200", await As(Confirmer).PostAsync($"units/{id}/proposals/{proposal}/confirm", null));
    }

    public async Task AddProjectAsync(string project, string name, string section) => Expect(
        "201", await As("lead").PutAsync($"{Base}/projects/{project}",
            JsonSerializer.Serialize(new { name, section, description = "职业技能培训" })));

    public static string Membership(string person, string? role, string section) => JsonSerializer.Serialize(
        new { name = person, roles = role is null ? [] : new[] { role }, sections = new[] { section } });

    public static JsonObject Plan(string version = "test")
    {
        var now = TimeProvider.System.GetUtcNow();
        return new()
        {
            ["version"] = version,
            ["quorum"] = "chair",
            ["stages"] = new JsonArray(
                Stage("targets", "targets", null, "group"),
                Stage("q1", "monitoring", 3, "lead"),
                Stage("self-evaluation", "self-evaluation", 12, "group"),
                Stage("report", "report", null, "group", "unit")),
        };

        JsonObject Stage(string stage, string kind, int? month, string approver, string scope = "project") => new()
        {
            ["id"] = stage,
            ["kind"] = kind,
            ["month"] = month,
            ["scope"] = scope,
            ["approver"] = approver,
            ["opensAt"] = Instant(now.AddMinutes(-1)),
            ["dueAt"] = Instant(now.AddDays(5)),
            ["rungs"] = new JsonArray(Instant(now.AddDays(4))),
        };

        static string Instant(DateTimeOffset at) => at.UtcDateTime.ToString("O", CultureInfo.InvariantCulture);
    }

    /// <summary>For the requests of a set-up: what comes otherwise ends the test.</summary>
    public static Answer Expect(string outcome, Answer answer)
    {
        Assert.True(answer.Outcome == outcome, $"{answer} in place of {outcome}");
        return answer;
    }
}
