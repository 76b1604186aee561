using PerfFlow.Azurite;
using PerfFlow.Domain.Plan;
using PerfFlow.Functions.Items;
using PerfFlow.Functions.Tests.App;
using PerfFlow.Storage;
using PerfFlow.Storage.Ledgers;

namespace PerfFlow.Functions.Tests.Sheets;

/// <summary>What a sheet costs in storage transactions of our own (architecture §8), counted in the running app.</summary>
public class TransactionTests
{
    private const int Tries = 5; // the trigger may come before the version is in the ledger, and then asks once more

    [Fact]
    public async Task A_sheet_costs_a_counted_number_of_transactions_from_upload_to_scored()
    {
        await using var azurite = await AzuriteServer.StartAsync(); // its own: the app of the other tests must not read these sheets
        var sent = new Requests();
        await using var app = new TestApp(azurite)
        {
            SweepSchedule = TestApp.Never,
            Policies = [sent],
        };
        await app.InitializeAsync();
        var year = await TestYear.OpenAsync(app);
        var uncounted = new Ledger(StorageClients.Connect(azurite.ConnectionString), TimeProvider.System);

        await year.SettleAsync("targets", TestSheets.Targets(TestYear.Project, TestYear.Year));
        var monitoring = await CheapestAsync("q1", spent => TestSheets.Monitoring(TestYear.Project, TestYear.Year, 3, spent));
        var evaluation = await CheapestAsync(
            "self-evaluation", trained => TestSheets.SelfEvaluation(TestYear.Project, TestYear.Year, trained));

        // One more for each earlier reading (approved targets, the round before) that this process has not seen yet.
        var most = Budgets.Of("own transactions: a sheet, upload to scored");
        Assert.True(monitoring <= most && evaluation <= most, $"{monitoring} and {evaluation} transactions, {most} at most");

        async Task<int> CheapestAsync(string stage, Func<int, byte[]> sheet)
        {
            await OneAsync(stage, sheet(50)); // reads what is approved
            var counts = new List<int>();
            for (var i = 0; i < Tries; i++)
            {
                counts.Add(await OneAsync(stage, sheet(80 + i)));
            }

            return counts.Min();
        }

        async Task<int> OneAsync(string stage, byte[] sheet)
        {
            sent.Clear();
            var version = (int)(await year.As("section-clerk").UploadAsync(year.Item(stage), sheet)).Json["version"]!;
            await Eventually.HoldsAsync(async () => (await uncounted.ReadAsync(
                Streams.Of(UnitId.Parse(year.Unit).Value, TestYear.Year, ProjectId.Parse("p1").Value)))
                .StoryOf(StageId.Parse(stage).Value).Sheets[version].Reading is not null);
            // the last append is that of the reading
            return sent.Sent.ToList().FindLastIndex(request => request.Contains("$batch", StringComparison.Ordinal)) + 1;
        }
    }
}
