using System.Collections.Concurrent;
using PerfFlow.Azurite;
using PerfFlow.Functions.Tests.App;
using PerfFlow.Storage;

namespace PerfFlow.Functions.Tests.Faults;

/// <summary>
/// Every use case of a year, from registering the unit to its archive, dying before and after each of its writes to storage:
/// whoever asked asks again, the sweep does the rest, and what is left behind is what an undisturbed year leaves.
/// </summary>
public class YearFaultTests
{
    private const int AtOnce = 6;

    private static readonly string[] UseCases =
    [
        "unit", "member", "confirmation", "project", "opening", "upload", "submit", "return", "check", "vote", "approve", "plan",
        "rectification",
        "rectification-answer", "rectification-close", "reopen", "consent", "adjust", "evidence", "draft", "report-approve", "sign",
    ];

    [Fact]
    public async Task A_year_converges_whatever_write_of_whatever_use_case_is_the_last()
    {
        await using var azurite = await AzuriteServer.StartAsync(); // its own: no other app may do this one's work
        var faults = new UnitFaults();
        await using var app = new TestApp(azurite) { Policies = [faults] };
        await app.InitializeAsync();
        var storage = StorageClients.Connect(azurite.ConnectionString);

        var undisturbed = new FaultyYear(app, faults, "fault000", 0, afterwards: false);
        await undisturbed.PlayAsync();
        var expected = await Trace.OfAsync(app, storage, undisturbed);
        Assert.Equal(UseCases, undisturbed.Counted.Select(each => each.UseCase).Distinct());
        Assert.All(undisturbed.Counted, each => Assert.True(each.Writes > 0, $"{each.UseCase} writes nothing."));
        await Trace.AssertSoundAsync(storage, undisturbed);

        var most = undisturbed.Counted.Max(each => each.Writes);
        var years = Enumerable.Range(0, 2 * most)
            .Select(i => new FaultyYear(app, faults, $"fault{i + 1:D3}", (i / 2) + 1, afterwards: i % 2 == 1))
            .ToList();
        var differences = new ConcurrentQueue<string>();
        await Parallel.ForEachAsync(years, new ParallelOptions { MaxDegreeOfParallelism = AtOnce }, async (year, _) =>
        {
            await year.PlayAsync();
            await Trace.AssertSoundAsync(storage, year);
            var actual = await Trace.OfAsync(app, storage, year);
            foreach (var line in expected.Except(actual)
                .Select(line => $"- {line}")
                .Concat(actual.Except(expected).Select(line => $"+ {line}")))
            {
                differences.Enqueue($"{year}: {line}");
            }

            if (actual.Count != expected.Count)
            {
                differences.Enqueue($"{year}: {actual.Count} lines instead of {expected.Count}");
            }
        });

        Assert.Empty(differences);
        Assert.All(years.Take(2), year => Assert.Empty(year.Unharmed)); // dying at the first write, every use case dies
    }
}
