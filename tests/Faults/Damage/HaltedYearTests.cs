using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using PerfFlow.Functions.Tests.App;

namespace PerfFlow.Faults.Tests.Damage;

/// <summary>What goes on by itself stops at a reading that was altered, says so, and goes on when it is restored.</summary>
public class HaltedYearTests(OwnStorage storage) : IClassFixture<OwnStorage>
{
    private const string Targets = "\"targets\":{";
    private const string Evaluation = "\"selfEvaluation\":{";

    [Fact]
    public async Task Reading_sheets_locking_reporting_and_archiving_wait_until_what_they_rest_on_is_restored()
    {
        var hand = new Hand(storage.Connect());
        string unit;
        await using (var app = await StartAsync(null))
        {
            var year = await TestYear.OpenAsync(app);
            unit = year.Unit;
            await year.SettleAsync("targets", TestSheets.Targets(TestYear.Project, TestYear.Year));
        }

        await AlteredAsync("readings", Targets, async (year, restore, _) =>
        {
            var (version, failed) = await year.UploadAsync(
                "self-evaluation", TestSheets.SelfEvaluation(TestYear.Project, TestYear.Year, trained: 90));
            Assert.Equal("INGEST_FAILED", (string?)failed.Json["findings"]![0]!["code"]);
            await restore();
            var (again, read) = await year.UploadAsync("self-evaluation", TestSheets.SelfEvaluation(TestYear.Project, TestYear.Year));
            Assert.Equal((version + 1, true), (again, (bool)read.Json["ok"]!));
            Assert.Equal("200", (await year.DecideAsync("section-head", "self-evaluation", "submit", again)).Outcome);
            Assert.Equal("200", (await year.DecideAsync("lead", "self-evaluation", "check", again)).Outcome);
        });

        await AlteredAsync("readings", Evaluation, async (year, restore, journal) =>
        {
            Assert.Equal("200", (await year.DecideAsync("group-chair", "self-evaluation", "approve", 2)).Outcome);
            await AlarmAsync(journal);
            Assert.Equal("approved", (string?)(await year.As("lead").GetAsync(year.Item("self-evaluation"))).Json["state"]);
            await restore();
            await year.StateAsync("self-evaluation", "locked");
        });

        await AlteredAsync("readings", Evaluation, async (year, restore, _) =>
        {
            Assert.Equal("202", (await year.As("lead").PostAsync($"{year.Base}/report", null)).Outcome);
            var waiting = await Eventually.AnswersAsync(
                () => year.As("lead").GetAsync($"{year.Base}/report"), answer => answer.Json["obstacle"] is not null);
            Assert.Equal(
                ("building", "READING_ALTERED"), ((string?)waiting.Json["state"], (string?)waiting.Json["obstacle"]!["code"]));
            await restore();
            var ready = await Eventually.AnswersAsync(
                () => year.As("lead").GetAsync($"{year.Base}/report"), answer => (string?)answer.Json["state"] == "ready");
            Assert.Null(ready.Json["obstacle"]);
            Assert.Equal("200", (await year.As("group-member").PostAsync($"{year.Base}/report/approve", """{"version":1}""")).Outcome);
        });

        await AlteredAsync("readings", Evaluation, async (year, restore, _) =>
        {
            Assert.Equal("200", (await year.As("unit-head").PostAsync($"{year.Base}/report/sign", """{"version":1}""")).Outcome);
            var waiting = await Eventually.AnswersAsync(
                () => year.As("lead").GetAsync($"{year.Base}/projects/p1/archive"), answer => answer.Outcome != "409 NOT_ARCHIVED_YET");
            Assert.Equal("409 READING_ALTERED", waiting.Outcome);
            await restore();
            await Eventually.AnswersAsync(() => year.As("lead").GetAsync(year.Base), answer => (bool)answer.Json["done"]!);
            Assert.Equal("200", (await year.As("lead").GetAsync($"{year.Base}/projects/p1/archive")).Outcome);
        });

        // In a process that has nothing at hand, with an alarm at the end of it.
        async Task AlteredAsync(string container, string words, Func<TestYear, Func<Task>, Journal, Task> halted)
        {
            using var journal = new Journal();
            await using var app = await StartAsync(journal);
            await halted(new TestYear(app, unit), await hand.ChangeBlobAsync(container, $"{unit}/", words, Hand.LastByte), journal);
            await AlarmAsync(journal);
        }
    }

    private static Task AlarmAsync(Journal journal) => Eventually.HoldsAsync(
        () => journal.Errors.Any(error => error.Contains("is not what was kept: its SHA-256 should be", StringComparison.Ordinal)));

    private async Task<TestApp> StartAsync(Journal? journal)
    {
        var app = new TestApp(storage.Azurite)
        {
            ConfigureServices = services => _ = journal is null ? services : services.AddSingleton<ILoggerProvider>(journal),
        };
        await app.InitializeAsync();
        return app;
    }
}
