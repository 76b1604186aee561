using System.Collections.Concurrent;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using PerfFlow.Azurite;
using PerfFlow.Functions.Tests.App;

namespace PerfFlow.Functions.Tests.Edge.Http;

public class LogTests
{
    private const string Name = "张保密";
    private const string Mail = "zhang.baomi@example.org";

    /// <summary>What people wrote in cells and requests, and what lets them in.</summary>
    private static readonly string[] Secrets =
    [
        Name, Mail, "eyJ", "Bearer ", TestYear.Project, "培训人数", "学员满意度",
        "完成全年培训任务", "因疫情减少一期培训", "73.37", "佐证不足之处", "目标偏低之处", "财预〔2023〕45号",
    ];

    [Fact]
    public async Task No_line_of_the_log_holds_what_a_cell_said_a_token_or_an_address()
    {
        using var log = new CapturedLog();
        await using var azurite = await AzuriteServer.StartAsync(); // its own: elsewhere another app may read what is uploaded here
        await using var app = new TestApp(azurite)
        {
            ConfigureServices = services =>
                services.AddLogging(logging => logging.AddProvider(log).AddFilter<CapturedLog>(null, LogLevel.Debug)),
        };
        await app.InitializeAsync();

        await PlayAsync(app);
        // told after it is done
        await Eventually.HoldsAsync(() => log.Lines.Any(line => line.Contains("Report 1 of", StringComparison.Ordinal)));

        var lines = log.Lines.ToList();
        Assert.Contains(lines, line => line.Contains("has been read: ok True", StringComparison.Ordinal));
        Assert.Contains(lines, line => line.Contains("has been read: ok False", StringComparison.Ordinal));
        Assert.DoesNotContain(lines, line => Secrets.Any(secret => line.Contains(secret, StringComparison.OrdinalIgnoreCase)));
    }

    private static async Task PlayAsync(TestApp app)
    {
        var year = await TestYear.OpenAsync(app);
        Assert.Equal("200", (await year.As("admin").PutAsync(
            $"units/{year.Unit}/members/t:other",
            $$"""{"name":"{{Name}}","roles":["section-clerk"],"sections":["培训科"],"email":"{{Mail}}"}""")).Outcome);
        Assert.Equal(
            "401 UNAUTHENTICATED",
            (await app.WithToken(TestApp.Token("lead", key: "another-key-of-thirty-two-bytes-or-more")).GetAsync(year.Base)).Outcome);

        var (wrong, reading) = await year.UploadAsync("targets", TestSheets.SelfEvaluation(TestYear.Project, TestYear.Year, trained: 80));
        Assert.False((bool)reading.Json["ok"]!);
        Assert.Equal("409 READING_HAS_ERRORS", (await year.DecideAsync("section-head", "targets", "submit", wrong)).Outcome);
        var (returned, _) = await year.UploadAsync("targets", TestSheets.Targets(TestYear.Project, TestYear.Year));
        Assert.Equal("200", (await year.DecideAsync("section-head", "targets", "submit", returned)).Outcome);
        Assert.Equal("200", (await year.DecideAsync("lead", "targets", "return", returned, ""","reason":"目标偏低之处" """)).Outcome);
        await year.SettleAsync("targets", TestSheets.Targets(TestYear.Project, TestYear.Year));
        Assert.Equal("200", (await year.As("section-head").PostAsync(
            $"{year.Item("targets")}/adjust", """{"reason":"目标偏低之处","document":"财预〔2023〕45号"}""")).Outcome);
        Assert.Equal("200", (await year.As("section-head").PostAsync($"{year.Item("targets")}/adjust/drop", null)).Outcome);

        var (version, _) = await year.UploadAsync(
            "self-evaluation", TestSheets.SelfEvaluation(TestYear.Project, TestYear.Year, trained: 80));
        Assert.Equal("200", (await year.DecideAsync("section-head", "self-evaluation", "submit", version)).Outcome);
        Assert.Equal("200", (await year.DecideAsync("lead", "self-evaluation", "check", version)).Outcome);
        Assert.Equal(
            "200",
            (await year.DecideAsync(
                "group-chair", "self-evaluation", "override", version, ""","score":73.37,"reason":"佐证不足之处" """)).Outcome);
        Assert.Equal("200", (await year.DecideAsync("group-chair", "self-evaluation", "approve", version)).Outcome);
        await year.StateAsync("self-evaluation", "locked");
        await year.DraftReportAsync();
        Assert.Contains("73.37", (await year.As("lead").GetAsync($"{year.Base}/report/markdown")).Text, StringComparison.Ordinal);
    }

    /// <summary>Every line with its values and its exception.</summary>
    private sealed class CapturedLog : ILoggerProvider
    {
        public ConcurrentQueue<string> Lines { get; } = new();

        public ILogger CreateLogger(string categoryName) => new Writer(categoryName, Lines);

        public void Dispose()
        {
        }

        private sealed class Writer(string category, ConcurrentQueue<string> lines) : ILogger
        {
            public IDisposable? BeginScope<TState>(TState state)
                where TState : notnull => null;

            public bool IsEnabled(LogLevel logLevel) => true;

            public void Log<TState>(
                LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
            {
                var line = new StringBuilder($"{category}: {formatter(state, exception)} {exception}");
                foreach (var (name, value) in state as IEnumerable<KeyValuePair<string, object?>> ?? [])
                {
                    line.Append(' ').Append(name).Append('=').Append(value);
                }

                lines.Enqueue(line.ToString());
            }
        }
    }
}
