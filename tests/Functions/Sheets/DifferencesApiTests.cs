using PerfFlow.Functions.Tests.App;

namespace PerfFlow.Functions.Tests.Sheets;

[Collection(AppCollection.Name)]
public class DifferencesApiTests(TestApp app)
{
    [Fact]
    public async Task A_resubmitted_sheet_is_shown_against_the_version_before()
    {
        var year = await TestYear.OpenAsync(app);
        await year.SettleAsync("targets", TestSheets.Targets(TestYear.Project, TestYear.Year));
        await year.UploadAsync("self-evaluation", TestSheets.SelfEvaluation(TestYear.Project, TestYear.Year));
        await year.UploadAsync("self-evaluation", TestSheets.SelfEvaluation(TestYear.Project, TestYear.Year, trained: 90));

        var answer = (await year.As("lead").GetAsync($"{year.Item("self-evaluation")}/differences")).Json;

        Assert.Equal((1, 2), ((int)answer["from"]!, (int)answer["to"]!));
        Assert.Equal(["total"], answer["sheet"]!.AsArray().Select(value => (string?)value!["field"]));
        var changed = Assert.Single(answer["indicators"]!.AsArray())!;
        Assert.Equal(("changed", "i01", "培训人数"), ((string?)changed["change"], (string?)changed["id"], (string?)changed["name"]));
        var values = changed["values"]!.AsArray().ToDictionary(value => (string)value!["field"]!, value => value!);
        Assert.Equal(["actual", "explanation", "score"], values.Keys.Order(StringComparer.Ordinal));
        Assert.Equal(
            ("100人", "90人", null),
            ((string?)values["actual"]["old"]!["text"], (string?)values["actual"]["new"]!["text"],
                (string?)values["explanation"]["old"]?["text"]));
        Assert.Contains("!", (string)values["actual"]["new"]!["cell"]!, StringComparison.Ordinal);

        var same = (await year.As("lead").GetAsync($"{year.Item("self-evaluation")}/differences?from=2&to=2")).Json;
        Assert.Empty(same["indicators"]!.AsArray());
        var back = (await year.As("lead").GetAsync($"{year.Item("self-evaluation")}/differences?from=2&to=1")).Json;
        Assert.Equal("90人", (string?)back["indicators"]![0]!["values"]![0]!["old"]!["text"]);
    }

    [Theory]
    [InlineData("", "404 NO_SUCH_VERSION")]
    [InlineData("?from=1&to=7", "404 NO_SUCH_VERSION")]
    [InlineData("?from=x", "400 BAD_VALUE")]
    [InlineData("?to=-1", "400 BAD_VALUE")]
    public async Task Versions_that_are_none_are_refused(string query, string outcome)
    {
        var year = await TestYear.OpenAsync(app);
        await year.UploadAsync("targets", TestSheets.Targets(TestYear.Project, TestYear.Year));

        Assert.Equal(outcome, (await year.As("lead").GetAsync($"{year.Item("targets")}/differences{query}")).Outcome);
    }

    [Fact]
    public async Task A_version_without_a_form_is_not_comparable()
    {
        var year = await TestYear.OpenAsync(app);
        await year.UploadAsync("targets", TestSheets.Targets(TestYear.Project, TestYear.Year));
        await year.UploadAsync("targets", TestSheets.SelfEvaluation(TestYear.Project, TestYear.Year));

        Assert.Equal("409 NOT_COMPARABLE", (await year.As("lead").GetAsync($"{year.Item("targets")}/differences")).Outcome);
    }
}
