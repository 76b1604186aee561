using System.Text.Json.Nodes;
using PerfFlow.Domain.Plan;
using PerfFlow.Functions.Tests.App;
using PerfFlow.Storage.Units;

namespace PerfFlow.Functions.Tests.Units;

/// <summary>Nobody gives a deciding role alone, a unit always has an admin and somebody else to confirm, and all of it is kept.</summary>
[Collection(AppCollection.Name)]
public class ProposalTests(TestApp app)
{
    private const string Lead = """{"name":"新牵头","roles":["lead"],"email":"new@example.org"}""";

    [Fact]
    public async Task A_deciding_role_waits_for_a_second_person_and_changes_nothing_until_then()
    {
        var year = await TestYear.OpenAsync(app, open: false);
        var (admin, member) = (year.As("admin"), $"units/{year.Unit}/members/t:new");

        var proposed = await admin.PutAsync(member, Lead);

        var id = (int)proposed.Json["id"]!;
        Assert.Equal(("202", $"/api/v1/units/{year.Unit}/proposals/{id}"), (proposed.Outcome, proposed.Headers.Location!.ToString()));
        Assert.Equal(
            ("t:new", "新牵头", "lead", "new@example.org", "t:admin", "admin"),
            (Text(proposed, "person"), Text(proposed, "name"), (string)proposed.Json["roles"]![0]!, Text(proposed, "email"),
                Text(proposed, "proposedBy"), Text(proposed, "proposedByName")));
        Assert.Equal("404 NOT_FOUND", (await year.As("new").GetAsync($"units/{year.Unit}")).Outcome);
        Assert.Equal("404 NOT_FOUND", (await admin.GetAsync(member)).Outcome);
        Assert.Equal(
            [id],
            (await year.As("group-chair").GetAsync($"units/{year.Unit}/proposals")).Json.AsArray().Select(one => (int)one!["id"]!));
        Assert.Equal(proposed.Text, (await year.As("unit-head").GetAsync(proposed.Headers.Location.ToString())).Text);

        Assert.Equal("409 SECOND_PERSON_REQUIRED", (await admin.PostAsync($"{proposed.Headers.Location}/confirm", null)).Outcome);
        var confirmed = await year.As("unit-head").PostAsync($"{proposed.Headers.Location}/confirm", null);

        Assert.Equal(("200", "t:new", "lead"), (confirmed.Outcome, Text(confirmed, "person"), (string)confirmed.Json["roles"]![0]!));
        Assert.Equal("200", (await year.As("new").GetAsync($"units/{year.Unit}/members")).Outcome);
        Assert.Equal(
            "409 PROPOSAL_CLOSED", (await year.As("group-chair").PostAsync($"{proposed.Headers.Location}/confirm", null)).Outcome);
        Assert.Empty((await admin.GetAsync($"units/{year.Unit}/proposals")).Json.AsArray());
        Assert.Equal("404 NOT_FOUND", (await admin.GetAsync(proposed.Headers.Location.ToString())).Outcome);
        Assert.Equal(
            "404 NO_SUCH_PROPOSAL", (await year.As("unit-head").PostAsync($"units/{year.Unit}/proposals/999/confirm", null)).Outcome);
        Assert.Equal("404 NOT_FOUND", (await year.As("unit-head").PostAsync($"units/{year.Unit}/proposals/x/confirm", null)).Outcome);
    }

    [Fact]
    public async Task Person_concerned()
    {
        var year = await TestYear.OpenAsync(app, open: false);
        var own = await year.As("admin").PutAsync($"units/{year.Unit}/members/t:admin", """{"name":"管","roles":["admin","lead"]}""");
        Assert.Equal("403 PERSON_CONCERNED", own.Outcome);

        var proposed = await year.As("admin").PutAsync(
            $"units/{year.Unit}/members/t:unit-head", """{"name":"长","roles":["unit-head","group-chair"]}""");

        Assert.Equal("202", proposed.Outcome);
        Assert.Equal("403 PERSON_CONCERNED", (await year.As("unit-head").PostAsync($"{proposed.Headers.Location}/confirm", null)).Outcome);
        Assert.Equal("403 ROLE_REQUIRED", (await year.As("lead").PostAsync($"{proposed.Headers.Location}/confirm", null)).Outcome);
        Assert.Equal("200", (await year.As("operator").PostAsync($"{proposed.Headers.Location}/confirm", null)).Outcome);
    }

