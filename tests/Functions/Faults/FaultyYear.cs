using System.Net;
using System.Text;
using PerfFlow.Functions.Tests.App;

namespace PerfFlow.Functions.Tests.Faults;

/// <summary>
/// A year of one project with everything that can happen to it, every use case of which dies at its n-th write. Whoever asked
/// asks again with the same Idempotency-Key; what dies on its own is left to the host and the sweep.
/// </summary>
/// <param name="deadly">The write of each use case, from 1, at which it dies; 0 for an undisturbed year.</param>
/// <param name="afterwards">See <see cref="Writes"/>.</param>
internal sealed class FaultyYear(TestApp app, UnitFaults faults, string unit, int deadly, bool afterwards)
{
    private const int MostTries = 4;
    private static readonly byte[] Pdf = "%PDF-1.7 签到表"u8.ToArray();

    private readonly List<(string UseCase, Writes Writes)> done = [];
    private readonly Writes moves = new(deadly, afterwards);
    private int requests;

    public string Unit => unit;

    public override string ToString() => deadly == 0 ? "undisturbed" : $"dying {(afterwards ? "after" : "before")} write {deadly}";

    /// <summary>Writes of each use case, in order.</summary>
    public IReadOnlyList<(string UseCase, int Writes)> Counted => [.. done.Select(each => (each.UseCase, each.Writes.Count))];

    /// <summary>Use cases that went through without dying.</summary>
    public IEnumerable<string> Unharmed => done.Where(each => !each.Writes.HasDied).Select(each => each.UseCase);

    private string Base => $"units/{unit}/years/{TestYear.Year}";

    public async Task PlayAsync()
    {
        faults.BeginMoves(unit, moves);
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
        }
    }

    private async Task TargetsAsync()
    {
        await UploadAsync("targets", 1, TestSheets.Targets(TestYear.Project, TestYear.Year, "待完善"));
        await DecideAsync("section-head", "targets", "submit", 1);
        await DecideAsync("lead", "targets", "return", 1, ""","reason":"目标不够量化" """);
        await UploadAsync("targets", 2, TestSheets.Targets(TestYear.Project, TestYear.Year));
        await ApproveAsync("targets", 2);
    }

    private async Task MonitoringAsync()
    {
        var plan = $$"""{"plan":{{Plan("2")}},"reason":"延期"}""";
        await DoAsync("plan", () => SendAsync("lead", HttpMethod.Put, $"{Base}/plan", plan));
        await UploadAsync("q1", 1, TestSheets.Monitoring(TestYear.Project, TestYear.Year, 3));
        await DecideAsync("section-head", "q1", "submit", 1);
        await DoAsync("rectification", () => PostAsync("lead", $"{Item("q1")}/rectifications", """{"requirement":"加快进度"}"""));
        await DoAsync(
            "rectification-answer", () => PostAsync("section-head", $"{Item("q1")}/rectifications/1/answer", """{"answer":"已加快"}"""));
        await DoAsync("rectification-close", () => PostAsync("lead", $"{Item("q1")}/rectifications/1/close", """{"conclusion":"属实"}"""));
        await DoAsync("approve", () => DecisionAsync("lead", "q1", "approve", 1), () => StateAsync("q1", "locked"));

        await DoAsync("reopen", () => PostAsync("lead", $"{Item("q1")}/reopen", """{"reason":"漏报支出"}"""));
        await DoAsync("consent", () => PostAsync("group-chair", $"{Item("q1")}/reopen/consent", null));
        await UploadAsync("q1", 2, TestSheets.Monitoring(TestYear.Project, TestYear.Year, 3, spent: 35));
        await DecideAsync("section-head", "q1", "submit", 2);
        await DoAsync("approve", () => DecisionAsync("lead", "q1", "approve", 2), () => StateAsync("q1", "locked"));
    }

    private async Task AdjustmentAsync()
    {
        await DoAsync("adjust", () => PostAsync("lead", $"{Item("targets")}/adjust", """{"reason":"预算调整","document":"财预〔2023〕5号"}"""));
        await UploadAsync("targets", 3, TestSheets.Targets(TestYear.Project, TestYear.Year, "调整后的目标"));
        await ApproveAsync("targets", 3);
    }

    private async Task EvaluationAsync()
    {
        await UploadAsync("self-evaluation", 1, TestSheets.SelfEvaluation(TestYear.Project, TestYear.Year));
        await DoAsync("evidence", () => SendAsync(
            "section-clerk", HttpMethod.Post, $"{Item("self-evaluation")}/evidence?indicator=i01&fileName=a.pdf", Pdf));
        await ApproveAsync("self-evaluation", 1);
    }

    private async Task ReportAsync()
    {
        await DoAsync("draft", () => PostAsync("lead", $"{Base}/report", null), () => SeesAsync($"{Base}/report", "state", "ready"));
        await DoAsync("report-approve", () => PostAsync("group-member", $"{Base}/report/approve", """{"version":1}"""));
        await DoAsync("sign", () => PostAsync("unit-head", $"{Base}/report/sign", """{"version":1}"""), () => Eventually.AnswersAsync(
            () => app.As("lead").GetAsync($"units/{unit}"), answer => answer.Json["years"]!.AsArray().Count == 0));
    }

    private Task UploadAsync(string stage, int version, byte[] sheet) => DoAsync(
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

    private Task DecideAsync(string role, string stage, string verb, int version, string more = "") =>
        DoAsync(verb, () => DecisionAsync(role, stage, verb, version, more));

    private Task DecisionAsync(string role, string stage, string verb, int version, string more = "") =>
        PostAsync(role, $"{Item(stage)}/{verb}", $$"""{"version":{{version}}{{more}}}""");

    private Task<Answer> StateAsync(string stage, string state) => SeesAsync(Item(stage), "state", state);

    private Task<Answer> SeesAsync(string path, string property, string value) =>
        Eventually.AnswersAsync(
            () => app.As("lead").GetAsync(path), answer => answer.Code is null && (string?)answer.Json[property] == value);

    private async Task DoAsync(string useCase, Func<Task> ask, Func<Task>? converge = null)
    {
        var writes = new Writes(deadly, afterwards);
        faults.Begin(unit, writes);
        await ask();
        await (converge?.Invoke() ?? Task.CompletedTask);
        done.Add((useCase, writes));
    }

    private Task PostAsync(string person, string path, string? json) => SendAsync(person, HttpMethod.Post, path, json);

    private Task SendAsync(string person, HttpMethod method, string path, string? json) =>
        SendAsync(person, method, path, () => json is null ? null : new StringContent(json, Encoding.UTF8, "application/json"));

    private Task SendAsync(string person, HttpMethod method, string path, byte[] file) =>
        SendAsync(person, method, path, () => new ByteArrayContent(file));

    /// <summary>Once more for each death, as a client would.</summary>
    private async Task SendAsync(string person, HttpMethod method, string path, Func<HttpContent?> content)
    {
        var key = $"{unit}-{requests++}";
        for (var attempt = 1; ; attempt++)
        {
            var answer = await app.As(person, isOperator: person == "operator")
                .SendAsync(method, path, content(), ("Idempotency-Key", key));
            if (answer.Status is HttpStatusCode.InternalServerError && attempt < MostTries)
            {
                continue;
            }

            Assert.True((int)answer.Status < 300, $"{unit}, {this}: {method} {path} was answered {answer.Outcome} {answer.Text}");
            return;
        }
    }

    /// <summary>Open for a day; the group decides by majority. A later version moves the deadlines.</summary>
    private static string Plan(string version) => TestYear.Plan("majority", version);
}
