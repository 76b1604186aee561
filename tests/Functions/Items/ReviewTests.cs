using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using PerfFlow.Domain.Archive;
using PerfFlow.Functions.Tests.App;

namespace PerfFlow.Functions.Tests.Items;

/// <summary>
/// The whole review of field.md §5 over HTTP: votes, red lights, what reopens a settled item, and what changes a year under way.
/// </summary>
[Collection(AppCollection.Name)]
public class ReviewTests(TestApp app)
{
    private static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    [Fact]
    public async Task A_majority_settles_and_the_dissent_stays_on_record()
    {
        var year = await TestYear.OpenWithMajorityAsync(app);
        var version = await CheckedAsync(year, "targets", TestSheets.Targets(TestYear.Project, TestYear.Year));

        var dissent = await year.DecideAsync("group-chair", "targets", "return", version, ""","reason":"目标偏低" """);
        var first = await year.DecideAsync("group-member", "targets", "approve", version);
        var second = await year.DecideAsync("second", "targets", "approve", version);

        Assert.Equal(("lead-checked", "lead-checked", "approved"), (State(dissent), State(first), State(second)));
        Assert.Equal(
            ["group-chair return True 目标偏低", "group-member approve False ", "second approve False "],
            second.Json["votes"]!.AsArray()
                .Select(vote => $"{vote!["name"]} {vote["verdict"]} {(bool)vote["dissents"]!} {vote["reason"]}"));
    }

    [Fact]
    public async Task A_red_light_goes_to_the_group_and_its_rectification_is_answered_before_the_next_sheet()
    {
        var year = await TestYear.OpenAsync(app);
        await year.SettleAsync("targets", TestSheets.Targets(TestYear.Project, TestYear.Year));
        var (version, reading) = await year.UploadAsync("q1", TestSheets.Monitoring(TestYear.Project, TestYear.Year, 3, spent: 1));
        Assert.True((bool)reading.Json["ok"]!, reading.Text);
        Assert.Equal("200", (await year.DecideAsync("section-head", "q1", "submit", version)).Outcome);

        Assert.Equal("409 RED_NEEDS_GROUP", (await year.DecideAsync("lead", "q1", "approve", version)).Outcome);
        Assert.Equal("200", (await year.DecideAsync("lead", "q1", "check", version)).Outcome);
        Assert.Equal("200", (await year.As("lead").PostAsync(
            $"{year.Item("q1")}/rectifications", """{"requirement":"加快支付进度"}""")).Outcome);
        Assert.Equal("200", (await year.DecideAsync("group-chair", "q1", "approve", version)).Outcome);

        var (next, _) = await year.UploadAsync("self-evaluation", TestSheets.SelfEvaluation(TestYear.Project, TestYear.Year));
        Assert.Equal("409 RECTIFICATION_UNANSWERED", (await year.DecideAsync("section-head", "self-evaluation", "submit", next)).Outcome);
        Assert.Equal(
            "200",
            (await year.As("section-clerk").PostAsync($"{year.Item("q1")}/rectifications/1/answer", """{"answer":"已支付80万元"}""")).Outcome);
        Assert.Equal("200", (await year.DecideAsync("section-head", "self-evaluation", "submit", next)).Outcome);
        var closed = await year.As("group-chair").PostAsync($"{year.Item("q1")}/rectifications/1/close", """{"conclusion":"整改到位"}""");
        Assert.Equal(("加快支付进度", "已支付80万元", "整改到位"), (
            (string)closed.Json["rectifications"]![0]!["requirement"]!,
            (string)closed.Json["rectifications"]![0]!["answer"]!,
            (string)closed.Json["rectifications"]![0]!["conclusion"]!));
    }

    [Fact]
    public async Task A_settled_item_is_opened_again_by_lead_and_chair_together()
    {
        var year = await TestYear.OpenAsync(app);
        await year.SettleAsync("targets", TestSheets.Targets(TestYear.Project, TestYear.Year));
        await year.SettleAsync("q1", TestSheets.Monitoring(TestYear.Project, TestYear.Year, 3));

        Assert.Equal(
            "409 REOPENING_NOT_ASKED", (await year.As("group-chair").PostAsync($"{year.Item("q1")}/reopen/consent", null)).Outcome);
        Assert.Equal("locked", State(await year.As("lead").PostAsync($"{year.Item("q1")}/reopen", """{"reason":"数据有误"}""")));
        var reopened = await year.As("group-chair").PostAsync($"{year.Item("q1")}/reopen/consent", null);

        Assert.Equal(("reopened", 2), (State(reopened), (int)reopened.Json["attempt"]!));
        Assert.Equal(2, await year.SettleAsync("q1", TestSheets.Monitoring(TestYear.Project, TestYear.Year, 3, spent: 35)));
    }

