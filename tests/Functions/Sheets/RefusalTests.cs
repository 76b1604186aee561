using System.Net;
using PerfFlow.Functions.Tests.App;

namespace PerfFlow.Functions.Tests.Sheets;

[Collection(AppCollection.Name)]
public class RefusalTests(TestApp app)
{
    [Fact]
    public async Task A_file_refused_at_the_door_leaves_no_trace()
    {
        var year = await TestYear.OpenAsync(app);
        var clerk = year.As("section-clerk");

        Assert.Equal("400 EMPTY_FILE", (await clerk.UploadAsync(year.Item("targets"), [])).Outcome);
        Assert.Equal(
            "400 BAD_VALUE", (await clerk.UploadAsync(year.Item("targets"), [], ("Idempotency-Key", new string('k', 201)))).Outcome);
        Assert.Equal(
            "415 UNKNOWN_FILE_TYPE",
            (await clerk.UploadAsync(year.Item("targets"), [0x89, .. "PNG\r\n"u8, 0x1A, 0x0A, 0, 0, 0, 13])).Outcome);
        Assert.Equal("413 FILE_TOO_LARGE", (await clerk.UploadAsync(year.Item("targets"), new byte[TestApp.LargestUpload + 1])).Outcome);
        using var endless = new StreamContent(new MemoryStream(new byte[TestApp.LargestUpload + 1]));
        endless.Headers.ContentLength = null;
        Assert.Equal("413 FILE_TOO_LARGE", (await clerk.SendAsync(
            HttpMethod.Post, $"{year.Item("targets")}/uploads", endless, ("Transfer-Encoding", "chunked"))).Outcome);
        Assert.Equal(
            "409 STAGE_NOT_OPEN",
            (await clerk.UploadAsync(year.Item("q2"), TestSheets.Monitoring(TestYear.Project, TestYear.Year, 6))).Outcome);

        var item = (await clerk.GetAsync(year.Item("targets"))).Json;
        Assert.Equal(("not-started", 0, 0), ((string?)item["state"], (int)item["version"]!, item["history"]!.AsArray().Count));
    }

    [Theory]
    [InlineData("wrong stage", "WRONG_FORM")]
    [InlineData("wrong project", "WRONG_PROJECT")]
    [InlineData("wrong year", "YEAR_MISMATCH")]
    [InlineData("broken", "")]
    public async Task A_sheet_that_is_not_the_one_asked_for_is_kept_and_read_with_an_error(string what, string code)
    {
        var year = await TestYear.OpenAsync(app);
        var sheet = what switch
        {
            "wrong stage" => TestSheets.SelfEvaluation(TestYear.Project, TestYear.Year),
            "wrong project" => TestSheets.Targets("另一项目", TestYear.Year),
            "wrong year" => TestSheets.Targets(TestYear.Project, TestYear.Year - 1),
            _ => [.. "PK\x03\x04"u8, .. new byte[100]],
        };

        var (version, reading) = await year.UploadAsync("targets", sheet);

        Assert.False((bool)reading.Json["ok"]!);
        var errors = reading.Json["findings"]!.AsArray().Where(finding => (string?)finding!["level"] == "error").ToList();
        Assert.NotEmpty(errors);
        Assert.Contains(errors, error => code.Length == 0 || (string?)error!["code"] == code);
        Assert.Equal("409 READING_HAS_ERRORS", (await year.DecideAsync("section-head", "targets", "submit", version)).Outcome);
    }

