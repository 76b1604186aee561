using System.Text.Json.Nodes;
using PerfFlow.Functions.Tests.App;
using PerfFlow.Storage.Ledgers;
using PerfFlow.Storage.Units;

namespace PerfFlow.Functions.Tests.Units;

/// <summary>Nobody knows object ids: people are invited by account, sign in, and are bound once; or they ask to join.</summary>
[Collection(AppCollection.Name)]
public class EnrolmentTests(TestApp app)
{
    [Fact]
    public async Task Who_is_invited_is_offered_at_sign_in_and_bound_by_the_admin_once()
    {
        var year = await TestYear.OpenAsync(app, open: false);
        var (admin, account) = (year.As("admin"), $"zhang.{year.Unit}@example.org");
        var invited = await admin.PostAsync(
            $"units/{year.Unit}/invitations",
            $$"""{"account":" ZHANG.{{year.Unit}}@Example.ORG ","name":"张","roles":["section-clerk"],"sections":["培训科"]}""");
        Assert.Equal(("201", account), (invited.Outcome, (string?)invited.Json["account"]));
        var id = (string)invited.Json["id"]!;
        Assert.Equal($"/api/v1/units/{year.Unit}/invitations/{id}", invited.Headers.Location!.ToString());
        Assert.Equal("404 NO_SUCH_INVITATION", (await BindAsync(year, id, "t:zhang")).Outcome);

        await SignInAsync("zhang", account.ToUpperInvariant());
        await SignInAsync("zhang", account);
        await SignInAsync("guest", account, tenant: "t2");
        await SignInAsync("other", $"x{account}");
        Assert.Equal("404 NOT_FOUND", (await year.As("zhang").GetAsync($"units/{year.Unit}")).Outcome);

        var offers = Assert.Single((await admin.GetAsync($"units/{year.Unit}/invitations")).Json.AsArray())!["offers"]!.AsArray();
        Assert.Equal(
            ("t:zhang", "zhang", account),
            ((string?)Assert.Single(offers)!["person"], (string?)offers[0]!["name"], (string?)offers[0]!["account"]));
        Assert.Equal("404 NO_SUCH_INVITATION", (await BindAsync(year, id, "t2:guest")).Outcome);

        var bound = await BindAsync(year, id, "t:zhang", ("Idempotency-Key", "k"));
        Assert.Equal(("200", "t:zhang", "张"), (bound.Outcome, (string?)bound.Json["person"], (string?)bound.Json["name"]));
        Assert.Equal(bound.Text, (await BindAsync(year, id, "t:zhang", ("Idempotency-Key", "k"))).Text);
        Assert.Equal("200", (await year.As("zhang").GetAsync($"units/{year.Unit}")).Outcome);

        // Another who has the account later is another offer, and takes nobody's place.
        await SignInAsync("later", account);
        Assert.Equal("409 INVITATION_BOUND", (await BindAsync(year, id, "t:later")).Outcome);
        var shown = Assert.Single((await admin.GetAsync($"units/{year.Unit}/invitations")).Json.AsArray())!;
        Assert.Equal("t:zhang", (string?)shown["bound"]);
        Assert.Equal(["t:zhang", "t:later"], shown["offers"]!.AsArray().Select(offer => (string)offer!["person"]!));
        Assert.Equal("404 NOT_FOUND", (await year.As("later").GetAsync($"units/{year.Unit}")).Outcome);

        var events = (await year.As("auditor").GetAsync($"units/{year.Unit}/membership-events?take=1000")).Json.AsArray();
        Assert.Equal(
            [("person-bound", id), ("membership-set", null)],
            events.TakeLast(2).Select(one => ((string)one!["what"]!, (string?)one["invitation"])));
        var kept = await app.Get<LedgerLog>().ReadMembersAsync(Domain.Plan.UnitId.Parse(year.Unit).Value, 0, 1000);
        Assert.DoesNotContain(
            kept,
            one => one.Text!.Contains("zhang", StringComparison.OrdinalIgnoreCase) || one.Text.Contains('张', StringComparison.Ordinal));
        Assert.Null((await app.Get<MembershipCheck>().VerifyAsync(Domain.Plan.UnitId.Parse(year.Unit).Value)).Found);
    }