    [Fact]
    public async Task A_later_proposal_takes_the_place_of_the_one_before_and_what_changes_the_member_ends_it()
    {
        var year = await TestYear.OpenAsync(app, open: false);
        var (admin, member) = (year.As("admin"), $"units/{year.Unit}/members/t:auditor");
        var first = await admin.PutAsync(member, """{"name":"审","roles":["lead"]}""");
        var second = await admin.PutAsync(member, """{"name":"审","roles":["group-member"],"sections":[],"email":null}""");

        Assert.Equal("409 PROPOSAL_CLOSED", (await ConfirmAsync(first)).Outcome);
        Assert.Equal("200", (await admin.PutAsync(member, """{"name":"审","roles":["auditor"],"sections":["别科"],"email":null}""")).Outcome);
        Assert.Equal("409 PROPOSAL_CLOSED", (await ConfirmAsync(second)).Outcome);

        var third = await admin.PutAsync(member, """{"name":"审","roles":["lead"]}""");
        Assert.Equal(third.Text, (await admin.PutAsync(member, """{"name":"审","roles":["lead"]}""")).Text); // the same, not another
        Assert.Equal("204", (await admin.DeleteAsync(member)).Outcome);
        Assert.Equal("409 PROPOSAL_CLOSED", (await ConfirmAsync(third)).Outcome);
        Assert.Equal("404 NOT_FOUND", (await admin.GetAsync(member)).Outcome);

        Task<Answer> ConfirmAsync(Answer proposed) => year.As("unit-head").PostAsync($"{proposed.Headers.Location}/confirm", null);
    }

    [Fact]
    public async Task Proposer_gone()
    {
        var year = await TestYear.OpenAsync(app, open: false);
        var proposed = await year.As("admin").PutAsync($"units/{year.Unit}/members/t:new", Lead);
        Assert.Equal("204", (await year.As("operator").DeleteAsync($"units/{year.Unit}/members/t:admin")).Outcome);

        Assert.Equal("409 PROPOSER_GONE", (await year.As("unit-head").PostAsync($"{proposed.Headers.Location}/confirm", null)).Outcome);
        Assert.Equal("404 NOT_FOUND", (await year.As("admin").PutAsync($"units/{year.Unit}/members/t:new", Lead)).Outcome);
    }

    [Fact]
    public async Task A_proposal_is_refused_with_a_reason_or_taken_back()
    {
        var year = await TestYear.OpenAsync(app, open: false);
        var proposed = await year.As("admin").PutAsync($"units/{year.Unit}/members/t:new", Lead);
        var refuse = $"{proposed.Headers.Location}/refuse";

        Assert.Equal("400 REASON_REQUIRED", (await year.As("unit-head").PostAsync(refuse, """{"reason":" "}""")).Outcome);
        Assert.Equal(
            "412 PRECONDITION_FAILED", (await year.As("unit-head").PostAsync(refuse, """{"reason":"否"}""", ("If-Match", "\"x\""))).Outcome);
        Assert.Equal("200", (await year.As("unit-head").PostAsync(refuse, """{"reason":"否"}""", ("Idempotency-Key", "k"))).Outcome);
        Assert.Equal("200", (await year.As("unit-head").PostAsync(refuse, """{"reason":"否"}""", ("Idempotency-Key", "k"))).Outcome);
        Assert.Equal("409 PROPOSAL_CLOSED", (await year.As("unit-head").PostAsync($"{proposed.Headers.Location}/confirm", null)).Outcome);

        var again = await year.As("admin").PutAsync($"units/{year.Unit}/members/t:new", Lead);
        Assert.Equal("200", (await year.As("admin").PostAsync($"{again.Headers.Location}/refuse", """{"reason":"填错"}""")).Outcome);
        Assert.Equal("404 NOT_FOUND", (await year.As("admin").GetAsync($"units/{year.Unit}/members/t:new")).Outcome);
    }