    [Fact]
    public async Task Adjusted_targets_take_the_place_of_the_approved_ones_only_once_they_are_approved()
    {
        var year = await TestYear.OpenAsync(app);
        await year.SettleAsync("targets", TestSheets.Targets(TestYear.Project, TestYear.Year));

        Assert.Equal(
            "400 DOCUMENT_REQUIRED",
            (await year.As("section-head").PostAsync($"{year.Item("targets")}/adjust", """{"reason":"预算调减"}""")).Outcome);
        var opened = await year.As("section-head").PostAsync(
            $"{year.Item("targets")}/adjust", """{"reason":"预算调减","document":"财预〔2023〕45号"}""");
        Assert.Equal(("reopened", "财预〔2023〕45号"), (State(opened), (string?)opened.Json["adjustmentDocument"]));

        await year.SettleAsync("q1", TestSheets.Monitoring(TestYear.Project, TestYear.Year, 3)); // on the targets that stand
        Assert.Equal(2, await year.SettleAsync("targets", TestSheets.Targets(TestYear.Project, TestYear.Year, "调整后的目标")));
    }

    [Fact]
    public async Task A_good_waits_for_its_edits_and_the_lead_confirms_them()
    {
        var year = await TestYear.OpenAsync(app);
        var version = await CheckedAsync(year, "targets", TestSheets.Targets(TestYear.Project, TestYear.Year));
        var graded = await year.DecideAsync("group-chair", "targets", "approve", version, ""","grade":"good","reason":"补充单位" """);
        Assert.Equal(("approved", true, "补充单位"), (State(graded), (bool)graded.Json["editsPending"]!, (string?)graded.Json["reason"]));
        Assert.Equal("403 CHAIR_REQUIRED", (await year.DecideAsync("group-member", "targets", "undo", version)).Outcome);

        Assert.Equal("409 EDITS_MISSING", (await year.DecideAsync("lead", "targets", "complete", version)).Outcome);
        var (edited, _) = await year.UploadAsync("targets", TestSheets.Targets(TestYear.Project, TestYear.Year, "完善后的目标"));
        Assert.Equal("200", (await year.DecideAsync("lead", "targets", "complete", edited)).Outcome);

        var locked = await year.StateAsync("targets", "locked");
        Assert.Equal(2, (int)locked.Json["submittedVersion"]!);
    }

    /// <summary>Field case 36. An adjustment right after the approval waits for no review to lock it.</summary>
    [Fact]
    public async Task What_was_asked_and_answered_is_seen_in_the_second_round_and_after_it()
    {
        var year = await TestYear.OpenAsync(app);
        var (first, _) = await year.UploadAsync("targets", TestSheets.Targets(TestYear.Project, TestYear.Year));
        Assert.Equal("200", (await year.DecideAsync("section-head", "targets", "submit", first)).Outcome);
        Assert.Equal("200", (await year.DecideAsync(
            "lead", "targets", "return", first, ""","reason":"请核对座数","points":[{"at":"E13","text":"少写一座"}]""")).Outcome);
        var (second, _) = await year.UploadAsync("targets", TestSheets.Targets(TestYear.Project, TestYear.Year, "改为55座"));
        Assert.Equal("409 POINTS_UNANSWERED", (await year.DecideAsync("section-head", "targets", "submit", second)).Outcome);
        Assert.Equal("200", (await year.DecideAsync(
            "section-head", "targets", "submit", second, ""","answers":[{"at":"E13","text":"已改为55座"}]""")).Outcome);

        string[] readers = ["section-clerk", "lead", "group-chair", "auditor"];
        foreach (var reader in readers)
        {
            var seen = (await year.As(reader).GetAsync(year.Item("targets"))).Json;
            Assert.Equal("请核对座数", (string?)seen["reason"]);
            Assert.Equal("""[{"at":"E13","text":"少写一座","answer":"已改为55座"}]""", seen["points"]!.ToJsonString(Plain));
        }

        Assert.Equal("200", (await year.DecideAsync("lead", "targets", "check", second)).Outcome);
        Assert.Equal("200", (await year.DecideAsync("group-chair", "targets", "approve", second)).Outcome);
        var adjusted = await year.As("section-head").PostAsync(
            $"{year.Item("targets")}/adjust", """{"reason":"预算调减","document":"财预〔2023〕45号"}""");

        Assert.Equal(
            [
                "item-returned t:lead 请核对座数 E13 少写一座 → 已改为55座, v2 by t:section-head",
                "adjustment-opened t:section-head 预算调减 , v by ",
            ],
            adjusted.Json["exchanges"]!.AsArray().Select(told =>
                $"{told!["what"]} {told["by"]![0]!["person"]} {told["reason"]} "
                + string.Join(';', told["points"]!.AsArray().Select(point => $"{point!["at"]} {point["text"]} → {point["answer"]}"))
                + $", v{told["answered"]?["version"]} by {told["answered"]?["person"]}"));
    }

