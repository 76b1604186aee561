using PerfFlow.Functions.Tests.App;

namespace PerfFlow.Functions.Tests.Reviews;

[Collection(AppCollection.Name)]
public class NoteApiTests(TestApp app)
{
    [Fact]
    public async Task What_the_group_has_taken_note_of_is_the_leads_in_the_next_round_and_says_who_took_it_and_until_when()
    {
        var year = await WithTwoRoundsAsync();
        var march = await SubmittedAsync(year, "q1", 3);
        Assert.Equal("200", (await year.DecideAsync("lead", "q1", "check", march)).Outcome);

        var noted = await year.DecideAsync("group-chair", "q1", "notes", march,
            ""","cause":"execution","until":9,"reason":"按合同秋季付款","minutes":"2023-4" """);
        Assert.Equal("200", noted.Outcome);
        Assert.Equal("200", (await year.DecideAsync("group-chair", "q1", "approve", march)).Outcome);
        var june = await SubmittedAsync(year, "q2", 6);
        Assert.Equal("409 WRONG_STATE", (await year.DecideAsync("lead", "q2", "check", june)).Outcome);

        var shown = await year.As("section-clerk").GetAsync(year.Item("q2"));
        var note = Assert.Single(shown.Json["notes"]!.AsArray())!;
        Assert.Equal(
            ("execution", 9, "q1", "按合同秋季付款", "2023-4"),
            ((string)note["cause"]!, (int)note["until"]!, (string)note["stage"]!, (string)note["reason"]!, (string)note["minutes"]!));
        Assert.Equal((true, "red"), ((bool)shown.Json["noted"]!, (string)shown.Json["figures"]!["light"]!));
        Assert.Equal((string)noted.Json["notes"]![0]!["name"]!, (string)note["name"]!);
        Assert.Equal("200", (await year.DecideAsync("lead", "q2", "approve", june)).Outcome);
    }

    [Fact]
    public async Task A_new_cause_goes_to_the_group_again()
    {
        var year = await WithTwoRoundsAsync();
        var march = await SubmittedAsync(year, "q1", 3, trained: 20);
        Assert.Equal("200", (await year.DecideAsync("lead", "q1", "check", march)).Outcome);
        await year.DecideAsync("group-chair", "q1", "notes", march, ""","cause":"execution","until":12,"reason":"按合同秋季付款" """);
        Assert.Equal("200", (await year.DecideAsync("group-chair", "q1", "approve", march)).Outcome);

        var june = await SubmittedAsync(year, "q2", 6, trained: 20);

        Assert.Equal("409 RED_NEEDS_GROUP", (await year.DecideAsync("lead", "q2", "approve", june)).Outcome);
        Assert.Equal("200", (await year.DecideAsync("lead", "q2", "check", june)).Outcome);
    }

    [Theory]
    [InlineData("group-chair", ""","cause":"execution","until":3,"reason":"秋季付款" """, "400 NOTE_UNTIL_OUT_OF_RANGE")]
    [InlineData("group-chair", ""","cause":"execution","reason":"秋季付款" """, "400 NOTE_UNTIL_OUT_OF_RANGE")]
    [InlineData("group-chair", ""","cause":"execution","until":9""", "400 REASON_REQUIRED")]
    [InlineData("group-chair", ""","cause":"i01","until":9,"reason":"秋季付款" """, "409 CAUSE_NOT_RED")]
    [InlineData("group-member", ""","cause":"execution","until":9,"reason":"秋季付款" """, "403 ROLE_REQUIRED")]
    public async Task A_note_that_cannot_be_is_refused_by_name(string role, string body, string outcome)
    {
        var year = await WithTwoRoundsAsync();
        var march = await SubmittedAsync(year, "q1", 3);
        Assert.Equal("200", (await year.DecideAsync("lead", "q1", "check", march)).Outcome);

        Assert.Equal(outcome, (await year.DecideAsync(role, "q1", "notes", march, body)).Outcome);
    }

    private async Task<TestYear> WithTwoRoundsAsync()
    {
        var year = await TestYear.OpenWithTwoRoundsAsync(app);
        await year.SettleAsync("targets", TestSheets.Targets(TestYear.Project, TestYear.Year));
        return year;
    }

    /// <summary>A round in which nothing is spent.</summary>
    private static async Task<int> SubmittedAsync(TestYear year, string stage, int month, int trained = 100)
    {
        var (version, reading) = await year.UploadAsync(
            stage, TestSheets.Monitoring(TestYear.Project, TestYear.Year, month, spent: 0, trained: trained));
        Assert.True((bool)reading.Json["ok"]!, reading.Text);
        Assert.Equal("200", (await year.DecideAsync("section-head", stage, "submit", version)).Outcome);
        return version;
    }
}