    [Fact]
    public async Task A_deciding_role_of_an_invitation_waits_for_a_second_person_too()
    {
        var year = await TestYear.OpenAsync(app, open: false);
        var account = $"lead.{year.Unit}@example.org";
        var id = (string)(await year.As("admin").PostAsync(
            $"units/{year.Unit}/invitations", $$"""{"account":"{{account}}","name":"李","roles":["lead"]}""")).Json["id"]!;
        await SignInAsync("li", account);

        var proposed = await BindAsync(year, id, "t:li");

        Assert.Equal("202", proposed.Outcome);
        Assert.Equal("404 NOT_FOUND", (await year.As("li").GetAsync($"units/{year.Unit}")).Outcome);
        Assert.Equal("200", (await year.As("unit-head").PostAsync($"{proposed.Headers.Location}/confirm", null)).Outcome);
        Assert.Equal("200", (await year.As("li").GetAsync($"units/{year.Unit}")).Outcome);
    }

    [Fact]
    public async Task Invitation_bound()
    {
        var year = await TestYear.OpenAsync(app, open: false);
        var account = $"two.{year.Unit}@example.org";
        var id = (string)(await year.As("admin").PostAsync(
            $"units/{year.Unit}/invitations", $$"""{"account":"{{account}}","name":"王","roles":["auditor"]}""")).Json["id"]!;
        await SignInAsync("one", account);
        await SignInAsync("two", account);

        var answers = await Task.WhenAll(
            year.As("admin").PostAsync($"units/{year.Unit}/invitations/{id}/bind", """{"person":"t:one"}"""),
            year.As("operator").PostAsync($"units/{year.Unit}/invitations/{id}/bind", """{"person":"t:two"}"""));

        Assert.Equal(["200", "409 INVITATION_BOUND"], answers.Select(answer => answer.Outcome).Order());
    }

    [Fact]
    public async Task An_invitation_and_a_join_code_that_are_asked_for_again_under_the_same_key_are_those_that_are_there()
    {
        var year = await TestYear.OpenAsync(app, open: false);
        var (admin, path, key) = (year.As("admin"), $"units/{year.Unit}/invitations", ("Idempotency-Key", "k"));
        var body = $$"""{"account":"twice.{{year.Unit}}@example.org","name":"张","roles":["auditor"]}""";
        var invited = await admin.PostAsync(path, body, key);
        await SignInAsync("twice", $"twice.{year.Unit}@example.org");

        Assert.Equal("201", invited.Outcome);
        Assert.Equal((invited.Outcome, invited.Text), await AgainAsync(() => admin.PostAsync(path, body, key)));
        Assert.Equal("422 IDEMPOTENCY_KEY_REUSED", (await admin.PostAsync(path, body.Replace('张', '章'), key)).Outcome);
        Assert.Single((await admin.GetAsync(path)).Json.AsArray());
        Assert.Equal("201", (await admin.PostAsync(path, body, ("Idempotency-Key", "other"))).Outcome);
        Assert.Equal("201", (await admin.PostAsync(path, body)).Outcome);
        Assert.Equal(3, (await admin.GetAsync(path)).Json.AsArray().Count);

        var codes = $"units/{year.Unit}/join-code";
        var code = await admin.PutAsync(codes, null, key);
        Assert.Equal((code.Outcome, code.Text), await AgainAsync(() => admin.PutAsync(codes, null, key)));
        Assert.Equal((code.Outcome, code.Text), await AgainAsync(() => admin.GetAsync(codes)));
        Assert.NotEqual(code.Text, (await admin.PutAsync(codes, null, ("Idempotency-Key", "other"))).Text);

        static async Task<(string, string)> AgainAsync(Func<Task<Answer>> ask)
        {
            var answer = await ask();
            return (answer.Outcome, answer.Text);
        }
    }

    [Theory]
    [InlineData("""{"account":"nobody","name":"甲","roles":["auditor"]}""", "$.account")]
    [InlineData("""{"account":"a b@example.org","name":"甲","roles":["auditor"]}""", "$.account")]
    [InlineData("""{"account":"a@b@example.org","name":"甲","roles":["auditor"]}""", "$.account")]
    [InlineData("""{"account":"a@example.org","name":" ","roles":["auditor"]}""", "$.name")]
    [InlineData("""{"account":"a@example.org","name":"甲","roles":["auditor"],"email":"x"}""", "$.email")]
    [InlineData("""{"account":"a@example.org","name":"甲","roles":["auditor"],"sections":[""]}""", "$.sections[0]")]
    public async Task What_invites_nobody_is_refused_by_name(string body, string field)
    {
        var year = await TestYear.OpenAsync(app, open: false);

        var answer = await year.As("admin").PostAsync($"units/{year.Unit}/invitations", body);

        Assert.Equal(("400 BAD_VALUE", field), (answer.Outcome, (string?)answer.Json["field"]));
    }

