using System.Text.Json.Nodes;
using PerfFlow.Attack.Tests.App;

namespace PerfFlow.Attack.Tests.Races;

/// <summary>300 at once want the same: one outcome, nothing doubled, and a ledger that is whole.</summary>
[Collection(AttackedCollection.Name)]
public sealed class RaceTests(AttackedApp app)
{
    private const int Racers = 300;

    /// <summary>Others were faster every time: nothing was done, ask again.</summary>
    private const int Busy = 503;

    [Fact]
    public async Task One_of_many_names_gets_the_unit()
    {
        var id = AttackedApp.NewUnit("raced");
        var answers = await RaceAsync(runner => RegisterAsync(runner, runner));

        string[] possible = ["201", "409 UNIT_EXISTS", "503 STORAGE_UNAVAILABLE"];
        Assert.Equal([], answers.Select(answer => answer.Outcome).Except(possible));
        var winner = Array.FindIndex(answers, answer => answer.Status == 201);
        Assert.Equal(1, answers.Count(answer => answer.Status == 201));
        Assert.Equal("200", (await RegisterAsync(winner, winner)).Outcome); // the same again
        Assert.Equal("409 UNIT_EXISTS", (await RegisterAsync(winner, winner + 1)).Outcome);

        Task<Answer> RegisterAsync(int runner, int name) =>
            OperatorOf(runner).PostAsync("units", AttackUnit.Registration(id, $"测试单位 {name}"));
    }

