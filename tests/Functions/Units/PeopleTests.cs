using System.IO.Compression;
using System.Text;
using Azure.Storage.Blobs.Models;
using PerfFlow.Domain.Archive;
using PerfFlow.Domain.Plan;
using PerfFlow.Functions.Ledgers;
using PerfFlow.Functions.Tests.App;
using PerfFlow.Storage;
using PerfFlow.Storage.Units;

namespace PerfFlow.Functions.Tests.Units;

/// <summary>What is kept for ever names people by key alone, and who is erased is shown as erased everywhere.</summary>
[Collection(AppCollection.Name)]
public class PeopleTests(TestApp app)
{
    private static readonly byte[] Proof = "%PDF-1.7 签到表"u8.ToArray();

    [Fact]
    public async Task Outside_members_and_notices_nothing_holds_a_person_id_a_name_or_an_address()
    {
        var year = await PlayedAsync();
        var unit = UnitId.Parse(year.Unit).Value;
        await app.Get<LedgerWatch>().DailyAsync(unit, TestYear.Year, default);

        var kept = await KeptAsync(year.Unit);

        var people = await app.Get<Memberships>().ListAsync(unit);
        var told = from place in kept
                   from person in people
                   from said in new[]
                   {
                       person.Person,
                       person.Person.Replace(":", "=3A", StringComparison.Ordinal),
                       person.Name,
                       person.Email,
                   }
                   where said is not (null or "operator") && place.Value.Contains(said, StringComparison.Ordinal)
                   select $"{place.Key} holds {said}";
        Assert.Empty(told);
        foreach (var role in new[] { "section-clerk", "section-head", "lead", "group-member", "group-chair" })
        {
            Assert.Contains(kept, place => place.Key.StartsWith("ledger/", StringComparison.Ordinal)
                && place.Value.Contains(people.Single(person => person.Person == $"t:{role}").Key, StringComparison.Ordinal));
        }

        Assert.Superset(
            new HashSet<string> { "ledger", "sheets", "readings", "reports", "evidence", "anchors" },
            kept.Keys.Select(place => place[..place.IndexOf('/', StringComparison.Ordinal)])
                .Select(place => place == "uploads" ? "sheets" : place) // what has been read moves there at the sweep's time
                .ToHashSet());
    }

    [Fact]
    public async Task Who_is_erased_is_shown_as_erased_and_the_ledger_stays_whole()
    {
        var year = await PlayedAsync();
        var head = $"units/{year.Unit}/members/t:section-head";
        var key = (string)(await year.As("admin").GetAsync(head)).Json["key"]!;
        Assert.Contains("t:section-head", await ShownAsync("zh"), StringComparison.Ordinal);

        Assert.Equal("204", (await year.As("admin").DeleteAsync(head)).Outcome);
        Assert.Contains("t:section-head", await ShownAsync("zh"), StringComparison.Ordinal);
        Assert.Equal("204", (await year.As("admin").DeleteAsync($"{head}/identity")).Outcome);

        foreach (var (language, erased) in new[] { ("zh", $"已删除人员 {key[..4]}"), ("en", $"erased person {key[..4]}") })
        {
            var shown = await ShownAsync(language);
            Assert.DoesNotContain(NameOf("section-head", year), shown, StringComparison.Ordinal);
            Assert.DoesNotContain("t:section-head", shown, StringComparison.Ordinal);
            Assert.Contains(erased, shown, StringComparison.Ordinal);
        }

        var history = (await year.As("lead").GetAsync(year.Item("targets"))).Json["history"]!.AsArray();
        Assert.Equal([key], history.Where(line => (string?)line!["what"] == "item-submitted").Select(line => (string?)line!["by"]));
        Assert.True((bool)(await year.As("auditor").GetAsync($"{year.Base}/ledger/verification")).Json["ok"]!);

        await year.SignReportAsync();
        var archive = (await year.As("auditor").GetAsync($"{year.Base}/projects/p1/archive")).Bytes;
        Assert.Empty(ArchiveCheck.Verify(new MemoryStream(archive)).Problems);
        Assert.Contains($"| 已删除人员 {key[..4]} | 提交 |", TextIn(archive, "decisions.md"), StringComparison.Ordinal);
        Assert.Contains($"\"{key}\":\"已删除人员 {key[..4]}\"", TextIn(archive, "people.json"), StringComparison.Ordinal);

        async Task<string> ShownAsync(string language) => string.Concat(await Task.WhenAll(
            new[]
            {
                year.Item("targets"),
                year.Item("self-evaluation"),
                $"{year.Item("targets")}/uploads",
                $"{year.Base}/ledger?project=p1&take=200",
            }
                .Select(async path => (await year.As("lead").GetAsync(path, ("Accept-Language", language))).Text)));
    }

    [Fact]
    public async Task Still_member()
    {
        var year = await TestYear.OpenAsync(app, open: false);
        var clerk = $"units/{year.Unit}/members/t:section-clerk";
        var key = (string?)(await year.As("admin").GetAsync(clerk)).Json["key"];

        Assert.Equal("409 STILL_MEMBER", (await year.As("admin").DeleteAsync($"{clerk}/identity")).Outcome);
        Assert.Equal("404 NOT_FOUND", (await year.As("admin").DeleteAsync($"units/{year.Unit}/members/t:nobody/identity")).Outcome);
        Assert.Equal("400 BAD_VALUE", (await year.As("admin").DeleteAsync($"units/{year.Unit}/members/nobody/identity")).Outcome);
        Assert.Equal("403 ROLE_REQUIRED", (await year.As("lead").DeleteAsync($"{clerk}/identity")).Outcome);

        Assert.Equal("204", (await year.As("admin").DeleteAsync(clerk)).Outcome);
        Assert.Equal("204", (await year.As("admin").DeleteAsync($"{clerk}/identity")).Outcome);
        Assert.Equal("204", (await year.As("admin").DeleteAsync($"{clerk}/identity")).Outcome);
        var back = await year.As("admin").PutAsync(clerk, """{"name":"张","roles":["section-clerk"]}""");
        Assert.Equal(("200", key), (back.Outcome, (string?)back.Json["key"]));
    }

