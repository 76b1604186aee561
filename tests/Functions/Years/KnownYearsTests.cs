using System.Collections.Immutable;
using System.Text.Json;
using PerfFlow.Azurite;
using PerfFlow.Domain.Access;
using PerfFlow.Domain.Plan;
using PerfFlow.Domain.Review;
using PerfFlow.Functions.Edge.Http;
using PerfFlow.Functions.Tests.App;
using PerfFlow.Functions.Years;
using PerfFlow.Storage;
using PerfFlow.Storage.Ledgers;
using PerfFlow.Storage.Units;

namespace PerfFlow.Functions.Tests.Years;

/// <summary>
/// A year may be known for seconds to the process that takes a sheet. What another process has written meanwhile is seen at the
/// next request all the same wherever it would change the answer: here it is written past the app, and each request comes at once.
/// </summary>
[Collection(AppCollection.Name)]
public sealed class KnownYearsTests(TestApp app)
{
    private const string Uploads = "202";

    private static readonly Actor Lead = new("lead", [Role.Lead]);

    [Fact]
    public async Task A_project_registered_a_moment_ago_takes_a_sheet()
    {
        var year = await TestYear.OpenAsync(app);
        Assert.Equal(Uploads, await UploadAsync(year, "q1"));
        Assert.Equal("404 NOT_FOUND", await UploadAsync(year, "q1", "p2"));

        await WriteAsync(year, new UnitYearCommand.RegisterProject(Lead, new Project(Id("p2"), "另一个", TestYear.Section)));

        Assert.Equal(Uploads, await UploadAsync(year, "q1", "p2"));
    }

    [Fact]
    public async Task A_year_opened_a_moment_ago_takes_a_sheet()
    {
        var year = await TestYear.OpenAsync(app, open: false);
        Assert.Equal("409 YEAR_NOT_OPEN", await UploadAsync(year, "q1"));

        await WriteAsync(year, new UnitYearCommand.OpenYear(Lead, Plan, "std"));

        Assert.Equal(Uploads, await UploadAsync(year, "q1"));
    }

    [Fact]
    public async Task A_stage_opened_by_a_change_of_the_plan_a_moment_ago_takes_a_sheet()
    {
        var year = await TestYear.OpenAsync(app);
        Assert.Equal(Uploads, await UploadAsync(year, "q1"));
        Assert.Equal("409 STAGE_NOT_OPEN", await UploadAsync(year, "q2"));

        var plan = (await app.Get<Board>().UnitYearAsync(UnitId.Parse(year.Unit).Value, TestYear.Year)).Plan!;
        await WriteAsync(year, new UnitYearCommand.ChangePlan(
            Lead,
            plan with { Version = "2", Stages = [.. plan.Stages.Select(stage => stage with { OpensAt = plan.Stages[0].OpensAt })] },
            "提前"));

        Assert.Equal(Uploads, await UploadAsync(year, "q2"));
    }

    [Fact]
    public async Task A_project_moved_to_the_senders_section_a_moment_ago_takes_a_sheet()
    {
        var year = await TestYear.OpenAsync(app);
        await WriteAsync(year, new UnitYearCommand.RegisterProject(Lead, new Project(Id("p1"), TestYear.Project, "工程科")));
        Assert.Equal("404 NOT_FOUND", await UploadAsync(year, "q1"));

        await WriteAsync(year, new UnitYearCommand.RegisterProject(Lead, new Project(Id("p1"), TestYear.Project, TestYear.Section)));

        Assert.Equal(Uploads, await UploadAsync(year, "q1"));
    }

    [Fact]
    public async Task A_membership_revoked_a_moment_ago_takes_nothing_more()
    {
        var year = await TestYear.OpenAsync(app);
        Assert.Equal(Uploads, await UploadAsync(year, "q1"));

        await app.Get<MembershipLedger>().RemoveAsync(UnitId.Parse(year.Unit).Value, "t:admin", "t:section-clerk");

        Assert.Equal("404 NOT_FOUND", await UploadAsync(year, "q1"));
    }