    [Fact]
    public async Task A_report_is_not_drafted_before_its_stage_opens()
    {
        var year = await TestYear.OpenAsync(app, open: false);
        var plan = JsonNode.Parse(TestYear.Plan())!;
        plan["stages"]![4]!["opensAt"] = (string?)plan["stages"]![2]!["opensAt"]; // in an hour
        plan["stages"]![4]!["dueAt"] = (string?)plan["stages"]![2]!["dueAt"];
        Assert.Equal("202", (await year.As("lead").PutAsync(year.Base, $$"""{"plan":{{plan.ToJsonString()}}}""")).Outcome);

        Assert.Equal("409 STAGE_NOT_OPEN", (await year.As("lead").PostAsync($"{year.Base}/report", null)).Outcome);
    }

    [Fact]
    public async Task A_plan_changed_in_the_middle_of_the_year_takes_effect_in_what_is_running()
    {
        var year = await TestYear.OpenAsync(app);
        await year.SettleAsync("targets", TestSheets.Targets(TestYear.Project, TestYear.Year));
        Assert.Equal(
            "409 STAGE_NOT_OPEN",
            (await year.As("section-clerk")
                .UploadAsync(year.Item("q2"), TestSheets.Monitoring(TestYear.Project, TestYear.Year, 6))).Outcome);
        var plan = (await year.As("lead").GetAsync($"{year.Base}/plan")).Json;
        (plan["version"], plan["stages"]![2]!["opensAt"]) = ("2", (string)plan["stages"]![1]!["opensAt"]!);

        Assert.Equal(
            "400 REASON_REQUIRED", (await year.As("lead").PutAsync($"{year.Base}/plan", $$"""{"plan":{{plan.ToJsonString()}}}""")).Outcome);
        var changed = await year.As("lead").PutAsync($"{year.Base}/plan", $$"""{"plan":{{plan.ToJsonString()}},"reason":"财政通知提前"}""");

        Assert.Equal("200", changed.Outcome);
        await year.SettleAsync("q2", TestSheets.Monitoring(TestYear.Project, TestYear.Year, 6)); // only an instance of the stage locks
    }

    [Fact]
    public async Task A_project_withdrawn_owes_nothing_any_more()
    {
        var year = await TestYear.OpenAsync(app);
        Assert.Equal(
            "201",
            (await year.As("lead").PutAsync($"{year.Base}/projects/p2", $$"""{"name":"二期","section":"{{TestYear.Section}}"}""")).Outcome);
        await year.SettleAsync("targets", TestSheets.Targets(TestYear.Project, TestYear.Year));
        await year.SettleAsync("self-evaluation", TestSheets.SelfEvaluation(TestYear.Project, TestYear.Year));
        Assert.Equal("409 REPORT_INCOMPLETE", (await year.As("lead").PostAsync($"{year.Base}/report", null)).Outcome);

        Assert.Equal("200", (await year.As("lead").PostAsync($"{year.Base}/projects/p2/withdraw", """{"reason":"并入一期"}""")).Outcome);

        Assert.Equal("404 NOT_FOUND", (await year.As("lead").GetAsync($"{year.Base}/projects/p2/stages/targets")).Outcome);
        Assert.Equal("202", (await year.As("lead").PostAsync($"{year.Base}/report", null)).Outcome);
    }

    [Fact]
    public async Task A_report_is_not_approved_once_its_data_have_changed()
    {
        var year = await TestYear.OpenAsync(app);
        await year.SettleAsync("targets", TestSheets.Targets(TestYear.Project, TestYear.Year));
        await year.SettleAsync("self-evaluation", TestSheets.SelfEvaluation(TestYear.Project, TestYear.Year));
        await year.DraftReportAsync();
        Assert.Equal(
            "201",
            (await year.As("lead").PutAsync($"{year.Base}/projects/p2", $$"""{"name":"二期","section":"{{TestYear.Section}}"}""")).Outcome);

        Assert.Equal(
            "409 REPORT_OUTDATED", (await year.As("group-chair").PostAsync($"{year.Base}/report/approve", """{"version":1}""")).Outcome);
    }

