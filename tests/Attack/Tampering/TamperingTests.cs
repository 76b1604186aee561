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
        Table.Select(row => row.Change).Order(StringComparer.Ordinal));

    [Fact]
    public async Task Each_change_is_seen() => Nothing.IsIn(await WithEachAsync(UnseenAsync));

    [Fact]
    public async Task No_route_breaks_whatever_was_changed() => Nothing.IsIn(await WithEachAsync(BrokenAsync));

    private static IReadOnlyList<Row> Table =>
        [.. MarkdownTable.Rows("Tampering/tampering.md").Select(cells => new Row(cells[0], cells[1], cells[2]))];

    /// <returns>What was found wrong with one of the changes in place, after its name.</returns>
    private async Task<List<string>> WithEachAsync(Func<Row, Task<IEnumerable<string>>> look)
    {
        var wrong = new List<string>();
        foreach (var row in Table)
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

        Assert.Equal((0, 0), (await LookedThroughAsync(years.Amid), await LookedThroughAsync(years.Signed)));
        await years.Amid.HeadsAsync();
        await years.Signed.HeadsAsync();
        return wrong;
    }

    private async Task<IEnumerable<string>> UnseenAsync(Row row)
    {
        var said = row.By == Verification ? await VerifiedAsync() : await DownloadedAsync(row.By);
        var overlooked = row.By != Verification && await LookedThroughAsync(UnitOf(row)) == 0;
        return
        [
            .. row.Says == said ? Array.Empty<string>() : [$"{row.By} says {said}, not {row.Says}"],
            .. overlooked ? ["the look through all files says nothing"] : Array.Empty<string>(),
        ];
    }

    /// <returns>How many files are gone or altered.</returns>
    private static async Task<int> LookedThroughAsync(AttackUnit unit)
    {
        var done = await Eventually.AnswersAsync(
            () => unit.As("auditor").PostAsync($"{unit.Base}/ledger/verification/files", null), answer => answer.Status != 202);
        return (int)AttackUnit.Expect("200", done).Json["last"]!["altered"]!;
    }

    /// <summary>Whose year the row's change is in.</summary>
    private AttackUnit UnitOf(Row row) =>
        row.By.Contains("report", StringComparison.Ordinal) || row.By.Contains("archive", StringComparison.Ordinal)
            ? years.Signed
            : years.Amid;

    private async Task<string> VerifiedAsync()
    {
        var verified = await years.Amid.As("auditor").GetAsync($"{years.Amid.Base}/ledger/verification");
        if (verified.Status != 200)
        {
            return verified.Outcome;
        }

        string[] found =
        [
            .. verified.Json["streams"]!.AsArray().Where(stream => stream!["found"] is not null)
                .Select(stream => $"{stream!["stream"]} {stream["found"]!["kind"]}"),
            .. verified.Json["found"]!.AsArray().Select(beside => $"{beside!["where"]} {beside["kind"]}"),
        ];
        Assert.Equal(found.Length == 0 && (bool)verified.Json["files"]!["ok"]!, (bool)verified.Json["ok"]!);
        return string.Join(", ", found.Concat(verified.Json["notices"]!.AsArray().Select(notice => (string)notice!["code"]!)));
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
            from reader in Readers
            select AskAsync(route, UnitOf(row), reader);
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
