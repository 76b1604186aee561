using System.Text.Json.Nodes;
using PerfFlow.Functions.Tests.App;

namespace PerfFlow.Functions.Tests.Years;

/// <summary>Any year opens; what rests on holidays not announced says so, and is found again once an operator has entered them.</summary>
[Collection(AppCollection.Name)]
public class CalendarTests(TestApp app)
{
    private const string Holidays = """
        {"holidays":["2078-02-28","2078-03-01","2078-03-02"],"workdays":["2078-03-05"],"notice":"国办发明电〔2077〕1号"}
        """;

    [Fact]
    public async Task Every_year_opens_by_the_calendars_proposal()
    {
        var year = await TestYear.OpenAsync(app, open: false);
        for (var number = 2022; number <= 2029; number++)
        {
            var path = $"units/{year.Unit}/years/{number}";

            Assert.Equal((number, "202"), (number, (await year.As("lead").PutAsync(path, """{"profile":"std"}""")).Outcome));
            var plan = (await year.As("lead").GetAsync($"{path}/plan")).Json;
            Assert.Equal(
                (number, number is 2024 or 2025),
                (number, plan["stages"]!.AsArray().All(stage => stage!["provisional"] is null)));
        }

        Assert.Equal("404 NOT_FOUND", (await year.As("lead").PutAsync($"units/{year.Unit}/years/1999", "{}")).Outcome);
    }

    [Fact]
    public async Task Once_the_holidays_are_entered_the_lead_is_offered_the_plan_that_they_make()
    {
        var year = await TestYear.OpenAsync(app, open: false);
        var (path, lead) = ($"units/{year.Unit}/years/2077", year.As("lead"));
        Assert.Equal("202", (await lead.PutAsync(path, null)).Outcome);
        var opened = await lead.GetAsync($"{path}/plan");
        Assert.True(JsonNode.DeepEquals(opened.Json, (await lead.GetAsync($"{path}/plan/proposal")).Json["plan"])); // nothing is new

        var entered = await app.As("operator", isOperator: true).PutAsync("calendar/2078", Holidays);
        Assert.Equal("200", entered.Outcome);
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(Holidays), (await app.As("someone").GetAsync("calendar")).Json["years"]!["2078"]));
        var offered = await lead.GetAsync($"{path}/plan/proposal");
        var changed = await lead.PutAsync($"{path}/plan", offered.Text, ("If-Match", opened.Headers.ETag!.Tag));

        Assert.Equal("200", changed.Outcome);
        Assert.Equal(("1", "2"), ((string)opened.Json["version"]!, (string)changed.Json["version"]!));
        Assert.Equal(("2078-02-28T15:59:59+00:00", "2078-03-03T15:59:59+00:00"), (Due(opened.Json), Due(changed.Json)));
        Assert.Equal((true, false), (IsProvisional(opened.Json), IsProvisional(changed.Json)));
        Assert.True(JsonNode.DeepEquals(changed.Json, (await lead.GetAsync($"{path}/plan/proposal")).Json["plan"]));

        Assert.Equal("200", (await app.As("operator", isOperator: true).DeleteAsync("calendar/2078")).Outcome);
        Assert.Null((await app.As("someone").GetAsync("calendar")).Json["years"]!["2078"]);

        static JsonNode Evaluation(JsonNode plan) => plan["stages"]!.AsArray().Single(stage => (string)stage!["id"]! == "self-evaluation")!;
        static string Due(JsonNode plan) => (string)Evaluation(plan)["dueAt"]!;
        static bool IsProvisional(JsonNode plan) => Evaluation(plan)["provisional"] is not null;
    }

    [Fact]
    public async Task The_manuals_example_of_a_plan_of_ones_own_is_taken()
    {
        var guide = await File.ReadAllTextAsync(Path.Combine(AppContext.BaseDirectory, "user-guide.zh-CN.md"));
        var (request, body) = guide.ReplaceLineEndings("\n").Split("```json\n")[1].Split("```")[0].Split('\n', 2) is [var first, var rest]
            ? (first, rest)
            : throw new FormatException("The example is not as it was.");
        var year = await TestYear.OpenAsync(app, open: false);

        var opened = await year.As("lead").PutAsync(request["PUT ".Length..].Replace("{单位}", year.Unit, StringComparison.Ordinal), body);

        Assert.Equal("202", opened.Outcome);
        Assert.Equal(4, (await year.As("lead").GetAsync($"units/{year.Unit}/years/2027/plan")).Json["stages"]!.AsArray().Count);
    }

    [Theory]
    [InlineData("calendar/2079", """{"holidays":[],"workdays":[]}""", "400 HOLIDAYS_WRONG")]
    [InlineData("calendar/2079", """{"holidays":["2079-01-01"],"workdays":["2079-01-03"]}""", "400 HOLIDAYS_WRONG")] // a Tuesday
    [InlineData("calendar/2079", """{"holidays":["2079-02-30"],"workdays":[]}""", "400 BAD_JSON")]
    [InlineData("calendar/2079", """{"holidays":null,"workdays":[]}""", "400 BAD_JSON")]
    [InlineData("calendar/2079", """{"holidays":["2079-01-01"],"workdays":[],"notice":"a\u202Eb"}""", "400 BAD_VALUE")]
    [InlineData("calendar/next", """{"holidays":["2079-01-01"],"workdays":[]}""", "404 NOT_FOUND")]
    public async Task Holidays_that_cannot_be_are_refused(string path, string body, string outcome)
    {
        Assert.Equal(outcome, (await app.As("operator", isOperator: true).PutAsync(path, body)).Outcome);
        Assert.Null((await app.As("someone").GetAsync("calendar")).Json["years"]!["2079"]);
        Assert.Equal("403 ROLE_REQUIRED", (await app.As("someone").PutAsync(path, body)).Outcome);
    }
}