    [Fact]
    public async Task Results_suggest_what_to_do_with_next_years_budget()
    {
        var year = await TestYear.OpenAsync(app);
        await year.SettleAsync("targets", TestSheets.Targets(TestYear.Project, TestYear.Year));
        await year.SettleAsync("self-evaluation", TestSheets.SelfEvaluation(TestYear.Project, TestYear.Year));

        var line = (await year.As("auditor").GetAsync($"{year.Base}/results")).Json["projects"]![0]!;

        Assert.Equal(("p1", 0.9m, 99m, "secure", false), (
            (string)line["project"]!, (decimal)line["rate"]!, (decimal)line["score"]!, (string)line["suggestion"]!, (bool)line["listed"]!));
    }

    [Fact]
    public async Task A_project_whose_targets_are_rejected_holds_up_nobody_and_is_archived_with_a_withdrawn_one()
    {
        var year = await TestYear.OpenAsync(app);
        foreach (var (id, name) in new[] { ("p2", "二期"), ("p3", "三期") })
        {
            Assert.Equal(
                "201",
                (await year.As("lead")
                    .PutAsync($"{year.Base}/projects/{id}", $$"""{"name":"{{name}}","section":"{{TestYear.Section}}"}""")).Outcome);
        }

        Assert.Equal("200", (await year.As("lead").PostAsync($"{year.Base}/projects/p3/withdraw", """{"reason":"并入一期"}""")).Outcome);
        var item = $"{year.Base}/projects/p2/stages/targets";
        var uploaded = await year.As("section-clerk").UploadAsync(item, TestSheets.Targets("二期", TestYear.Year));
        await year.ReadingAsync((string)uploaded.Json["status"]!);
        Assert.Equal("200", (await year.As("section-head").PostAsync($"{item}/submit", """{"version":1}""")).Outcome);
        Assert.Equal("200", (await year.As("lead").PostAsync($"{item}/check", """{"version":1}""")).Outcome);
        Assert.Equal(
            "rejected",
            State(await year.As("group-chair").PostAsync($"{item}/approve", """{"version":1,"grade":"poor","reason":"立项依据不足"}""")));
        await year.SettleAsync("targets", TestSheets.Targets(TestYear.Project, TestYear.Year));
        await year.SettleAsync("self-evaluation", TestSheets.SelfEvaluation(TestYear.Project, TestYear.Year));

        Assert.DoesNotContain(
            (await year.As("section-clerk").GetAsync($"units/{year.Unit}/tasks")).Json.AsArray(),
            task => (string?)task!["project"] == "p2");
        var line = (await year.As("auditor").GetAsync($"{year.Base}/results")).Json["projects"]![1]!;
        Assert.Equal(("p2", "cancel"), ((string?)line["project"], (string?)line["suggestion"]));
        await year.DraftReportAsync();
        Assert.Contains(
            $"\n| 二期 | {TestYear.Section} | 立项依据不足 |\n",
            (await year.As("lead").GetAsync($"{year.Base}/report/markdown")).Text,
            StringComparison.Ordinal);
        await year.SignReportAsync();
        var archives = (await year.As("auditor").GetAsync($"{year.Base}/archive")).Json["projects"]!.AsArray();
        Assert.Equal(["p1", "p2", "p3"], archives.Select(archive => (string)archive!["project"]!));
        foreach (var archive in archives)
        {
            var zip = await year.As("auditor").GetAsync((string)archive!["location"]!);
            Assert.Empty(ArchiveCheck.Verify(new MemoryStream(zip.Bytes), (string)archive["sha256"]!).Problems);
        }
    }

    private static async Task<int> CheckedAsync(TestYear year, string stage, byte[] sheet)
    {
        var (version, _) = await year.UploadAsync(stage, sheet);
        Assert.Equal("200", (await year.DecideAsync("section-head", stage, "submit", version)).Outcome);
        Assert.Equal("200", (await year.DecideAsync("lead", stage, "check", version)).Outcome);
        return version;
    }

    private static string State(Answer answer)
    {
        Assert.Equal("200", answer.Outcome);
        return (string)answer.Json["state"]!;
    }
}
