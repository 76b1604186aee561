using PerfFlow.Functions.Tests.App;

namespace PerfFlow.Functions.Tests.Years;

[Collection(AppCollection.Name)]
public class SetProjectTests(TestApp app)
{
    [Fact]
    public async Task Of_many_projects_at_once_each_is_decided_on_what_the_others_have_left_and_the_membership_is_noted_once()
    {
        var year = await TestYear.OpenAsync(app);

        var registered = await Task.WhenAll(Enumerable.Range(2, 8).Select(number => year.As("lead").PutAsync(
            $"{year.Base}/projects/p{number}", $$"""{"name":"项目 {{number}}","section":"{{TestYear.Section}}"}""")));

        Assert.All(registered, answer => Assert.Equal("201", answer.Outcome));
        var log = (await year.As("auditor").GetAsync($"{year.Base}/ledger?take=200")).Json["events"]!.AsArray();
        Assert.Equal(
            [("membership-used", 1), ("project-registered", 9), ("year-opened", 1)],
            log.CountBy(entry => (string)entry!["what"]!).Select(what => (what.Key, what.Value)).Order());
    }
}