    [Fact]
    public async Task Proposal_waits()
    {
        var year = await TestYear.OpenAsync(app, open: false);
        var (admin, member) = (year.As("admin"), $"units/{year.Unit}/members/t:section-clerk");
        const string Proposed = """{"name":"section-clerk","roles":["lead"],"sections":["工程科"],"email":"new@example.org"}""";
        var waiting = (await admin.PutAsync(member, Proposed, ("Idempotency-Key", "k"))).Headers.Location!.ToString();

        var refused = await admin.PutAsync(member, """{"name":"section-clerk","roles":["section-clerk"],"email":"other@example.org"}""");

        Assert.Equal("409 PROPOSAL_WAITS", refused.Outcome);
        Assert.Equal("409 PROPOSAL_WAITS", (await admin.PutAsync(member, """{"name":"section-clerk","roles":["group-member"]}""")).Outcome);
        Assert.Equal("200", (await admin.PutAsync(member, """{"name":"section-clerk","roles":["section-clerk"]}""")).Outcome); // as it is
        Assert.Equal(waiting, (await admin.PutAsync(member, Proposed, ("Idempotency-Key", "k"))).Headers.Location!.ToString());
        Assert.Equal("200", (await year.As("unit-head").GetAsync(waiting)).Outcome);

        var other = await admin.PutAsync(member, Proposed.Replace("lead", "group-member", StringComparison.Ordinal));
        Assert.Equal(("202", false), (other.Outcome, other.Headers.Location!.ToString() == waiting));
        Assert.Equal("200", (await year.As("unit-head").PostAsync($"{other.Headers.Location}/confirm", null)).Outcome);
        Assert.Equal("200", (await admin.PutAsync(member, """{"name":"section-clerk","roles":["auditor"]}""")).Outcome);

        const string Whole = """{"name":"section-clerk","roles":["lead"],"sections":["工程科"]}"""; // the address stays as it is
        var first = await admin.PutAsync(member, Whole);
        var second = await admin.PutAsync(member, Whole.Replace("lead", "group-member", StringComparison.Ordinal));
        Assert.Equal(("202", "202"), (first.Outcome, second.Outcome));
    }

    [Fact]
    public async Task Last_confirmer()
    {
        var (unit, admin) = await SmallUnitAsync();
        var head = $"units/{unit}/members/t:confirmer";

        Assert.Equal("409 LAST_CONFIRMER", (await admin.DeleteAsync(head)).Outcome);
        Assert.Equal("409 LAST_CONFIRMER", (await admin.PutAsync(head, """{"name":"长","roles":["auditor"]}""")).Outcome);
        Assert.Equal("409 LAST_ADMIN", (await admin.DeleteAsync($"units/{unit}/members/t:operator")).Outcome);
        var second = await admin.PutAsync($"units/{unit}/members/t:second", """{"name":"乙","roles":["admin"]}""");
        Assert.Equal("200", (await app.As("confirmer").PostAsync($"{second.Headers.Location}/confirm", null)).Outcome);
        Assert.Equal("204", (await admin.DeleteAsync(head)).Outcome);
        Assert.Equal("409 LAST_CONFIRMER", (await admin.DeleteAsync($"units/{unit}/members/t:second")).Outcome);
    }

    [Fact]
    public async Task An_operator_replaces_the_last_confirmer_and_no_other()
    {
        var (unit, admin) = await SmallUnitAsync();
        var by = app.As("registrar", isOperator: true);
        const string Body = """{"person":"t:heir","name":"继","role":"group-chair","reason":"调离","replaces":"t:confirmer"}""";

        Assert.Equal("403 ROLE_REQUIRED", (await admin.PutAsync($"units/{unit}/confirmer", Body)).Outcome);
        Assert.Equal("404 NOT_FOUND", (await by.PutAsync("units/none/confirmer", Body)).Outcome);
        Assert.Equal("409 NO_CONFIRMER", await ReplacedAsync("t:confirmer", "t:other"));
        Assert.Equal("400 REASON_REQUIRED", await ReplacedAsync("调离", " "));
        Assert.Equal("400 CONFIRMER_ROLE", await ReplacedAsync("group-chair", "lead"));

        var replaced = await by.PutAsync($"units/{unit}/confirmer", Body, ("Idempotency-Key", "k"));
        Assert.Equal(("200", "t:heir", "group-chair"), (replaced.Outcome, Text(replaced, "person"), (string)replaced.Json["roles"]![0]!));
        Assert.Equal(replaced.Text, (await by.PutAsync($"units/{unit}/confirmer", Body, ("Idempotency-Key", "k"))).Text);
        Assert.Empty((await admin.GetAsync($"units/{unit}/members/t:confirmer")).Json["roles"]!.AsArray());
        Assert.Equal("404 NOT_FOUND", (await by.GetAsync($"units/{unit}/members")).Outcome);

        var third = await admin.PutAsync($"units/{unit}/members/t:third", """{"name":"丙","roles":["unit-head"]}""");
        Assert.Equal("200", (await app.As("heir").PostAsync($"{third.Headers.Location}/confirm", null)).Outcome);
        Assert.Equal("409 CONFIRMERS_LEFT", (await by.PutAsync($"units/{unit}/confirmer", Body)).Outcome);

        var events = (await app.As("heir").GetAsync($"units/{unit}/membership-events")).Json.AsArray();
        var act = events.Single(one => (string?)one!["what"] == "confirmer-replaced")!;
        Assert.Equal(("t:registrar", "registrar", "调离"), ((string?)act["by"], (string?)act["name"], (string?)act["reason"]));
        Assert.Equal(["t:heir", "t:confirmer"], act["changes"]!.AsArray().Select(change => (string)change!["person"]!));

        async Task<string> ReplacedAsync(string from, string to) =>
            (await by.PutAsync($"units/{unit}/confirmer", Body.Replace(from, to, StringComparison.Ordinal))).Outcome;
    }