    [Fact]
    public async Task Who_asks_to_join_is_answered_alike_whatever_there_is_and_shown_to_the_admin_with_the_right_code_alone()
    {
        var year = await TestYear.OpenAsync(app, open: false);
        var admin = year.As("admin");
        Assert.Null((string?)(await admin.GetAsync($"units/{year.Unit}/join-code")).Json["code"]);
        Assert.Equal("202", (await AskAsync("wang", year.Unit, "anything")).Outcome);
        var old = (string)(await admin.PutAsync($"units/{year.Unit}/join-code", null)).Json["code"]!;
        var code = (string)(await admin.PutAsync($"units/{year.Unit}/join-code", null)).Json["code"]!;
        Assert.NotEqual(old, code);
        Assert.Equal(code, (string?)(await admin.GetAsync($"units/{year.Unit}/join-code")).Json["code"]);
        var hidden = await year.As("wang").PostAsync(
            "join-requests", $$"""{"unit":"{{year.Unit}}","code":"{{code}}","text":"我是\u202e王"}""");
        Assert.Equal(("400 BAD_VALUE", "$.text"), (hidden.Outcome, (string?)hidden.Json["field"]));

        var answers = new[]
        {
            await AskAsync("wang", year.Unit, code), await AskAsync("wang", year.Unit, code), await AskAsync("wang", year.Unit, old),
            await AskAsync("wang", "no-such-unit", code), await AskAsync("auditor", year.Unit, code),
        };

        Assert.Equal(
            [("202", "")],
            answers.Select(answer => (answer.Outcome, answer.Text)).Distinct());
        var asked = Assert.Single((await admin.GetAsync($"units/{year.Unit}/invitations")).Json.AsArray())!;
        Assert.Equal(
            (null, "我是王", "t:wang"),
            ((string?)asked["account"], (string?)asked["text"], (string?)Assert.Single(asked["offers"]!.AsArray())!["person"]));

        var bound = await admin.PostAsync(
            $"units/{year.Unit}/invitations/{asked["id"]}/bind",
            """{"person":"t:wang","name":"王","roles":["section-clerk"],"sections":["培训科"]}""");
        Assert.Equal(("200", "王"), (bound.Outcome, (string?)bound.Json["name"]));
        Assert.Equal("200", (await year.As("wang").GetAsync($"units/{year.Unit}")).Outcome);
    }

    [Fact]
    public async Task Who_asks_more_units_than_allowed_is_kept_in_none_of_the_rest_and_dismissing_makes_room()
    {
        var years = new List<TestYear>();
        for (var i = 0; i <= Invitations.MostRequestsOfPerson; i++)
        {
            years.Add(await TestYear.OpenAsync(app, open: false));
        }

        var person = $"eager-{years[0].Unit}";
        foreach (var year in years)
        {
            var code = (string)(await year.As("admin").PutAsync($"units/{year.Unit}/join-code", null)).Json["code"]!;
            Assert.Equal("202", (await AskAsync(person, year.Unit, code)).Outcome);
        }

        var requests = await Task.WhenAll(years.Select(async year => (await RequestsAsync(year)).Count));
        Assert.Equal([1, 1, 1, 1, 1, 0], requests);
        var id = (string)(await RequestsAsync(years[0]))[0]!["id"]!;
        Assert.Equal("204", (await years[0].As("admin").DeleteAsync($"units/{years[0].Unit}/invitations/{id}")).Outcome);
        var last = (string)(await years[^1].As("admin").GetAsync($"units/{years[^1].Unit}/join-code")).Json["code"]!;
        Assert.Equal("202", (await AskAsync(person, years[^1].Unit, last)).Outcome);
        Assert.Single(await RequestsAsync(years[^1]));
    }

