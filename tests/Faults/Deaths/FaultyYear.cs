using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using PerfFlow.Domain.Findings;
using PerfFlow.Domain.Plan;
using PerfFlow.Domain.Reminders;
using PerfFlow.Functions.Tests.App;
using PerfFlow.Functions.Tests.Faults;
using PerfFlow.Storage;
using PerfFlow.Storage.Notices;

namespace PerfFlow.Faults.Tests.Deaths;

/// <summary>At which of its writes, from 1, a use case dies; 0: at none.</summary>
/// <param name="Afterwards">See <see cref="Writes"/>.</param>
internal sealed record Death(int Write, bool Afterwards);

/// <summary>
/// A year of a project with everything that can happen to it, use cases of which die at one of their writes. Whoever asked
/// asks again with the same Idempotency-Key; what dies on its own is left to the host and the sweep.
/// </summary>
/// <param name="name">What its deaths have in common, for a failure's message.</param>
/// <param name="deaths">Of each use case, by its place in the year; of what comes at its own time by -1.</param>
internal sealed partial class FaultyYear(
    TestApp app, StorageClients storage, UnitFaults faults, string unit, string name, Func<int, Death> deaths)
{
    private const int MostTries = 4;
    private static readonly byte[] Pdf = "%PDF-1.7 签到表"u8.ToArray();

    private readonly List<(string UseCase, Writes Writes)> done = [];
    private int requests;

    public string Unit => unit;

    public override string ToString() => name;

    /// <summary>How many use cases died.</summary>
    public int Deaths => done.Count(each => each.Writes.HasDied);

    /// <summary>Every use case at the same of its writes.</summary>
    public static FaultyYear DyingAt(
        TestApp app, StorageClients storage, UnitFaults faults, string unit, int write, bool afterwards) => new(
        app, storage, faults, unit, write == 0 ? "undisturbed" : $"dying {(afterwards ? "after" : "before")} write {write}",
        _ => new(write, afterwards));

    /// <summary>Writes of each use case, in order.</summary>
    public IReadOnlyList<(string UseCase, int Writes)> Counted => [.. done.Select(each => (each.UseCase, each.Writes.Count))];

    /// <summary>Use cases that went through without dying.</summary>
    public IEnumerable<string> Unharmed => done.Where(each => !each.Writes.HasDied).Select(each => each.UseCase);

    private string Base => $"units/{unit}/years/{TestYear.Year}";

    public async Task PlayAsync()
    {
        faults.BeginLate(unit, WritesOf(-1));
        await RegisterAsync();
        await TargetsAsync();
        await MonitoringAsync();
        await AdjustmentAsync();
        await EvaluationAsync();
        await ReportAsync();
    }

    public string Item(string stage) => $"{Base}/projects/p1/stages/{stage}";

    private async Task RegisterAsync()
    {
        foreach (var step in new UnitSetup(unit) { Plan = Plan("1") }.Steps)
        {
            await DoAsync(step.UseCase, () => SendAsync(step.By, step.Method, step.Path, step.Text));
            if (step.UseCase == "unit")
            {
                await ReplaceConfirmerAsync();
            }
        }

        await PeopleAsync();
        await DoAsync("project", () => SendAsync(
            "lead", HttpMethod.Put, $"{Base}/projects/p2", $$"""{"name":"别的项目","section":"{{TestYear.Section}}"}"""));
        await DoAsync("withdrawal", () => PostAsync("lead", $"{Base}/projects/p2/withdraw", """{"reason":"不再安排"}"""));
        await new Inbox(storage).DeliverAsync(UnitId.Parse(unit).Value, [Notice()], _ => null, TimeProvider.System.GetUtcNow());
        await DoAsync("notice", () => PostAsync("lead", $"units/{unit}/inbox/{Notice().Id}/read", null));
        await DoAsync("wish", () => SendAsync("lead", HttpMethod.Put, $"units/{unit}/inbox/settings", """{"mail":"none"}"""));
    }

    private async Task TargetsAsync()
    {
        await UploadAsync("targets", 1, TestSheets.Targets(TestYear.Project, TestYear.Year, "待完善"));
        await DecideAsync("section-head", "targets", "submit", 1);
        await DecideAsync("section-head", "targets", "undo", 1);
        await DecideAsync("section-head", "targets", "submit", 1);
        await DecideAsync("lead", "targets", "return", 1, ""","reason":"目标不够量化" """);
        await UploadAsync("targets", 2, TestSheets.Targets(TestYear.Project, TestYear.Year));
        await ApproveAsync("targets", 2);
    }

    private async Task MonitoringAsync()
    {
        var plan = JsonNode.Parse(Plan("2"))!;
        plan["joined"] = new JsonArray(new JsonObject { ["duty"] = "submit", ["reason"] = "科室只有一人" });
        var change = $$"""{"plan":{{plan.ToJsonString()}},"reason":"延期"}""";
        await DoAsync("plan", () => SendAsync("lead", HttpMethod.Put, $"{Base}/plan", change));
        var joined = $$"""{"version":"2","duties":{{plan["joined"]!.ToJsonString()}}}""";
        await DoAsync("joined", () => PostAsync("unit-head", $"{Base}/plan/joined/confirm", joined));
        await UploadAsync("q1", 1, TestSheets.Monitoring(TestYear.Project, TestYear.Year, 3));
        await DecideAsync("section-head", "q1", "submit", 1);
        await DoAsync("rectification", () => PostAsync("lead", $"{Item("q1")}/rectifications", """{"requirement":"加快进度"}"""));
        await DoAsync(
            "rectification-answer", () => PostAsync("section-head", $"{Item("q1")}/rectifications/1/answer", """{"answer":"已加快"}"""));
        await DoAsync("rectification-close", () => PostAsync("lead", $"{Item("q1")}/rectifications/1/close", """{"conclusion":"属实"}"""));
        await DoAsync("approve", () => DecisionAsync("lead", "q1", "approve", 1), () => StateAsync("q1", "locked"));

        await DoAsync("reopen", () => PostAsync("lead", $"{Item("q1")}/reopen", """{"reason":"误点"}"""));
        await DoAsync("refusal", () => PostAsync("group-chair", $"{Item("q1")}/reopen/refuse", """{"reason":"没有依据"}"""));
        await DoAsync("reopen", () => PostAsync("lead", $"{Item("q1")}/reopen", """{"reason":"漏报支出"}"""));
        await DoAsync("consent", () => PostAsync("group-chair", $"{Item("q1")}/reopen/consent", null));
        await UploadAsync("q1", 2, TestSheets.Monitoring(TestYear.Project, TestYear.Year, 3, spent: 35));
        await DecideAsync("section-head", "q1", "submit", 2);
        await DoAsync(
            "approvals",
            () => PostAsync("lead", $"{Base}/stages/q1/approvals", """{"items":[{"project":"p1","version":2}]}"""),
            () => StateAsync("q1", "locked"));

        await UploadAsync("q2", 1, TestSheets.Monitoring(TestYear.Project, TestYear.Year, 6, spent: 0, trained: 100)); // red
        await DecideAsync("section-head", "q2", "submit", 1);
        await DecideAsync("lead", "q2", "check", 1);
        await DoAsync("note", () => DecisionAsync(
            "group-chair", "q2", "notes", 1, ""","cause":"execution","until":9,"reason":"按合同秋季付款","minutes":"2023-4" """));
        await DoAsync("vote", () => DecisionAsync("group-member", "q2", "approve", 1));
        await DoAsync("approve", () => DecisionAsync("group-chair", "q2", "approve", 1), () => StateAsync("q2", "locked"));
    }

    private async Task AdjustmentAsync()
    {
        await DoAsync("adjust", () => PostAsync("lead", $"{Item("targets")}/adjust", """{"reason":"误点","document":"财预〔2023〕4号"}"""));
        await DoAsync("drop", () => PostAsync("lead", $"{Item("targets")}/adjust/drop", null));
        await DoAsync("adjust", () => PostAsync("lead", $"{Item("targets")}/adjust", """{"reason":"预算调整","document":"财预〔2023〕5号"}"""));
        await UploadAsync("targets", 3, TestSheets.Targets(TestYear.Project, TestYear.Year, "调整后的目标"));
        await DecideAsync("section-head", "targets", "submit", 3);
        await DecideAsync("lead", "targets", "check", 3);
        const string Good = ""","grade":"good","reason":"补充说明" """;
        await DoAsync("vote", () => DecisionAsync("group-member", "targets", "approve", 3, Good));
        await DoAsync(
            "approve", () => DecisionAsync("group-chair", "targets", "approve", 3, Good), () => StateAsync("targets", "approved"));
        await UploadAsync("targets", 4, TestSheets.Targets(TestYear.Project, TestYear.Year, "补充说明后的目标"));
        await DoAsync("complete", () => DecisionAsync("lead", "targets", "complete", 4), () => StateAsync("targets", "locked"));
    }

    private async Task EvaluationAsync()
    {
        await UploadAsync("self-evaluation", 1, TestSheets.SelfEvaluation(TestYear.Project, TestYear.Year));
        await DoAsync("evidence", () => SendAsync(
            "section-clerk", HttpMethod.Post, $"{Item("self-evaluation")}/evidence?indicator=i01&fileName=a.pdf", Pdf));
        await DoAsync("evidence", () => SendAsync(
            "section-clerk", HttpMethod.Post, $"{Item("self-evaluation")}/evidence?indicator=i02&fileName=b.pdf", Pdf));
        var wrong = (await app.As("section-clerk").GetAsync($"{Item("self-evaluation")}/evidence")).Json.AsArray()
            .Single(each => (string)each!["indicator"]! == "i02")!;
        await DoAsync("evidence-withdrawal", () => SendAsync(
            "section-clerk", HttpMethod.Delete, $"{Item("self-evaluation")}/evidence/{wrong["id"]}", """{"reason":"传错了"}"""));
        await DecideAsync("section-head", "self-evaluation", "submit", 1);
        await DecideAsync("lead", "self-evaluation", "check", 1);
        await PanelAsync(Item("self-evaluation"));
        await DecideAsync("group-chair", "self-evaluation", "override", 1, ""","score":75,"reason":"佐证不足" """);
        await DoAsync("vote", () => DecisionAsync("group-member", "self-evaluation", "approve", 1));
        await DoAsync(
            "approve", () => DecisionAsync("group-chair", "self-evaluation", "approve", 1), () => StateAsync("self-evaluation", "locked"));
    }

    private async Task ReportAsync()
    {
        await DoAsync("draft", () => PostAsync("lead", $"{Base}/report", null), () => SeesAsync($"{Base}/report", "state", "ready"));
        await DoAsync("report-approve", () => PostAsync("group-member", $"{Base}/report/approve", """{"version":1}"""));
        await DoAsync("sign", () => PostAsync("unit-head", $"{Base}/report/sign", """{"version":1}"""), () => Eventually.AnswersAsync(
            () => app.As("lead").GetAsync($"units/{unit}"), answer => answer.Json["years"]!.AsArray().Count == 0));
        await DoAsync("files", () => PostAsync("auditor", $"{Base}/ledger/verification/files", null));
    }

    private Task<Answer> UploadAsync(string stage, int version, byte[] sheet) => DoAsync(
        "upload",
        () => SendAsync("section-clerk", HttpMethod.Post, $"{Item(stage)}/uploads?fileName=a.xlsx", sheet),
        () => SeesAsync($"{Item(stage)}/uploads/{version}", "state", "read"));

    private async Task ApproveAsync(string stage, int version)
    {
        await DecideAsync("section-head", stage, "submit", version);
        await DecideAsync("lead", stage, "check", version);
        await DoAsync("vote", () => DecisionAsync("group-member", stage, "approve", version));
        await DoAsync("approve", () => DecisionAsync("group-chair", stage, "approve", version), () => StateAsync(stage, "locked"));
    }

    private Task<Answer> DecideAsync(string role, string stage, string verb, int version, string more = "") =>
        DoAsync(verb, () => DecisionAsync(role, stage, verb, version, more));

    private Task<Answer> DecisionAsync(string role, string stage, string verb, int version, string more = "") =>
        PostAsync(role, $"{Item(stage)}/{verb}", $$"""{"version":{{version}}{{more}}}""");

    private Task<Answer> StateAsync(string stage, string state) => SeesAsync(Item(stage), "state", state);

    private Task<Answer> SeesAsync(string path, string property, string value) =>
        Eventually.AnswersAsync(
            () => app.As("lead").GetAsync(path), answer => answer.Code is null && (string?)answer.Json[property] == value);

    private async Task<Answer> DoAsync(string useCase, Func<Task<Answer>> ask, Func<Task>? converge = null)
    {
        var writes = WritesOf(done.Count);
        faults.Begin(unit, writes);
        var answer = await ask();
        await (converge?.Invoke() ?? Task.CompletedTask);
        done.Add((useCase, writes));
        return answer;
    }

    private Writes WritesOf(int useCase)
    {
        var (write, afterwards) = deaths(useCase);
        return new(write, afterwards);
    }

    private Task<Answer> PostAsync(string person, string path, string? json) => SendAsync(person, HttpMethod.Post, path, json);

    private Task<Answer> SendAsync(string person, HttpMethod method, string path, string? json, string? account = null) => SendAsync(
        person, method, path, () => json is null ? null : new StringContent(json, Encoding.UTF8, "application/json"), account);

    private Task<Answer> SendAsync(string person, HttpMethod method, string path, byte[] file) =>
        SendAsync(person, method, path, () => new ByteArrayContent(file));

    /// <summary>Once more for each death, as a client would.</summary>
    private async Task<Answer> SendAsync(
        string person, HttpMethod method, string path, Func<HttpContent?> content, string? account = null)
    {
        var key = $"{unit}-{requests++}";
        for (var attempt = 1; ; attempt++)
        {
            var answer = await app.WithToken(TestApp.Token(person, isOperator: person == "operator", account: account))
                .SendAsync(method, path, content(), ("Idempotency-Key", key));
            if (answer.Status is HttpStatusCode.InternalServerError && attempt < MostTries)
            {
                continue;
            }

            Assert.True((int)answer.Status < 300, $"{unit}, {this}: {method} {path} was answered {answer.Outcome} {answer.Text}");
            return answer;
        }
    }

    /// <summary>Open for a day; the group decides by majority. A later version moves the deadlines.</summary>
    private static string Plan(string version) => TestYear.Plan("majority", version, secondRoundInHours: 0);

    private static Notice Notice() => new(
        "0000000000000000001-00000000000000000000000000000001", TestYear.Year, StageId.Parse("q1").Value,
        DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch, "t:lead", "lead", null, default, false,
        new Message("提醒", "reminder"), new Message("提醒", "reminder"), []);
}
