using PerfFlow.Functions.Tests.App;

namespace PerfFlow.Functions.Tests.Edge.Access;

/// <summary>A body may take minutes to come: what its sender may do is looked at again when it has.</summary>
public class SlowBodyAccessTests
{
    private static readonly TimeSpan AMinute = TimeSpan.FromMinutes(1);

    [Fact]
    public async Task Who_was_removed_or_lost_the_role_meanwhile_is_refused()
    {
        var sent = new Requests();
        await using var clocked = await ClockedApp.StartAsync((storage, clock) => new TestApp(storage)
        {
            Clock = clock,
            Policies = [sent],
            SweepSchedule = TestApp.Never,
        });
        var app = clocked.App;
        var year = await TestYear.OpenAsync(app);
        var member = $"units/{year.Unit}/members/t:slow";
        const string HeadOfSection = $$"""{"name":"slow","roles":["section-head"],"sections":["{{TestYear.Section}}"]}""";
        const string Auditor = """{"name":"slow","roles":["auditor"]}""";

        var outcomes = new List<string>();
        foreach (var what in (string[])["upload", "evidence", "check", "submit"])
        {
            outcomes.Add($"{what} {await MeanwhileAsync(what, () => year.As("admin").DeleteAsync(member))}");
        }

        foreach (var what in (string[])["upload", "evidence", "submit"])
        {
            outcomes.Add($"{what} {await MeanwhileAsync(what, () => year.As("admin").PutAsync(member, Auditor))}");
        }

        Assert.Equal(
            [
                "upload 404 NOT_FOUND", "evidence 404 NOT_FOUND", "check 403 ROLE_REQUIRED", "submit 404 NOT_FOUND",
                "upload 403 ROLE_REQUIRED", "evidence 403 ROLE_REQUIRED", "submit 403 ROLE_REQUIRED",
            ],
            outcomes);

        async Task<string> MeanwhileAsync(string what, Func<Task<Answer>> change)
        {
            Assert.Equal("200", (await year.As("admin").PutAsync(member, HeadOfSection)).Outcome);
            sent.Clear();
            var (path, body) = Request(what, year);
            var content = new HeldContent(body);
#pragma warning disable CA2025 // the request disposes it when it has been sent
            var answer = app.As("slow").SendAsync(HttpMethod.Post, path, content);
#pragma warning restore CA2025
            await content.Sent;
            await Eventually.HoldsAsync(
                () => sent.Sent.Any(request => request.Contains("members", StringComparison.Ordinal)));
            Assert.StartsWith("20", (await change()).Outcome, StringComparison.Ordinal);
            clocked.Clock.Advance(AMinute);
            content.Release();
            return (await answer).Outcome;
        }
    }

    private static (string Path, byte[] Body) Request(string what, TestYear year)
    {
        var sheet = TestSheets.Targets(TestYear.Project, TestYear.Year);
        return what switch
        {
            "upload" => ($"{year.Item("targets")}/uploads", sheet),
            "evidence" => ($"{year.Item("targets")}/evidence?indicator=i01", sheet),
            "check" => ("check", sheet),
            _ => ($"{year.Item("targets")}/submit", [.. """{"version":1}"""u8, .. Enumerable.Repeat((byte)' ', 50_000)]),
        };
    }
}
