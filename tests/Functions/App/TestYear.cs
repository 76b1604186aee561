using System.Globalization;
using System.Text.Json.Nodes;
using PerfFlow.Domain.Access;
using PerfFlow.Domain.Plan;
using PerfFlow.Storage;
using PerfFlow.Storage.Due;

namespace PerfFlow.Functions.Tests.App;

/// <summary>A unit of its own with one member per role, an opened year and one project, reached over HTTP alone.</summary>
internal sealed class TestYear(TestApp app, string unit)
{
    public const int Year = 2023;
    public const string Project = "培训项目";
    public const string Section = "培训科";

    /// <summary>Role by person: every member carries the name of the role.</summary>
    public static readonly IReadOnlyList<string> Roles =
        ["section-clerk", "section-head", "lead", "group-member", "group-chair", "unit-head", "auditor", "admin"];

    public string Unit => unit;

    public string Base => $"units/{unit}/years/{Year}";

    public static async Task<TestYear> OpenAsync(TestApp app, bool open = true)
    {
        var setup = new UnitSetup(TestApp.NewUnit()) { Plan = open ? Plan() : null };
        await setup.SendAsync(app);
        return new TestYear(app, setup.Unit);
    }

    /// <summary>The group decides by majority, and has a <c>second</c> member.</summary>
    public static async Task<TestYear> OpenWithMajorityAsync(TestApp app)
    {
        var setup = new UnitSetup(TestApp.NewUnit()) { Plan = Plan("majority") };
        await (setup with { People = [.. setup.People, new("t:second", "second", [Role.GroupMember], [])] }).SendAsync(app);
        return new TestYear(app, setup.Unit);
    }

    /// <summary>Both rounds of monitoring are open.</summary>
    public static async Task<TestYear> OpenWithTwoRoundsAsync(TestApp app)
    {
        var setup = new UnitSetup(TestApp.NewUnit()) { Plan = Plan(secondRoundInHours: 0) };
        await setup.SendAsync(app);
        return new TestYear(app, setup.Unit);
    }

    public ApiClient As(string role) => app.As(role);

    /// <summary>The admin puts someone in, and the unit head confirms it where they are to decide something.</summary>
    /// <param name="person">Object id.</param>
    public async Task SeatAsync(string person, string member)
    {
        var put = await As("admin").PutAsync($"units/{unit}/members/t:{person}", member);
        if (put.Outcome == "202")
        {
            put = await As("unit-head").PostAsync($"{put.Headers.Location}/confirm", null);
        }

        Assert.Equal("200", put.Outcome);
    }

    public string Item(string stage) => $"{Base}/projects/p1/stages/{stage}";

    /// <summary>All stages open now and due in an hour, but <c>q2</c>, which opens in an hour.</summary>
    public static string Plan(string quorum = "chair", string version = "test", int secondRoundInHours = 1)
    {
        var now = TimeProvider.System.GetUtcNow();
        return new JsonObject
        {
            ["version"] = version,
            ["quorum"] = quorum,
            ["stages"] = new JsonArray(
                Stage("targets", "targets", null, "group"),
                Stage("q1", "monitoring", 3, "lead"),
                Stage("q2", "monitoring", 6, "lead", opensInHours: secondRoundInHours),
                Stage("self-evaluation", "self-evaluation", 12, "group"),
                Stage("report", "report", null, "group", "unit")),
        }.ToJsonString();

        JsonObject Stage(string id, string kind, int? month, string approver, string scope = "project", int opensInHours = 0) => new()
        {
            ["id"] = id,
            ["kind"] = kind,
            ["month"] = month,
            ["scope"] = scope,
            ["approver"] = approver,
            ["opensAt"] = Instant(now.AddHours(opensInHours).AddMinutes(-1)),
            ["dueAt"] = Instant(now.AddHours(opensInHours + 1)),
            ["rungs"] = new JsonArray(Instant(now.AddHours(opensInHours).AddMinutes(30))),
        };

        static string Instant(DateTimeOffset at) => at.UtcDateTime.ToString("O", CultureInfo.InvariantCulture);
    }