    [Theory]
    [InlineData("""{"person":"t:a","name":"甲"}""", """{"person":"t:a","name":"乙","role":"unit-head"}""", "400 TWO_PEOPLE_REQUIRED")]
    [InlineData("""{"person":"t:a","name":"甲"}""", """{"person":"t:b","name":"乙","role":"lead"}""", "400 CONFIRMER_ROLE")]
    [InlineData("""{"person":"t:a","name":"甲"}""", """{"person":"t:b","name":"乙","role":"admin"}""", "400 CONFIRMER_ROLE")]
    [InlineData("""{"person":"a","name":"甲"}""", """{"person":"t:b","name":"乙","role":"unit-head"}""", "400 BAD_VALUE")]
    [InlineData("""{"person":"t:a","name":" "}""", """{"person":"t:b","name":"乙","role":"unit-head"}""", "400 BAD_VALUE")]
    [InlineData("""{"person":"t:a","name":"甲"}""", """{"person":"t:b","name":"乙","role":"unit-head","email":"b"}""", "400 BAD_VALUE")]
    public async Task A_unit_is_registered_with_two_people_or_not_at_all(string admin, string confirmer, string outcome)
    {
        var unit = TestApp.NewUnit();
        var by = app.As("registrar", isOperator: true);

        var body = $$"""{"id":"{{unit}}","name":"甲","admin":{{admin}},"confirmer":{{confirmer}} }""";
        Assert.Equal(outcome, (await by.PostAsync("units", body)).Outcome);
        Assert.Equal("201", (await by.PostAsync("units", UnitSetup.Registration(unit, "另"))).Outcome); // nothing of it was kept
    }

    [Fact]
    public async Task A_registration_under_a_key_that_was_used_for_other_people_is_refused()
    {
        var (by, unit, key) = (app.As("operator", isOperator: true), TestApp.NewUnit(), ("Idempotency-Key", "k"));
        var body = UnitSetup.Registration(unit);
        Assert.Equal("201", (await by.PostAsync("units", body, key)).Outcome);

        Assert.Equal("201", (await by.PostAsync("units", body, key)).Outcome);
        var other = body.Replace("\"name\":\"operator\"", "\"name\":\"another\"", StringComparison.Ordinal);
        Assert.NotEqual(body, other);
        Assert.Equal("422 IDEMPOTENCY_KEY_REUSED", (await by.PostAsync("units", other, key)).Outcome);
    }

    [Fact]
    public async Task Who_founds_a_unit_that_another_had_begun_to_register_is_told_that_it_was_made()
    {
        var unit = TestApp.NewUnit();
        await app.Get<Registry>().RegisterAsync(UnitId.Parse(unit).Value, "甲", null); // as far as the other came

        Assert.Equal("201", (await app.As("operator", isOperator: true).PostAsync("units", UnitSetup.Registration(unit))).Outcome);
        Assert.Equal("200", (await app.As("operator", isOperator: true).PostAsync("units", UnitSetup.Registration(unit))).Outcome);
    }

    [Fact]
    public async Task Of_operators_who_register_a_unit_at_once_one_names_its_people()
    {
        var unit = TestApp.NewUnit();
        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(i => app.As($"o{i}", isOperator: true).PostAsync(
            "units",
            $$"""
            {
              "id":"{{unit}}","name":"甲",
              "admin":{"person":"t:a{{i}}","name":"甲"},
              "confirmer":{"person":"t:c{{i}}","name":"乙","role":"group-chair"}
            }
            """)));