    [Theory]
    [InlineData(1_000_000, true)]
    [InlineData(90_000, false)]
    public async Task Yuan_for_ten_thousand_yuan_is_asked_about_where_the_units_other_projects_have_a_thousandth(decimal money, bool asked)
    {
        var year = await TestYear.OpenAsync(app);
        await year.As("lead").PutAsync($"{year.Base}/projects/p2", """{"name":"别的项目","section":"培训科"}""");
        var other = await year.As("section-clerk").UploadAsync(
            $"{year.Base}/projects/p2/stages/targets", TestSheets.Targets("别的项目", TestYear.Year));
        Assert.Equal("202", other.Outcome);
        await year.ReadingAsync((string)other.Json["status"]!);

        var (_, reading) = await year.UploadAsync("targets", TestSheets.Targets(TestYear.Project, TestYear.Year, money: money));

        Assert.Equal(
            asked ? ["warning UNIT_SUSPECT"] : [],
            reading.Json["findings"]!.AsArray()
                .Select(found => $"{found!["level"]} {found["code"]}")
                .Where(found => found.Contains("UNIT", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task What_is_too_long_is_refused_by_name()
    {
        var year = await TestYear.OpenAsync(app);
        var plan = (await year.As("lead").GetAsync($"{year.Base}/plan")).Json;
        plan["version"] = new string('v', 65);
        var (version, _) = await year.UploadAsync("targets", TestSheets.Targets(TestYear.Project, TestYear.Year));
        Assert.Equal("403 ROLE_REQUIRED", (await year.DecideAsync("section-clerk", "targets", "submit", version)).Outcome);
        Assert.Equal("200", (await year.DecideAsync("section-head", "targets", "submit", version)).Outcome);

        Assert.Equal(
            "400 PLAN_VERSION_TOO_LONG",
            (await year.As("lead").PutAsync($"{year.Base}/plan", $$"""{"plan":{{plan.ToJsonString()}},"reason":"调整"}""")).Outcome);
        Assert.Equal("400 REASON_TOO_LONG", (await ReturnAsync(4001)).Outcome);
        Assert.Equal("200", (await ReturnAsync(4000)).Outcome);

        Task<Answer> ReturnAsync(int length) =>
            year.DecideAsync("lead", "targets", "return", version, $",\"reason\":\"{new string('长', length)}\"");
    }

    [Fact]
    public async Task Decisions_out_of_turn_are_refused_by_name()
    {
        var year = await TestYear.OpenAsync(app);
        var (version, _) = await year.UploadAsync("targets", TestSheets.Targets(TestYear.Project, TestYear.Year));

        Assert.Equal("404 NO_SUCH_VERSION", (await year.DecideAsync("section-head", "targets", "submit", version + 1)).Outcome);
        Assert.Equal("409 WRONG_STATE", (await year.DecideAsync("lead", "targets", "check", version)).Outcome);
        Assert.Equal("409 WRONG_STATE", (await year.DecideAsync("group-member", "targets", "approve", version)).Outcome);
        Assert.Equal("200", (await year.DecideAsync("section-head", "targets", "submit", version)).Outcome);
        Assert.Equal("409 WRONG_STATE", (await year.DecideAsync("group-member", "targets", "approve", version)).Outcome);
        var (newer, _) = await year.UploadAsync("targets", TestSheets.Targets(TestYear.Project, TestYear.Year, "改后"));
        Assert.Equal("409 STALE_VERSION", (await year.DecideAsync("lead", "targets", "check", version)).Outcome);
        Assert.Equal(version + 1, newer);
    }

    [Theory]
    [InlineData("{", "$")]
    [InlineData("""{"name":"单位"}""", "$.id")]
    [InlineData("""{"id":"UPPER","name":"单位"}""", "$.id")]
    [InlineData("""{"id":"a","name":null}""", "$.name")]
    [InlineData("""[]""", "$")]
    [InlineData("", "$")]
    public async Task A_bad_body_names_the_field(string body, string field)
    {
        var answer = await app.As("operator", isOperator: true).PostAsync("units", body);

        Assert.Equal(("400 BAD_JSON", field), (answer.Outcome, (string?)answer.Json["field"]));
    }

    [Theory]
    [InlineData("""{"version":"x"}""", "$.version")]
    [InlineData("""{"version":1.5}""", "$.version")]
    [InlineData("""{"version":99999999999}""", "$.version")]
    [InlineData("""{"reason":"改"}""", "$.version")]
    [InlineData("null", "$")]
    [InlineData("""{"version":1,"points":[null]}""", "$")]
    [InlineData("""{"version":1,"points":[{"at":null,"text":""}]}""", "$.points[0].at")]
    [InlineData("{\"version\":1,\"reason\":\"\\ud800\"}", "$.reason")]
    public async Task A_decision_of_the_wrong_types_is_refused_and_never_a_fault(string body, string field)
    {
        var year = await TestYear.OpenAsync(app);

        var answer = await year.As("lead").PostAsync($"{year.Item("targets")}/return", body);

        Assert.Equal(("400 BAD_JSON", field), (answer.Outcome, (string?)answer.Json["field"]));
    }

    [Theory]
    [InlineData("""{"plan":{"version":"x","stages":[null]}}""", "400 BAD_JSON")]
    [InlineData("""{"plan":{"version":"x","stages":null}}""", "400 BAD_JSON")]
    [InlineData("""{"plan":{"version":"x","stages":[]}}""", "400 PLAN_EMPTY")]
    [InlineData("""{"plan":[]}""", "400 BAD_JSON")]
    [InlineData("""{"profile":"none"}""", "400 BAD_VALUE")]
    public async Task A_plan_that_is_none_opens_no_year(string body, string outcome)
    {
        var year = await TestYear.OpenAsync(app, open: false);

        Assert.Equal(outcome, (await year.As("lead").PutAsync(year.Base, body)).Outcome);
        Assert.Equal("404 NOT_FOUND", (await year.As("lead").GetAsync(year.Base)).Outcome);
    }

    [Theory]
    [InlineData("years/99999/board")]
    [InlineData("years/0/board")]
    [InlineData("years/-1")]
    [InlineData("years/２０２３/board")]
    [InlineData("years/2022/board")]
    [InlineData("years/2023/projects/P1/stages/targets")]
    [InlineData("years/2023/projects/..%2Fp1/stages/targets")]
    [InlineData("years/2023/projects/p1/stages/report")]
    [InlineData("years/2023/projects/p1/stages/none")]
    [InlineData("years/2023/projects/p1/stages/targets/uploads/x")]
    [InlineData("years/2023/projects/p1/stages/targets/uploads/99999999999")]
    [InlineData("years/2023/report/markdown")]
    public async Task What_does_not_exist_answers_404_and_carries_the_security_headers(string path)
    {
        var year = await TestYear.OpenAsync(app);

        var answer = await year.As("lead").GetAsync($"units/{year.Unit}/{path}");

        Assert.Equal("404 NOT_FOUND", answer.Outcome);
        Assert.Equal(
            ("nosniff", "default-src 'none'; frame-ancestors 'none'", "no-store"),
            (Header(answer, "X-Content-Type-Options"), Header(answer, "Content-Security-Policy"), Header(answer, "Cache-Control")));
        Assert.Equal("404 NOT_FOUND", (await year.As("lead").GetAsync($"units/{year.Unit.ToUpperInvariant()}/{path}")).Outcome);
    }

    [Theory]
    [InlineData("EN-us", "en")]
    [InlineData("en;q=0, zh", "zh")]
    [InlineData("en;q=0", "zh")]
    [InlineData("*", "zh")]
    public async Task The_language_is_found_however_it_is_written(string asked, string language)
    {
        var answer = await app.WithToken(null).GetAsync("units/none", ("Accept-Language", asked));

        Assert.Equal([language], answer.ContentHeaders.ContentLanguage);
    }

    [Fact]
    public async Task A_file_name_is_cut_between_characters_and_never_a_path()
    {
        var year = await TestYear.OpenAsync(app);
        var name = "..\\../etc/" + "\U0001F600" + new string('表', 122) + ".xlsx";
        using var sheet = new ByteArrayContent(TestSheets.Targets(TestYear.Project, TestYear.Year));

        var uploaded = await year.As("section-clerk").SendAsync(
            HttpMethod.Post, $"{year.Item("targets")}/uploads?fileName={Uri.EscapeDataString(name)}", sheet);

        Assert.Equal("202", uploaded.Outcome);
        var reading = await year.ReadingAsync((string)uploaded.Json["status"]!);
        Assert.Equal(new string('表', 122) + ".xlsx", (string?)reading.Json["fileName"]);
    }

    [Fact]
    public async Task A_problem_speaks_the_language_asked_for()
    {
        var chinese = await app.WithToken(null).GetAsync("units/none");
        var english = await app.WithToken(null).GetAsync("units/none", ("Accept-Language", "fr, en-GB;q=0.8, zh;q=0.2"));

        Assert.Equal(HttpStatusCode.Unauthorized, chinese.Status);
        Assert.Equal("请先登录:缺少有效的访问令牌。", (string?)chinese.Json["title"]);
        Assert.Equal("Sign in first: there is no valid access token.", (string?)english.Json["title"]);
        Assert.Equal("nosniff", chinese.Headers.GetValues("X-Content-Type-Options").Single());
    }

    [Fact]
    public async Task A_unit_with_other_content_is_a_conflict()
    {
        var unit = TestApp.NewUnit();
        var client = app.As("operator", isOperator: true);

        Assert.Equal("201", (await client.PostAsync("units", UnitSetup.Registration(unit))).Outcome);
        Assert.Equal("200", (await client.PostAsync("units", UnitSetup.Registration(unit))).Outcome);
        Assert.Equal("409 UNIT_EXISTS", (await client.PostAsync("units", UnitSetup.Registration(unit, "乙"))).Outcome);
    }

    private static string Header(Answer answer, string name) => answer.Headers.GetValues(name).Single();
}
