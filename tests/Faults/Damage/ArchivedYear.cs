using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using PerfFlow.Domain.Plan;
using PerfFlow.Functions.Tests.App;
using PerfFlow.Storage;
using PerfFlow.Storage.Files;

namespace PerfFlow.Faults.Tests.Damage;

/// <summary>
/// A year of one project played to its end, on a storage of its own, by an app that is gone: what is asked of it then is read again, for
/// nothing is at hand.
/// </summary>
public sealed class ArchivedYear : IAsyncLifetime
{
    /// <summary>Longer than what is held back of a file until its hash is known.</summary>
    private static readonly byte[] Proof = [.. "%PDF-1.7 签到表"u8, .. new byte[100_000]];

    private readonly OwnStorage storage = new();

    /// <summary>Where each file of the year is handed out.</summary>
    internal IReadOnlyDictionary<string, string> Paths { get; private set; } = new Dictionary<string, string>();

    internal string Unit { get; private set; } = "";

    internal StorageClients Clients => storage.Connect();

    internal Hand Hand => new(Clients);

    public async Task InitializeAsync()
    {
        await storage.InitializeAsync();
        await using var app = new TestApp(storage.Azurite);
        await app.InitializeAsync();
        var year = await TestYear.OpenAsync(app);
        Unit = year.Unit;
        var targets = await year.SettleAsync("targets", TestSheets.Targets(TestYear.Project, TestYear.Year));
        var attached = await year.As("section-clerk").SendAsync(
            HttpMethod.Post, $"{year.Item("self-evaluation")}/evidence?indicator=i01&fileName=a.pdf", new ByteArrayContent(Proof));
        var first = await year.UploadAsync("self-evaluation", TestSheets.SelfEvaluation(TestYear.Project, TestYear.Year, trained: 90));
        await year.SettleAsync("self-evaluation", TestSheets.SelfEvaluation(TestYear.Project, TestYear.Year));
        await year.DraftReportAsync();
        await year.SignReportAsync();
        await Eventually.AnswersAsync( // the last anchor is written, and the registry knows
            () => year.As("lead").GetAsync($"units/{year.Unit}"), answer => answer.Json["years"]!.AsArray().Count == 0);
        await Eventually.HoldsAsync(async () => // every sheet has left the inbox
        {
            await foreach (var _ in new Uploads(Clients).WaitingAsync(UnitId.Parse(Unit).Value))
            {
                return false;
            }

            return true;
        });
        Paths = new Dictionary<string, string>
        {
            ["reading"] = $"{year.Item("targets")}/uploads/{targets}",
            ["indicators"] = $"{year.Base}/projects/p1/indicators",
            ["template"] = $"{year.Item("q1")}/template",
            ["differences"] = $"{year.Item("self-evaluation")}/differences?from={first.Version}",
            ["sheet"] = $"{year.Item("targets")}/uploads/{targets}/file",
            ["marked copy"] = $"{year.Item("targets")}/uploads/{targets}/marked",
            ["evidence"] = attached.Headers.Location!.OriginalString,
            ["workbook"] = $"{year.Base}/report/workbook",
            ["markdown"] = $"{year.Base}/report/markdown",
            ["archive"] = $"{year.Base}/projects/p1/archive",
            ["verification"] = $"{year.Base}/ledger/verification",
        };
    }

    public Task DisposeAsync() => storage.DisposeAsync();

    /// <summary>An app that has read nothing yet.</summary>
    internal async Task<TestApp> ColdAsync(
        Journal journal, string nightly = TestApp.Never, IReadOnlyDictionary<string, string?>? settings = null)
    {
        var app = new TestApp(storage.Azurite)
        {
            SweepSchedule = TestApp.Never,
            NightlySchedule = nightly,
            Settings = settings ?? new Dictionary<string, string?>(),
            ConfigureServices = services => services.AddSingleton<ILoggerProvider>(journal),
        };
        await app.InitializeAsync();
        return app;
    }
}