    [Fact]
    public async Task A_report_signed_a_moment_ago_takes_nothing_more()
    {
        var year = await TestYear.OpenAsync(app);
        Assert.Equal(Uploads, await UploadAsync(year, "q1"));

        await WriteAsync(
            year,
            new UnitYearCommand.DraftReport(Lead, 1, "head"),
            new UnitYearCommand.BuildReport(1, ImmutableDictionary<string, string>.Empty),
            new UnitYearCommand.ApproveReport(new("chair", [Role.GroupChair]), 1));
        await app.Get<Ledger>().HoldAsync(UnitId.Parse(year.Unit).Value, TestYear.Year, [Id("p1")]);
        await WriteAsync(year, new UnitYearCommand.SignReport(new("head", [Role.UnitHead]), 1));

        Assert.Equal("409 REPORT_SIGNED", await UploadAsync(year, "q1"));
    }

    [Fact]
    public async Task What_the_app_itself_has_written_is_seen_at_the_next_request()
    {
        var year = await TestYear.OpenAsync(app);
        Assert.Equal(Uploads, await UploadAsync(year, "q1"));

        Assert.Equal("200", (await year.As("lead").PostAsync($"{year.Base}/projects/p1/withdraw", """{"reason":"并入一期"}""")).Outcome);
        Assert.Equal("404 NOT_FOUND", await UploadAsync(year, "q1"));

        Assert.Equal("201", (await year.As("lead").PutAsync($"{year.Base}/projects/p1", """{"name":"培训","section":"工程科"}""")).Outcome);
        Assert.Equal("404 NOT_FOUND", await UploadAsync(year, "q1"));
    }

    [Fact]
    public async Task A_project_seen_before_is_read_again_only_when_one_of_its_year_has_changed()
    {
        var year = await TestYear.OpenAsync(app);
        var counter = new TransactionCounter();
        using var years = new KnownYears(
            new Board(StorageClients.Connect((await AzuriteServer.SharedAsync()).ConnectionString, counter)), TimeProvider.System);

        Assert.Equal((2, TestYear.Section), await LookAsync());
        Assert.Equal((1, TestYear.Section), await LookAsync());

        await WriteAsync(year, new UnitYearCommand.UseMembership(new("other", [Role.Auditor], [])));
        Assert.Equal((1, TestYear.Section), await LookAsync());

        await WriteAsync(year, new UnitYearCommand.RegisterProject(Lead, new Project(Id("p1"), TestYear.Project, "工程科")));
        Assert.Equal((2, "工程科"), await LookAsync());

        await WriteAsync(year, new UnitYearCommand.RegisterProject(Lead, new Project(Id("p2"), "另一个", TestYear.Section)));
        Assert.Equal((2, "工程科"), await LookAsync());
        Assert.Equal((1, "工程科"), await LookAsync());

        async Task<(long, string?)> LookAsync()
        {
            counter.Take();
            var (scene, _, _) = await years.ReadAsync(
                UnitId.Parse(year.Unit).Value, TestYear.Year, Id("p1"), StageId.Parse("q1").Value, default);
            return (counter.Take(), scene?.Project.Section);
        }
    }

    private static YearPlan Plan => JsonSerializer.Deserialize<YearPlan>(TestYear.Plan(), Json.Options)!;

    private static ProjectId Id(string project) => ProjectId.Parse(project).Value;

    private static async Task<string> UploadAsync(TestYear year, string stage, string project = "p1") =>
        (await year.As("section-clerk").UploadAsync(
            $"{year.Base}/projects/{project}/stages/{stage}", TestSheets.Monitoring(TestYear.Project, TestYear.Year, 3))).Outcome;

    private Task WriteAsync(TestYear year, params UnitYearCommand[] commands) =>
        app.Get<StorageClients>().DoAsync(UnitId.Parse(year.Unit).Value, commands);
}