    [Fact]
    public async Task Of_many_who_register_the_same_unit_one_is_its_admin()
    {
        var id = AttackedApp.NewUnit("raced");
        var answers = await RaceAsync(
            runner => OperatorOf(runner).PostAsync("units", AttackUnit.Registration(id, "测试单位", $"admin-{runner}")));

        string[] possible = ["201", "409 UNIT_EXISTS", "503 STORAGE_UNAVAILABLE"];
        Assert.Equal([], answers.Select(answer => answer.Outcome).Except(possible));
        Assert.Equal(1, answers.Count(answer => answer.Status == 201));
        var winner = $"admin-{Array.FindIndex(answers, answer => answer.Status == 201)}";
        var lists = await Task.WhenAll(
            Enumerable.Range(0, Racers).Select(runner => app.As($"admin-{runner}").GetAsync($"units/{id}/members")));
        var list = Assert.Single(lists, list => list.Status == 200);
        Assert.All(lists.Except([list]), other => Assert.Equal("404 NOT_FOUND", other.Outcome));
        Assert.Equal([$"t:{winner} admin", "t:unit-head unit-head"], list.Json.AsArray()
            .Select(member => $"{member!["person"]} {string.Join(' ', Roles(member))}").Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Many_uploads_of_one_key_are_one_version()
    {
        var unit = await AttackUnit.OpenAsync(app, "upload-key");
        var sheet = Play.Targets();

        var answers = await RaceAsync(_ => unit.As("clerk").UploadAsync(unit.Item("targets"), sheet, ("Idempotency-Key", "one")));

        Assert.Equal([202], Statuses(answers));
        Assert.All(answers.Where(answer => answer.IsOk), answer => Assert.Equal(1, (int)answer.Json["version"]!));
        Assert.Equal(1, await VersionsAsync(unit));
        Assert.Equal(1, (await unit.EventsAsync())["sheet-uploaded"]);
        await unit.HeadsAsync();
    }

    [Fact]
    public async Task Each_of_many_uploads_that_is_taken_is_a_version_of_its_own()
    {
        const int sheets = 30; // each is read, too
        var unit = await AttackUnit.OpenAsync(app, "uploads");
        var files = Enumerable.Range(0, sheets).Select(number => Play.Targets(goal: $"完成全年培训任务 {number}")).ToList();

        var answers = await RaceAsync(runner => unit.As("clerk").UploadAsync(
            unit.Item("targets"), files[runner % sheets], ("Idempotency-Key", $"sheet-{runner % sheets}")));

        string[] possible = ["202", "409 TOO_MANY_UNREAD", "503 STORAGE_UNAVAILABLE"];
        Assert.Equal([], answers.Select(answer => answer.Outcome).Except(possible));
        var told = answers.Index().Where(answer => answer.Item.IsOk)
            .Select(answer => (Sheet: answer.Index % sheets, Version: (int)answer.Item.Json["version"]!)).Distinct().ToList();
        Assert.Distinct(told.Select(one => one.Sheet)); // all who sent a sheet were told the same version
        Assert.Equal(Enumerable.Range(1, told.Count), told.Select(one => one.Version).Order());
        Assert.Equal(told.Count, await VersionsAsync(unit));
        Assert.Equal(told.Count, (await unit.EventsAsync())["sheet-uploaded"]);
        await unit.HeadsAsync();
    }

    [Fact]
    public async Task A_sheet_is_handed_in_once()
    {
        var unit = await AttackUnit.OpenAsync(app, "submit");
        var version = await unit.UploadAsync("targets", Play.Targets());

        var answers = await RaceAsync(_ => unit.DecideAsync("head", "targets", "submit", version));

        Assert.Contains(200, Statuses(answers));
        Assert.Equal(1, (await unit.EventsAsync())["item-submitted"]);
        await unit.StateAsync("targets", "submitted");
        await unit.HeadsAsync();
    }

    [Fact]
    public async Task Each_of_the_group_has_one_vote_and_they_come_to_one_decision()
    {
        var unit = await AttackUnit.OpenAsync(app, "votes");
        var version = await unit.UploadAsync("targets", Play.Targets());
        await unit.SubmitAsync("targets", version);
        AttackUnit.Expect("200", await unit.DecideAsync("lead", "targets", "check", version));
        string[] voters = ["member", "second", "chair"];

        var answers = await RaceAsync(runner => runner % 6 < 3
            ? unit.DecideAsync(voters[runner % 3], "targets", "approve", version)
            : unit.As(voters[runner % 3]).PostAsync(
                $"{unit.Item("targets")}/return", $$"""{"version":{{version}},"reason":"目标偏低"}"""));

        Assert.Contains(200, Statuses(answers));
        var events = await unit.EventsAsync();
        var decided = events.GetValueOrDefault("item-approved") + events.GetValueOrDefault("item-returned");
        Assert.True(decided == 1, string.Join(' ', events));
        await unit.HeadsAsync();
    }

    [Fact]
    public async Task A_round_is_approved_once()
    {
        var unit = await AttackUnit.OpenAsync(app, "approve");
        await unit.SettleAsync("targets", Play.Targets());
        var version = await unit.UploadAsync("q1", Play.Monitoring());
        await unit.SubmitAsync("q1", version);

        var answers = await RaceAsync(_ => unit.DecideAsync("lead", "q1", "approve", version));

        Assert.Contains(200, Statuses(answers));
        Assert.Equal(2, (await unit.EventsAsync())["item-approved"]); // with that of the targets
        await unit.StateAsync("q1", "locked");
        await unit.HeadsAsync();
    }

    [Fact]
    public async Task A_project_is_registered_once()
    {
        var unit = await AttackUnit.OpenAsync(app, "projects");
        var before = (await unit.EventsAsync(null))["project-registered"];

        var answers = await RaceAsync(_ => unit.As("lead").PutAsync(
            $"{unit.Base}/projects/p3", """{"name":"新项目","section":"培训科"}"""));

        Assert.Equal(1, answers.Count(answer => answer.Status == 201));
        Assert.Equal([200, 201], Statuses(answers));
        Assert.Equal(before + 1, (await unit.EventsAsync(null))["project-registered"]);
        await unit.HeadsAsync();
    }

    [Fact]
    public async Task A_key_does_one_thing_and_tells_the_others_so()
    {
        var unit = await AttackUnit.OpenAsync(app, "keys");

        var answers = await RaceAsync(runner => unit.As("lead").PutAsync(
            $"{unit.Base}/projects/p3", $$"""{"name":"新项目 {{runner}}","section":"培训科"}""", ("Idempotency-Key", "one")));

        Assert.Equal(1, answers.Count(answer => answer.Status == 201));
        Assert.All(answers, answer => Assert.Contains(answer.Status, new[] { 201, 422, Busy }));
        var winner = Array.FindIndex(answers, answer => answer.Status == 201);
        Assert.Equal($"新项目 {winner}", (string)(await unit.As("lead").GetAsync($"{unit.Base}/projects/p3")).Json["name"]!);
        await unit.HeadsAsync();
    }

    [Fact]
    public async Task Two_admins_cannot_put_out_each_other()
    {
        var unit = await AttackUnit.OpenAsync(app, "admins");
        await unit.GrantAsync("admin-2", "admin", AttackUnit.Section);
        string[] admins = ["admin", "admin-2"];

        await RaceAsync(runner => unit.As(admins[runner % 2]).DeleteAsync($"units/{unit.Id}/members/t:{admins[1 - (runner % 2)]}"));

        var lists = await Task.WhenAll(admins.Select(admin => unit.As(admin).GetAsync($"units/{unit.Id}/members")));
        var list = Assert.Single(lists, list => list.Status == 200);
        Assert.Single(list.Json.AsArray(), member => Roles(member!).Contains("admin"));
        Assert.Equal("404 NOT_FOUND", lists.Single(other => other != list).Outcome);
    }

    [Fact]
    public async Task A_last_admin_cannot_leave_however_often_they_ask()
    {
        var unit = await AttackUnit.OpenAsync(app, "last-admin");

        var answers = await RaceAsync(_ => unit.As("admin").DeleteAsync($"units/{unit.Id}/members/t:admin"));

        Assert.Equal(["409 LAST_ADMIN"],
            answers.Select(answer => answer.Outcome).Where(outcome => !outcome.StartsWith("503", StringComparison.Ordinal)).Distinct());
        Assert.Equal(200, (await unit.As("admin").GetAsync($"units/{unit.Id}/members")).Status);
    }

    [Fact]
    public async Task A_proposal_is_confirmed_once()
    {
        var unit = await AttackUnit.OpenAsync(app, "proposals");
        var proposed = AttackUnit.Expect("202", await unit.As("admin").PutAsync(
            $"units/{unit.Id}/members/t:third", AttackUnit.Membership("third", "group-member", AttackUnit.Section)));
        var confirm = $"units/{unit.Id}/proposals/{proposed.Json["id"]}/confirm";
        var before = await MembershipEventsAsync(unit);

        var answers = await RaceAsync(runner => unit.As(runner % 2 == 0 ? "chair" : "unit-head").PostAsync(confirm, null));

        Assert.Contains(200, Statuses(answers));
        Assert.Equal([.. before, "membership-confirmed"], await MembershipEventsAsync(unit));
    }

    /// <summary>All are ready before the first is sent; none is a fault of the app's.</summary>
    private static async Task<Answer[]> RaceAsync(Func<int, Task<Answer>> run)
    {
        var start = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var runners = Enumerable.Range(0, Racers).Select(async runner =>
        {
            await start.Task;
            return await run(runner);
        }).ToArray();
        start.SetResult();
        var answers = await Task.WhenAll(runners);
        Assert.Empty(answers.Where(answer => answer.Status >= 500 && answer.Status != Busy).Select(answer => $"{answer}").Distinct());
        return answers;
    }

    private Caller OperatorOf(int runner) => app.With(new Claims($"operator-r{runner}") { IsOperator = true }.Signed());

    private static IEnumerable<int> Statuses(Answer[] answers) =>
        answers.Select(answer => answer.Status).Where(status => status != Busy).Distinct().Order();

    private static IEnumerable<string> Roles(JsonNode member) => member["roles"]!.AsArray().Select(role => (string)role!);

    private static async Task<IReadOnlyList<string>> MembershipEventsAsync(AttackUnit unit) =>
        [.. AttackUnit.Expect("200", await unit.As("auditor").GetAsync($"units/{unit.Id}/membership-events?take=200"))
            .Json.AsArray().Select(happened => (string)happened!["what"]!)];

    private static async Task<int> VersionsAsync(AttackUnit unit) =>
        (await unit.As("lead").GetAsync($"{unit.Item("targets")}/uploads")).Json.AsArray().Count;
}
