using System.Net;
using PerfFlow.Functions.Tests.App;

namespace PerfFlow.Functions.Tests;

[Collection(AppCollection.Name)]
public class RefusalTests(TestApp app)
{
    [Fact]
    public async Task A_file_refused_at_the_door_leaves_no_trace()
    {
        var year = await TestYear.OpenAsync(app);
        var clerk = year.As("section-clerk");

        Assert.Equal("400 EMPTY_FILE", (await clerk.UploadAsync(year.Item("targets"), [])).Outcome);
        Assert.Equal("415 UNKNOWN_FILE_TYPE", (await clerk.UploadAsync(year.Item("targets"), "just text"u8.ToArray())).Outcome);
        Assert.Equal("413 FILE_TOO_LARGE", (await clerk.UploadAsync(year.Item("targets"), new byte[TestApp.LargestUpload + 1])).Outcome);
        using var endless = new StreamContent(new MemoryStream(new byte[TestApp.LargestUpload + 1]));
        endless.Headers.ContentLength = null;
        Assert.Equal("413 FILE_TOO_LARGE", (await clerk.SendAsync(
            HttpMethod.Post, $"{year.Item("targets")}/uploads", endless, ("Transfer-Encoding", "chunked"))).Outcome);
        Assert.Equal("409 STAGE_NOT_OPEN", (await clerk.UploadAsync(year.Item("q2"), TestSheets.Monitoring(TestYear.Project, TestYear.Year, 6))).Outcome);

        var item = (await clerk.GetAsync(year.Item("targets"))).Json;
        Assert.Equal(("not-started", 0, 0), ((string?)item["state"], (int)item["version"]!, item["history"]!.AsArray().Count));
    }

    [Theory]
    [InlineData("wrong stage", "WRONG_FORM")]
    [InlineData("wrong project", "WRONG_PROJECT")]
    [InlineData("wrong year", "WRONG_YEAR")]
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

        Assert.Equal("201", (await client.PostAsync("units", $$"""{"id":"{{unit}}","name":"甲"}""")).Outcome);
        Assert.Equal("200", (await client.PostAsync("units", $$"""{"id":"{{unit}}","name":"甲"}""")).Outcome);
        Assert.Equal("409 UNIT_EXISTS", (await client.PostAsync("units", $$"""{"id":"{{unit}}","name":"乙"}""")).Outcome);
    }
}