    /// <summary>
    /// Named people with addresses: targets and a self-evaluation settled, a round returned, evidence, requests, a report.
    /// </summary>
    private async Task<TestYear> PlayedAsync()
    {
        var year = await TestYear.OpenAsync(app, open: false);
        foreach (var role in TestYear.Roles)
        {
            await year.SeatAsync(
                role,
                $$"""{"name":"{{NameOf(role, year)}}","roles":["{{role}}"]"""
                + $$""","sections":["{{TestYear.Section}}"],"email":"{{role}}.{{year.Unit}}@example.org"}""");
        }

        Assert.Equal(
            "202", (await year.As("lead").PutAsync(year.Base, $$"""{"plan":{{TestYear.Plan()}}}""", ("Idempotency-Key", "open"))).Outcome);
        await year.SettleAsync("targets", TestSheets.Targets(TestYear.Project, TestYear.Year));

        var (monitored, _) = await year.UploadAsync("q1", TestSheets.Monitoring(TestYear.Project, TestYear.Year, 3));
        Assert.Equal("200", (await year.DecideAsync("section-head", "q1", "submit", monitored)).Outcome);
        Assert.Equal("200", (await year.DecideAsync("lead", "q1", "return", monitored, ""","reason":"请说明" """)).Outcome);

        Assert.Equal("201", (await year.As("section-clerk").SendAsync(
            HttpMethod.Post,
            $"{year.Item("self-evaluation")}/evidence?indicator=i01&fileName=签到表.pdf",
            new ByteArrayContent(Proof))).Outcome);
        var (evaluated, _) = await year.UploadAsync("self-evaluation", TestSheets.SelfEvaluation(TestYear.Project, TestYear.Year));
        Assert.Equal("200", (await year.DecideAsync("section-head", "self-evaluation", "submit", evaluated)).Outcome);
        Assert.Equal("200", (await year.DecideAsync("lead", "self-evaluation", "check", evaluated)).Outcome);
        var voted = await year.DecideAsync("group-member", "self-evaluation", "approve", evaluated);
        Assert.Equal(NameOf("group-member", year), (string?)Assert.Single(voted.Json["votes"]!.AsArray())!["name"]);
        Assert.Equal("200", (await year.DecideAsync("group-chair", "self-evaluation", "approve", evaluated)).Outcome);
        await year.StateAsync("self-evaluation", "locked");
        var required = await year.As("lead").PostAsync($"{year.Item("self-evaluation")}/rectifications", """{"requirement":"加快支付"}""");
        Assert.Equal("t:lead", (string?)Assert.Single(required.Json["rectifications"]!.AsArray())!["requiredBy"]);
        var asked = await year.As("lead").PostAsync($"{year.Item("targets")}/reopen", """{"reason":"漏报"}""");
        Assert.Equal(
            ("t:lead", NameOf("lead", year)),
            ((string?)asked.Json["reopeningAsked"]!["person"], (string?)asked.Json["reopeningAsked"]!["name"]));

        await year.DraftReportAsync();
        return year;
    }

    private static string NameOf(string role, TestYear year) => $"某某{role}·{year.Unit}";

    /// <summary>Every row and blob that is the unit's, by where it lies: keys, values, metadata and content in one text.</summary>
    private async Task<Dictionary<string, string>> KeptAsync(string unit)
    {
        var clients = app.Get<StorageClients>();
        var kept = new Dictionary<string, string>();
        await foreach (var table in clients.Tables.QueryAsync(table => table.Name != "members" && table.Name != "notices"))
        {
            await foreach (var row in clients.Tables.GetTableClient(table.Name).QueryAsync<Azure.Data.Tables.TableEntity>())
            {
                Keep(
                    $"{table.Name}/{row.PartitionKey}/{row.RowKey}",
                    string.Join('\n', row.Select(property => $"{property.Key} {property.Value}")));
            }
        }

        await foreach (var container in clients.Blobs.GetBlobContainersAsync())
        {
            var blobs = clients.Blobs.GetBlobContainerClient(container.Name);
            await foreach (var blob in blobs.GetBlobsAsync(BlobTraits.Metadata, BlobStates.None, null, default))
            {
                if (Belongs(blob.Name))
                {
                    var content = (await blobs.GetBlobClient(blob.Name).DownloadContentAsync()).Value.Content.ToArray();
                    Keep($"{container.Name}/{blob.Name}", $"{string.Join('\n', blob.Metadata.Values)}\n{Encoding.UTF8.GetString(content)}");
                }
            }
        }

        return kept;

        void Keep(string place, string text)
        {
            if (Belongs(place))
            {
                kept[place] = $"{place}\n{text}";
            }
        }

        bool Belongs(string place) => place.Split('/', ':').Contains(unit);
    }

    private static string TextIn(byte[] archive, string path)
    {
        using var zip = new ZipArchive(new MemoryStream(archive));
        using var content = new StreamReader(zip.GetEntry(path)!.Open());
        return content.ReadToEnd();
    }
}