        var winner = Array.FindIndex(answers, answer => (int)answer.Status < 300);
        Assert.Equal(
            Enumerable.Range(0, 8).Select(i => i == winner),
            answers.Select(answer => answer.Outcome is "200" or "201"));
        Assert.All(answers.Where((_, i) => i != winner), answer => Assert.Equal("409 UNIT_EXISTS", answer.Outcome));
        Assert.Equal(
            [$"t:a{winner}", $"t:c{winner}"],
            (await app.As($"a{winner}").GetAsync($"units/{unit}/members")).Json.AsArray().Select(member => (string)member!["person"]!));
    }

    [Fact]
    public async Task Two_admins_who_take_out_each_other_leave_one_of_them()
    {
        for (var round = 0; round < 5; round++)
        {
            var year = await TestYear.OpenAsync(app, open: false);

            var answers = await Task.WhenAll(
                year.As("admin").DeleteAsync($"units/{year.Unit}/members/t:operator"),
                year.As("operator").DeleteAsync($"units/{year.Unit}/members/t:admin"));

            Assert.Single(answers, answer => answer.Outcome == "204");
            Assert.Single(answers, answer => answer.Outcome is "403 ROLE_REQUIRED" or "404 NOT_FOUND" or "409 LAST_ADMIN");
        }
    }

    [Fact]
    public async Task Of_many_who_confirm_at_once_one_does()
    {
        var year = await TestYear.OpenAsync(app, open: false);
        var proposed = await year.As("admin").PutAsync($"units/{year.Unit}/members/t:new", Lead);

        var answers = await Task.WhenAll(new[] { "unit-head", "group-chair", "operator", "unit-head", "group-chair" }
            .Select(person => year.As(person).PostAsync($"{proposed.Headers.Location}/confirm", null)));

        Assert.Single(answers, answer => answer.Outcome == "200");
        Assert.Equal(4, answers.Count(answer => answer.Outcome == "409 PROPOSAL_CLOSED"));
    }

    [Fact]
    public async Task What_happened_to_memberships_is_shown_page_by_page_to_lead_chair_and_auditor()
    {
        var year = await TestYear.OpenAsync(app, open: false);
        var path = $"units/{year.Unit}/membership-events";
        Assert.Equal("204", (await year.As("admin").DeleteAsync($"units/{year.Unit}/members/t:section-clerk")).Outcome);

        var all = (await year.As("lead").GetAsync($"{path}?take=1000")).Json.AsArray();
        Assert.Equal(Enumerable.Range(1, all.Count), all.Select(one => (int)one!["version"]!));
        Assert.Equal(
            ("unit-founded", "t:operator", "membership-removed", "t:admin"),
            ((string)all[0]!["what"]!, (string)all[0]!["by"]!, (string)all[^1]!["what"]!, (string)all[^1]!["by"]!));
        Assert.Equal(
            """{"person":"t:section-clerk","name":"section-clerk","old":{"roles":["section-clerk"],"sections":["培训科"]},"new":null}""",
            Assert.Single(all[^1]!["changes"]!.AsArray())!.ToJsonString(Relaxed));

        var (paged, next) = (new List<JsonNode?>(), $"{path}?take=4");
        while (next is not null)
        {
            var page = await year.As("auditor").GetAsync(next);
            paged.AddRange(page.Json.AsArray());
            next = page.Headers.TryGetValues("Link", out var link)
                ? link.Single()[1..link.Single().IndexOf('>', StringComparison.Ordinal)]
                : null;
        }

        Assert.Equal(all.Select(one => (string)one!["hash"]!), paged.Select(one => (string)one!["hash"]!));
        Assert.Equal("400 BAD_VALUE", (await year.As("group-chair").GetAsync($"{path}?after=eA")).Outcome);
        Assert.Equal("403 ROLE_REQUIRED", (await year.As("section-head").GetAsync(path)).Outcome);
    }

    private static readonly System.Text.Json.JsonSerializerOptions Relaxed =
        new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static string? Text(Answer answer, string member) => (string?)answer.Json[member];

    private async Task<(string Unit, ApiClient Admin)> SmallUnitAsync()
    {
        var unit = TestApp.NewUnit();
        Assert.Equal("201", (await app.As("operator", isOperator: true).PostAsync("units", UnitSetup.Registration(unit))).Outcome);
        return (unit, app.As("operator"));
    }
}