    [Fact]
    public async Task Erasing_a_person_erases_their_account_and_where_they_were_offered()
    {
        var year = await TestYear.OpenAsync(app, open: false);
        var (admin, account) = (year.As("admin"), $"gone.{year.Unit}@example.org");
        foreach (var name in new[] { "甲", "乙" })
        {
            Assert.Equal("201", (await admin.PostAsync(
                $"units/{year.Unit}/invitations", $$"""{"account":"{{account}}","name":"{{name}}","roles":["auditor"]}""")).Outcome);
        }

        await SignInAsync("gone", account);
        var id = (string)(await admin.GetAsync($"units/{year.Unit}/invitations")).Json.AsArray()[0]!["id"]!;
        Assert.Equal("200", (await BindAsync(year, id, "t:gone")).Outcome);
        Assert.Equal("204", (await admin.DeleteAsync($"units/{year.Unit}/members/t:gone")).Outcome);

        Assert.Equal("204", (await admin.DeleteAsync($"units/{year.Unit}/members/t:gone/identity")).Outcome);

        Assert.Empty((await admin.GetAsync($"units/{year.Unit}/invitations")).Json.AsArray());
        await foreach (var row in app.Get<Storage.StorageClients>().Tables.GetTableClient("members")
            .QueryAsync<Azure.Data.Tables.TableEntity>())
        {
            Assert.DoesNotContain(
                $"gone.{year.Unit}",
                $"{row.PartitionKey} {row.RowKey} {string.Join(' ', row.Select(column => column.Value))}",
                StringComparison.Ordinal);
        }

        Assert.Equal("202", (await app.WithToken(TestApp.Token("gone", account: account)).PostAsync("sign-in", null)).Outcome);
        Assert.Null((await app.Get<MembershipCheck>().VerifyAsync(Domain.Plan.UnitId.Parse(year.Unit).Value)).Found);
    }

    [Fact]
    public async Task Erasing_one_who_was_offered_and_never_bound_leaves_the_others_their_offers()
    {
        var year = await TestYear.OpenAsync(app, open: false);
        var (admin, account) = (year.As("admin"), $"two.{year.Unit}@example.org");
        Assert.Equal("201", (await admin.PostAsync(
            $"units/{year.Unit}/invitations", $$"""{"account":"{{account}}","name":"甲","roles":["auditor"]}""")).Outcome);
        await SignInAsync("stays", account);
        await SignInAsync("goes", account);

        Assert.Equal("204", (await admin.DeleteAsync($"units/{year.Unit}/members/t:goes/identity")).Outcome);

        var left = Assert.Single((await admin.GetAsync($"units/{year.Unit}/invitations")).Json.AsArray())!;
        Assert.Equal(["t:stays"], left["offers"]!.AsArray().Select(offer => (string)offer!["person"]!));
        Assert.Equal("200", (await BindAsync(year, (string)left["id"]!, "t:stays")).Outcome);
    }

    [Fact]
    public async Task An_account_of_letters_that_need_much_room_is_invited_and_offered_as_any_other()
    {
        var year = await TestYear.OpenAsync(app, open: false);
        var (admin, account) = (year.As("admin"), $"{new string('张', 64)}@{new string('单', 100)}.{year.Unit}");
        Assert.Equal("201", (await admin.PostAsync(
            $"units/{year.Unit}/invitations", $$"""{"account":"{{account}}","name":"甲","roles":["auditor"]}""")).Outcome);

        await SignInAsync("wide", account);

        var invited = Assert.Single((await admin.GetAsync($"units/{year.Unit}/invitations")).Json.AsArray())!;
        Assert.Equal(["t:wide"], invited["offers"]!.AsArray().Select(offer => (string)offer!["person"]!));
    }

    [Theory]
    [InlineData("!", 2_000)]
    [InlineData("张", 300)]
    [InlineData("a", 2_000)]
    public async Task What_is_no_id_of_an_invitation_is_one_that_is_not_there(string letter, int times)
    {
        var year = await TestYear.OpenAsync(app, open: false);
        var id = Uri.EscapeDataString(string.Concat(Enumerable.Repeat(letter, times)));

        Assert.Equal("204", (await year.As("admin").DeleteAsync($"units/{year.Unit}/invitations/{id}")).Outcome);
        Assert.Equal("404 NO_SUCH_INVITATION", (await BindAsync(year, id, "t:nobody")).Outcome);
    }

    private async Task SignInAsync(string person, string account, string tenant = "t")
    {
        var answer = await app.WithToken(TestApp.Token(person, tenant: tenant, account: account)).PostAsync("sign-in", null);
        Assert.Equal(("202", ""), (answer.Outcome, answer.Text));
    }

    private Task<Answer> AskAsync(string person, string unit, string code) =>
        app.As(person).PostAsync("join-requests", $$"""{"unit":"{{unit}}","code":"{{code}}","text":"我是王"}""");

    private static Task<Answer> BindAsync(TestYear year, string id, string person, params (string, string)[] headers) =>
        year.As("admin").PostAsync($"units/{year.Unit}/invitations/{id}/bind", $$"""{"person":"{{person}}"}""", headers);

    private static async Task<JsonArray> RequestsAsync(TestYear year) =>
        (await year.As("admin").GetAsync($"units/{year.Unit}/invitations")).Json.AsArray();
}
