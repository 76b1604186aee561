using PerfFlow.Attack.Tests.App;

namespace PerfFlow.Attack.Tests.Tampering;

/// <summary>Changes made by hand in the storage, against <c>tampering.md</c>: each is seen, none brings a route down.</summary>
public sealed class TamperingTests(TamperedYears years) : IClassFixture<TamperedYears>
{
    private const string Verification = "verification";
    private const string NoFile = "no file";

    /// <summary>Roles that together may read everything that is read from the ledger.</summary>
    private static readonly string[] Readers = ["lead", "clerk", "auditor"];

    private readonly Vault vault = new(years.App);

    private Tampered Hands => new(vault, years.Amid, years.Signed);

    [Fact]
    public void Each_change_stands_in_the_table_once() => Assert.Equal(
        Hands.Changes.Keys.Order(StringComparer.Ordinal),
        Rows("Detected").Concat(Rows("Awaited")).Select(row => row.Change).Order(StringComparer.Ordinal));

    [Fact]
    public async Task Each_change_is_seen() => Nothing.IsIn(await WithEachAsync(Rows("Detected"), UnseenAsync));

    [OnDemandFact(OnDemand.Awaited)]
    public async Task Each_change_that_is_awaited_is_seen_too() => Nothing.IsIn(await WithEachAsync(Rows("Awaited"), UnseenAsync));

    [OnDemandFact(OnDemand.Awaited)]
    public async Task No_route_breaks_whatever_was_changed() =>
        Nothing.IsIn(await WithEachAsync([.. Rows("Detected"), .. Rows("Awaited")], BrokenAsync));

    private static IReadOnlyList<Row> Rows(string section) =>
        [.. MarkdownTable.Rows("Tampering/tampering.md", section).Select(cells => new Row(cells[0], cells[1], cells[2]))];

    /// <returns>What was found wrong with one of the changes in place, after its name.</returns>
    private async Task<List<string>> WithEachAsync(IReadOnlyList<Row> rows, Func<Row, Task<IEnumerable<string>>> look)
    {
        var wrong = new List<string>();
        foreach (var row in rows)
        {
            if (row.Says == "READING_ALTERED")
            {
                await years.App.RestartAsync(); // what was verified before may be at hand
            }

            try
            {
                await Hands.Changes[row.Change]();
                wrong.AddRange((await look(row)).Select(found => $"{row.Change}: {found}"));
            }
            finally
            {
                await vault.RestoreAsync();
            }
        }

        await years.Amid.HeadsAsync();
        await years.Signed.HeadsAsync();
        return wrong;
    }

    private async Task<IEnumerable<string>> UnseenAsync(Row row) =>
        await SaidAsync(row) is var said && row.Says == said ? [] : [$"{row.By} says {said}, not {row.Says}"];

    private async Task<string> SaidAsync(Row row)
    {
        if (row.By != Verification)
        {
            return await DownloadedAsync(row.By);
        }

        var verified = await years.Amid.As("auditor").GetAsync($"{years.Amid.Base}/ledger/verification");
        if (verified.Status != 200)
        {
            return verified.Outcome;
        }

        var found = verified.Json["streams"]!.AsArray().Where(stream => stream!["found"] is not null)
            .Select(stream => $"{stream!["stream"]} {stream["found"]!["kind"]}");
        return (bool)verified.Json["ok"]! ? "ok" : row.Says == "not ok" ? "not ok" : string.Join(", ", found);
    }

    /// <summary>A download that breaks off is none, nor is a problem.</summary>
    private async Task<string> DownloadedAsync(string route)
    {
        var (unit, path) = route switch
        {
            "GET uploads/1/file" => (years.Amid, $"{years.Amid.Item("q1")}/uploads/1/file"),
            "GET evidence" => (years.Amid, $"{years.Amid.Item("q1")}/evidence/{years.Evidence}"),
            "GET indicators" => (years.Amid, $"{years.Amid.Base}/projects/p1/indicators"),
            "GET report/workbook" => (years.Signed, $"{years.Signed.Base}/report/workbook"),
            "GET report/markdown" => (years.Signed, $"{years.Signed.Base}/report/markdown"),
            "GET archive" => (years.Signed, $"{years.Signed.Base}/projects/p1/archive"),
            _ => throw new InvalidOperationException($"No such route in this table: {route}"),
        };
        try
        {
            var got = await unit.As("lead").GetAsync(path);
            return got.IsOk ? "the file" : got.Code is null or "UNEXPECTED" ? got.Outcome : route == "GET indicators" ? got.Code : NoFile;
        }
        catch (HttpRequestException)
        {
            return NoFile;
        }
    }

    /// <summary>Whom a route answers with a fault.</summary>
    private async Task<IEnumerable<string>> BrokenAsync(Row row)
    {
        var asked =
            from route in await Route.AllAsync(years.App)
            where route.Method == HttpMethod.Get
            from unit in row.By.Contains("report", StringComparison.Ordinal) || row.By.Contains("archive", StringComparison.Ordinal)
                ? new[] { years.Signed }
                : [years.Amid]
            from reader in Readers
            select AskAsync(route, unit, reader);
        return (await Task.WhenAll(asked)).OfType<string>().Distinct();
    }

    private async Task<string?> AskAsync(Route route, AttackUnit unit, string reader)
    {
        try
        {
            var got = await unit.As(reader).GetAsync(route.At(Route.Values(unit, years.Evidence)));
            return got.Status >= 500 && got.Code is null or "UNEXPECTED" ? $"{route.Name} for {reader} is {got.Outcome}" : null;
        }
        catch (HttpRequestException)
        {
            return null; // a download that breaks off where its bytes are not those of the ledger
        }
    }

    private sealed record Row(string Change, string By, string Says);
}
