using PerfFlow.Azurite;
using PerfFlow.Functions.Tests.App;
using PerfFlow.Storage;

namespace PerfFlow.Functions.Tests.Edge;

/// <summary>What single requests cost in storage transactions of our own, counted in the running app.</summary>
public class RequestCostTests
{
    private const int Tries = 5; // what follows from an earlier request may be counted with this one

    [Fact]
    public async Task Each_request_costs_a_counted_number_of_transactions()
    {
        await using var azurite = await AzuriteServer.StartAsync(); // its own: nothing of the other tests may be counted
        var counter = new TransactionCounter();
        await using var app = new TestApp(azurite)
        {
            SweepSchedule = TestApp.Never,
            Policies = [counter],
        };
        await app.InitializeAsync();
        var year = await TestYear.OpenAsync(app);
        await year.SettleAsync("targets", TestSheets.Targets(TestYear.Project, TestYear.Year));

        (string Request, long Cost)[] costs =
        [
            // the caller, the person's units, who is in the unit, and the batch
            ("setting a member", await CheapestAsync("200", attempt => year.As("admin").PutAsync(
                $"units/{year.Unit}/members/t:new",
                $$"""{"name":"{{attempt}}","roles":["auditor"]}""",
                ("Idempotency-Key", $"{attempt}")))),

            // the caller, and the project
            ("a template", await CheapestAsync("200", _ => year.As("section-clerk").GetAsync($"{year.Item("q1")}/template"))),

            // all people with the caller among them, the file, and the batch
            ("attaching evidence", await CheapestAsync("201", attempt => year.As("section-clerk").SendAsync(
                HttpMethod.Post, $"{year.Item("q1")}/evidence?indicator=i01", new StringContent($"佐证 {attempt}")))),

            // the caller, the project, and the batch
            ("setting a project", await CheapestAsync("200", attempt => year.As("lead").PutAsync(
                $"{year.Base}/projects/p1", $$"""{"name":"{{attempt}}","section":"{{TestYear.Section}}"}"""))),
        ];

        Assert.Equal(costs.Select(cost => (cost.Request, (long)Budgets.Of($"own transactions: {cost.Request}"))), costs);

        async Task<long> CheapestAsync(string outcome, Func<int, Task<Answer>> request)
        {
            var counts = new List<long>();
            for (var attempt = 1; attempt <= Tries; attempt++)
            {
                counter.Take();
                Assert.Equal(outcome, (await request(attempt)).Outcome);
                counts.Add(counter.Take());
            }

            return counts.Min();
        }
    }
}
