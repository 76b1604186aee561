using PerfFlow.Azurite;
using PerfFlow.Functions.Tests.App;

namespace PerfFlow.Functions.Tests.Units;

public class StorageApiTests
{
    [Fact]
    public async Task The_admin_sees_what_the_units_files_take_and_asking_again_costs_nothing()
    {
        await using var azurite = await AzuriteServer.StartAsync(); // its own: nobody else moves the sheets
        var sent = new Requests();
        await using var app = new TestApp(azurite) { SweepSchedule = TestApp.Never, Policies = [sent] };
        await app.InitializeAsync();
        var (year, other) = (await TestYear.OpenAsync(app), await TestYear.OpenAsync(app));
        var sheet = TestSheets.Targets(TestYear.Project, TestYear.Year);
        await year.SettleAsync("targets", sheet);
        var evidence = "佐证"u8.ToArray();
        Assert.Equal("201", (await year.As("section-clerk").SendAsync(
            HttpMethod.Post, $"{year.Item("q1")}/evidence?indicator=i01", new ByteArrayContent(evidence))).Outcome);

        var answer = await StorageOfAsync(year);

        Assert.Equal(["archive", "evidence", "readings", "reports", "sheets", "uploads"], answer.Kinds.Keys.Order());
        Assert.Equal((1, evidence.Length), answer.Kinds["evidence"]);
        Assert.Equal((1, sheet.Length), answer.Kinds["uploads"]);
        Assert.Equal((0, 0), answer.Kinds["sheets"]);
        Assert.Equal(1, answer.Kinds["readings"].Files);
        Assert.Equal((answer.Kinds.Values.Sum(kind => kind.Files), answer.Kinds.Values.Sum(kind => kind.Bytes)), answer.InAll);
        Assert.Equal((0, 0), (await StorageOfAsync(other)).InAll);

        sent.Clear();
        Assert.Equal(answer.InAll, (await StorageOfAsync(year)).InAll);
        Assert.DoesNotContain(sent.Sent, request => request.Contains("comp=list", StringComparison.Ordinal));
    }

    private static async Task<((int Files, int Bytes) InAll, Dictionary<string, (int Files, int Bytes)> Kinds)> StorageOfAsync(
        TestYear year)
    {
        var answer = await year.As("admin").GetAsync($"units/{year.Unit}/storage");
        Assert.Equal("200", answer.Outcome);
        return (
            Of(answer.Json["inAll"]!),
            answer.Json["kinds"]!.AsObject().ToDictionary(kind => kind.Key, kind => Of(kind.Value!)));

        static (int Files, int Bytes) Of(System.Text.Json.Nodes.JsonNode stored) => ((int)stored["files"]!, (int)stored["bytes"]!);
    }
}
