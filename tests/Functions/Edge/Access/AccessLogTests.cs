using System.Collections.Concurrent;
using System.Globalization;
using System.Reflection;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using PerfFlow.Azurite;
using PerfFlow.Domain.Access;
using PerfFlow.Functions.Edge.Access;
using PerfFlow.Functions.Edge.OpenApi;
using PerfFlow.Functions.Items;
using PerfFlow.Functions.Tests.App;

namespace PerfFlow.Functions.Tests.Edge.Access;

/// <summary>Who was turned away, and who read what is personal or confidential, stands in the log: one line each, and no flood.</summary>
public class AccessLogTests
{
    [Fact]
    public async Task Reads_of_people_evidence_ledger_and_archives_and_what_was_refused_have_a_line_with_person_function_unit_and_status()
    {
        using var log = new Lines();
        await using var app = await StartAsync(log);
        var year = await TestYear.OpenAsync(app);
        await year.SettleAsync("targets", TestSheets.Targets(TestYear.Project, TestYear.Year));
        var keys = (await year.As("admin").GetAsync($"units/{year.Unit}/members")).Json.AsArray()
            .ToDictionary(member => (string)member!["person"]!, member => (string)member!["key"]!);
        log.Clear();

        Assert.Equal("200", (await year.As("lead").GetAsync($"units/{year.Unit}/members")).Outcome);
        Assert.Equal("404 NOT_FOUND", (await year.As("auditor").GetAsync($"units/{year.Unit}/members/t:nobody")).Outcome);
        Assert.Equal("404 NOT_FOUND", (await year.As("section-clerk").GetAsync($"{year.Item("q1")}/evidence/none")).Outcome);
        Assert.Equal("409 NOT_ARCHIVED_YET", (await year.As("unit-head").GetAsync($"{year.Base}/projects/p1/archive")).Outcome);
        Assert.Equal("404 NOT_FOUND", (await year.As("stranger").GetAsync($"{year.Base}/ledger")).Outcome);
        Assert.Equal("403 ROLE_REQUIRED", (await year.As("section-clerk").GetAsync($"{year.Base}/ledger")).Outcome);
        Assert.Equal("401 UNAUTHENTICATED", (await app.WithToken(null).GetAsync($"units/{year.Unit}/members")).Outcome);
        Assert.Equal("200", (await year.As("lead").GetAsync(year.Item("q1"))).Outcome); // nothing to be told of

        await Eventually.HoldsAsync(() => log.All.Count >= 7);
        Assert.Equal(
            [
                $"{keys["t:auditor"]} used GetMember of {year.Unit}: 404.",
                $"{keys["t:lead"]} used ListMembers of {year.Unit}: 200.",
                $"{keys["t:section-clerk"]} may not use GetLedger of {year.Unit}, 1 times in this minute.",
                $"{keys["t:section-clerk"]} used GetEvidence of {year.Unit}: 404.",
                $"{keys["t:unit-head"]} used GetArchive of {year.Unit}: 409.",
                $"127.0.0.1 did not sign in, 1 times in this minute, now for ListMembers of {year.Unit}.",
                $"#stranger used GetLedger of {year.Unit}: 404.",
            ],
            log.All.Select(line => line[0] == '#' ? $"#stranger{line[17..]}" : line).OrderBy(line => Order(line, keys)).ToArray());
    }

    [Fact]
    public async Task A_thousand_calls_without_a_token_are_four_lines()
    {
        using var log = new Lines();
        await using var app = await StartAsync(log, new FakeTimeProvider(TimeProvider.System.GetUtcNow()));
        for (var i = 0; i < 1000; i++)
        {
            Assert.Equal("401 UNAUTHENTICATED", (await app.WithToken(null).GetAsync($"units/u{i}")).Outcome);
        }

        await Eventually.HoldsAsync(() => log.All.Count >= 4);
        Assert.Equal(["1", "10", "100", "1000"], log.All.Select(line => line.Split(", ")[1].Split(' ')[0]));
    }

    [Fact]
    public void Many_callers_are_as_few_lines_and_the_next_minute_begins_anew()
    {
        var time = new FakeTimeProvider();
        var counts = new MinuteCounts(time);

        var lines = Enumerable.Range(0, 20_000)
            .Select(i => counts.Next(i.ToString(CultureInfo.InvariantCulture)))
            .Where(next => next.Times is not null)
            .ToList();
        time.Advance(TimeSpan.FromMinutes(1));

        Assert.Equal(1000 + 5, lines.Count); // 1,000 of their own; the others' 1st, 10th, 100th, 1,000th and 10,000th
        Assert.Equal(("0", 1), counts.Next("0"));
    }

    [Fact]
    public void Every_function_that_shows_people_evidence_ledger_or_archives_is_one_of_these()
    {
        string[] marks = ["/members", "/evidence", "/archive", "/ledger", "/reminder"];
        var untold = OpenApiDocument.HttpFunctions(typeof(ItemApi).Assembly)
            .Where(function => function.Trigger.Methods!.Contains("get")
                && marks.Any(mark => function.Trigger.Route!.Contains(mark, StringComparison.Ordinal)))
            .Where(function => !Rights.IsLogged(function.Method.GetCustomAttribute<RequiresAttribute>()!.Right))
            .Select(function => function.Trigger.Route);

        Assert.Empty(untold);
    }

    private static int Order(string line, Dictionary<string, string> keys) => Array.FindIndex(
        (string[])
        [
            keys["t:auditor"], keys["t:lead"], $"{keys["t:section-clerk"]} may", keys["t:section-clerk"], keys["t:unit-head"], "127", "#",
        ],
        start => line.StartsWith(start, StringComparison.Ordinal));

    private static async Task<TestApp> StartAsync(Lines log, TimeProvider? clock = null)
    {
        var app = new TestApp(await AzuriteServer.SharedAsync())
        {
            SweepSchedule = TestApp.Never,
            ConfigureServices = services =>
            {
                services.AddLogging(logging => logging.AddProvider(log).AddFilter<Lines>(null, LogLevel.Information));
                if (clock is not null)
                {
                    services.AddSingleton(clock);
                }
            },
        };
        await app.InitializeAsync();
        return app;
    }

    /// <summary>What the access log has written.</summary>
    private sealed class Lines : ILoggerProvider, ILogger
    {
        private ConcurrentQueue<string> lines = new();

        public IReadOnlyList<string> All => [.. lines];

        public void Clear() => lines = new();

        public ILogger CreateLogger(string categoryName) => categoryName == typeof(AccessLog).FullName
            ? this
            : Microsoft.Extensions.Logging.Abstractions.NullLogger.Instance;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(
            LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            lines.Enqueue(formatter(state, exception));

        public void Dispose()
        {
        }
    }
}