    /// <summary>Has the night come to the unit once more.</summary>
    public Task NightAsync() =>
        app.Get<StorageClients>().Tables.GetTableClient("due").DeleteEntityAsync("@nights", Shard.Of(UnitId.Parse(unit).Value));

    /// <summary>The lead changes something of the plan; its version is <c>changed</c> then.</summary>
    public async Task ChangePlanAsync(Action<JsonNode> change)
    {
        var plan = (await As("lead").GetAsync($"{Base}/plan")).Json.DeepClone();
        plan["version"] = "changed";
        change(plan);
        var changed = await As("lead").PutAsync($"{Base}/plan", new JsonObject { ["plan"] = plan, ["reason"] = "人员调整" }.ToJsonString());
        Assert.Equal("200", changed.Outcome);
    }

    /// <summary>Uploads as the clerk and waits for the reading.</summary>
    public async Task<(int Version, Answer Reading)> UploadAsync(string stage, byte[] sheet)
    {
        var uploaded = await As("section-clerk").UploadAsync(Item(stage), sheet);
        Assert.Equal("202", uploaded.Outcome);
        return ((int)uploaded.Json["version"]!, await ReadingAsync((string)uploaded.Json["status"]!));
    }

    public Task<Answer> ReadingAsync(string status) =>
        Eventually.AnswersAsync(() => As("section-clerk").GetAsync(status), answer => (string?)answer.Json["state"] == "read");

    public Task<Answer> DecideAsync(string role, string stage, string verb, int version, string more = "") =>
        As(role).PostAsync($"{Item(stage)}/{verb}", $$"""{"version":{{version}}{{more}}}""");

    public Task<Answer> StateAsync(string stage, string state) =>
        Eventually.AnswersAsync(() => As("lead").GetAsync(Item(stage)), answer => (string?)answer.Json["state"] == state);

    /// <summary>Asks for the report and waits until it is built.</summary>
    public async Task<Answer> DraftReportAsync()
    {
        Assert.Equal("202", (await As("lead").PostAsync($"{Base}/report", null)).Outcome);
        return await Eventually.AnswersAsync(
            () => As("lead").GetAsync($"{Base}/report"), answer => (string?)answer.Json["state"] == "ready");
    }

    /// <summary>Has the report approved and signed, and waits until the year is archived and done.</summary>
    public async Task SignReportAsync()
    {
        Assert.Equal("200", (await As("group-member").PostAsync($"{Base}/report/approve", """{"version":1}""")).Outcome);
        Assert.Equal("200", (await As("unit-head").PostAsync($"{Base}/report/sign", """{"version":1}""")).Outcome);
        await Eventually.AnswersAsync(() => As("lead").GetAsync(Base), answer => (bool)answer.Json["done"]!);
    }

    /// <summary>Uploads a good sheet and takes it all the way to its lock.</summary>
    public async Task<int> SettleAsync(string stage, byte[] sheet)
    {
        var (version, reading) = await UploadAsync(stage, sheet);
        Assert.True((bool)reading.Json["ok"]!, reading.Text);
        var points = (await As("section-head").GetAsync(Item(stage))).Json["points"]!.AsArray();
        var answers = new JsonArray([.. points.Select(point => new JsonObject { ["at"] = (string)point!["at"]!, ["text"] = "已改" })]);
        Assert.Equal(
            "200", (await DecideAsync("section-head", stage, "submit", version, $",\"answers\":{answers.ToJsonString()}")).Outcome);
        if (stage.StartsWith('q'))
        {
            Assert.Equal("200", (await DecideAsync("lead", stage, "approve", version)).Outcome);
        }
        else
        {
            Assert.Equal("200", (await DecideAsync("lead", stage, "check", version)).Outcome);
            Assert.Equal("200", (await DecideAsync("group-chair", stage, "approve", version)).Outcome);
        }

        await StateAsync(stage, "locked");
        return version;
    }
}
