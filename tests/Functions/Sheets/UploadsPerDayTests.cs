using PerfFlow.Azurite;
using PerfFlow.Functions.Tests.App;

namespace PerfFlow.Functions.Tests.Sheets;

public class UploadsPerDayTests
{
    [Fact]
    public async Task An_item_takes_so_many_versions_a_day_and_a_repeat_is_none()
    {
        await using var app = new TestApp(await AzuriteServer.SharedAsync())
        {
            Settings = new Dictionary<string, string?> { ["Uploads:PerItemPerDay"] = "2" },
        };
        await app.InitializeAsync();
        var year = await TestYear.OpenWithTwoRoundsAsync(app);
        var clerk = year.As("section-clerk");
        var (first, other) = (Sheet(1), Sheet(2));

        string[] outcomes =
        [
            (await clerk.UploadAsync(year.Item("q1"), first, ("Idempotency-Key", "1"))).Outcome,
            (await clerk.UploadAsync(year.Item("q1"), first, ("Idempotency-Key", "1"))).Outcome,
            (await clerk.UploadAsync(year.Item("q1"), other)).Outcome,
            (await clerk.UploadAsync(year.Item("q1"), Sheet(3))).Outcome,
            (await clerk.UploadAsync(year.Item("q1"), first, ("Idempotency-Key", "1"))).Outcome,
            (await clerk.UploadAsync(year.Item("q2"), first)).Outcome, // another item
        ];

        Assert.Equal(["202", "202", "202", "409 UPLOADS_TODAY", "202", "202"], outcomes);

        static byte[] Sheet(int spent) => TestSheets.Monitoring(TestYear.Project, TestYear.Year, 3, spent);
    }
}
