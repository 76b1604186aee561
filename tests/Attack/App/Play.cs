using System.Text.Json.Nodes;
using PerfFlow.Functions.Tests.App;

namespace PerfFlow.Attack.Tests.App;

/// <summary>What people of a unit do with its sheets when nobody attacks.</summary>
internal static class Play
{
    public static byte[] Targets(string name = AttackUnit.Project, string goal = "完成全年培训任务") =>
        TestSheets.Targets(name, AttackUnit.Year, goal);

    public static byte[] Monitoring(string name = AttackUnit.Project, int trained = 30) =>
        TestSheets.Monitoring(name, AttackUnit.Year, 3, trained: trained);

    public static byte[] SelfEvaluation(string name = AttackUnit.Project) => TestSheets.SelfEvaluation(name, AttackUnit.Year);

    /// <summary>Uploads as the section's clerk and waits for the reading.</summary>
    /// <returns>The version.</returns>
    public static async Task<int> UploadAsync(this AttackUnit unit, string stage, byte[] sheet, string project = "p1", string by = "clerk")
    {
        var uploaded = AttackUnit.Expect("202", await unit.As(by).UploadAsync(unit.Item(stage, project), sheet));
        await Eventually.AnswersAsync(
            () => unit.As(by).GetAsync((string)uploaded.Json["status"]!), answer => (string?)answer.Json["state"] == "read");
        return (int)uploaded.Json["version"]!;
    }

    public static Task<Answer> DecideAsync(
        this AttackUnit unit, string person, string stage, string verb, int version, string project = "p1") =>
        unit.As(person).PostAsync($"{unit.Item(stage, project)}/{verb}", $$"""{"version":{{version}}}""");

    public static async Task SubmitAsync(this AttackUnit unit, string stage, int version, string project = "p1", string by = "head") =>
        AttackUnit.Expect("200", await unit.DecideAsync(by, stage, "submit", version, project));

    /// <summary>Takes a good sheet all the way to its lock.</summary>
    public static async Task SettleAsync(this AttackUnit unit, string stage, byte[] sheet)
    {
        var version = await unit.UploadAsync(stage, sheet);
        await unit.SubmitAsync(stage, version);
        if (stage.StartsWith('q'))
        {
            AttackUnit.Expect("200", await unit.DecideAsync("lead", stage, "approve", version));
        }
        else
        {
            AttackUnit.Expect("200", await unit.DecideAsync("lead", stage, "check", version));
            AttackUnit.Expect("200", await unit.DecideAsync("chair", stage, "approve", version));
        }

        await unit.StateAsync(stage, "locked");
    }

    public static Task<Answer> StateAsync(this AttackUnit unit, string stage, string state, string project = "p1") =>
        Eventually.AnswersAsync(
            () => unit.As("lead").GetAsync(unit.Item(stage, project)), answer => (string?)answer.Json["state"] == state);

    /// <returns>Id of the evidence behind the first approved target.</returns>
    public static async Task<string> AttachAsync(this AttackUnit unit, string stage, string text, string fileName = "签到表.txt")
    {
        var indicators = AttackUnit.Expect("200", await unit.As("clerk").GetAsync($"{unit.Base}/projects/p1/indicators"));
        var indicator = (string)indicators.Json[0]!["id"]!;
        var attached = AttackUnit.Expect("201", await unit.As("clerk").SendAsync(
            HttpMethod.Post,
            $"{unit.Item(stage)}/evidence?indicator={Uri.EscapeDataString(indicator)}&fileName={Uri.EscapeDataString(fileName)}",
            new StringContent(text)));
        return (string)attached.Json["id"]!;
    }

    /// <summary>
    /// Targets locked, a round with two versions and evidence that nobody has handed in,
    /// another section's sheet submitted.
    /// </summary>
    public static async Task<(AttackUnit Unit, string Evidence)> AmidAsync(AttackedApp app, string what)
    {
        var unit = await AttackUnit.OpenAsync(app, what);
        await unit.SettleAsync("targets", Targets());
        await unit.UploadAsync("q1", Monitoring());
        await unit.UploadAsync("q1", Monitoring(trained: 31));
        var evidence = await unit.AttachAsync("q1", "三月签到三十人");
        var other = await unit.UploadAsync("targets", Targets(AttackUnit.OtherProject), "p2", "other-clerk");
        await unit.SubmitAsync("targets", other, "p2", "other-head");
        return (unit, evidence);
    }

    /// <summary>One project, all its stages locked, the report signed, the year archived.</summary>
    public static async Task<AttackUnit> SignedAsync(AttackedApp app, string what)
    {
        var unit = await AttackUnit.OpenAsync(app, what);
        AttackUnit.Expect("200", await unit.As("lead").PostAsync($"{unit.Base}/projects/p2/withdraw", """{"reason":"并入他项"}"""));
        await unit.SettleAsync("targets", Targets());
        await unit.SettleAsync("q1", Monitoring());
        await unit.SettleAsync("self-evaluation", SelfEvaluation());
        AttackUnit.Expect("202", await unit.As("lead").PostAsync($"{unit.Base}/report", null));
        var drafted = await Eventually.AnswersAsync(
            () => unit.As("lead").GetAsync($"{unit.Base}/report"), answer => (string?)answer.Json["state"] == "ready");
        var version = new JsonObject { ["version"] = (int)drafted.Json["version"]! }.ToJsonString();
        AttackUnit.Expect("200", await unit.As("member").PostAsync($"{unit.Base}/report/approve", version));
        AttackUnit.Expect("200", await unit.As("unit-head").PostAsync($"{unit.Base}/report/sign", version));
        await Eventually.AnswersAsync(() => unit.As("lead").GetAsync(unit.Base), answer => (bool)answer.Json["done"]!);
        return unit;
    }
}
