using System.Collections.Concurrent;
using PerfFlow.Domain.Plan;
using PerfFlow.Functions.Tests.App;
using PerfFlow.Functions.Tests.Sweeping;
using PerfFlow.Storage.Notices;

namespace PerfFlow.Faults.Tests.Sweeping;

/// <summary>
/// A year over which no blob is told of, and of the starts and events of every instance the first is lost, and each n-th after it: what
/// anyone waits for has come after three rounds of the sweep, a quarter of an hour.
/// </summary>
public class LostWakeUpsTests
{
    private const int Rounds = 3;

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Whatever_is_lost_on_the_way_to_an_instance_is_mended_within_a_quarter_of_an_hour(int each)
    {
        await using var swept = await SweptApp.StartAsync();
        var calls = new ConcurrentDictionary<string, int>();
        var lost = 0;
        swept.App.Hub.Loses = instance =>
        {
            var loses = (calls.AddOrUpdate(instance, 1, (_, count) => count + 1) - 1) % each == 0;
            Interlocked.Add(ref lost, loses ? 1 : 0);
            return loses;
        };
        var year = await TestYear.OpenAsync(swept.App);

        foreach (var (stage, sheet) in new[]
        {
            ("targets", TestSheets.Targets(TestYear.Project, TestYear.Year)),
            ("self-evaluation", TestSheets.SelfEvaluation(TestYear.Project, TestYear.Year)),
        })
        {
            var uploaded = await year.As("section-clerk").UploadAsync(year.Item(stage), sheet);
            await MendedAsync(
                () => year.As("section-clerk").GetAsync((string)uploaded.Json["status"]!),
                answer => (string?)answer.Json["state"] == "read");
            Assert.Equal("200", (await year.DecideAsync("section-head", stage, "submit", 1)).Outcome);
            Assert.Equal("200", (await year.DecideAsync("lead", stage, "check", 1)).Outcome);
            Assert.Equal("200", (await year.DecideAsync("group-chair", stage, "approve", 1)).Outcome);
            await MendedAsync(() => year.As("lead").GetAsync(year.Item(stage)), answer => (string?)answer.Json["state"] == "locked");
        }

        swept.Clock.Advance(TimeSpan.FromMinutes(30)); // past the rung of q1, which nothing has been handed in for
        await MendedAsync(
            () => year.As("lead").GetAsync($"{year.Base}/reminders?stage=q1"),
            answer => answer.Json["stages"]![0]!["sent"]!.AsArray().Count == 1);
        Assert.Single(
            (await swept.App.Get<Inbox>().ListAsync(UnitId.Parse(year.Unit).Value, "t:section-clerk", 10)).Notices,
            notice => notice.Notice.Stage.Value == "q1");

        Assert.Equal("202", (await year.As("lead").PostAsync($"{year.Base}/report", null)).Outcome);
        await MendedAsync(() => year.As("lead").GetAsync($"{year.Base}/report"), answer => (string?)answer.Json["state"] == "ready");
        Assert.Equal("200", (await year.As("group-chair").PostAsync($"{year.Base}/report/approve", """{"version":1}""")).Outcome);
        Assert.Equal("200", (await year.As("unit-head").PostAsync($"{year.Base}/report/sign", """{"version":1}""")).Outcome);
        await MendedAsync(() => year.As("lead").GetAsync(year.Base), answer => (bool)answer.Json["done"]!);
        Assert.True(lost > 4, $"Only {lost} were lost.");

        async Task MendedAsync(Func<Task<Answer>> ask, Func<Answer, bool> mended)
        {
            for (var round = 0; round < Rounds; round++)
            {
                swept.Clock.Advance(SweptApp.Round);
                await swept.SweepAsync();
            }

            await Eventually.AnswersAsync(ask, mended); // what a look of the last round has started may still be at it
        }
    }
}
