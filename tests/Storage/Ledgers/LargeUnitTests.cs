using System.Collections.Immutable;
using System.Text;
using Azure.Data.Tables;
using PerfFlow.Domain.Access;
using PerfFlow.Domain.Plan;
using PerfFlow.Domain.Review;
using PerfFlow.Domain.Tests.Review;
using PerfFlow.Storage.Ledgers;
using PerfFlow.Storage.Tables;

namespace PerfFlow.Storage.Tests;

/// <summary>What a unit's year costs does not grow with its projects, and all that happens to them at once comes out right.</summary>
[Collection(nameof(StorageCollection))]
public sealed class LargeUnitTests(StorageFixture storage)
{
    private const int LargestHead = 32 * 1024;
    private const int AtOnce = 45; // events of one batch, each with a row of the board

    private readonly UnitId unit = StorageFixture.NewUnit();

    private LedgerStream<UnitYearState, UnitYearEvent> Stream => Streams.Of(unit, Year.Number);

    [Fact]
    public async Task The_head_of_the_largest_unit_stays_small_and_its_board_is_one_query()
    {
        await AppendAsync([new UnitYearEvent.YearOpened(A.Lead, A.Opening, LongestPlan, "std")]);
        await AppendAsync(Enumerable.Range(1, UnitYearDecider.MostProjects).Select(number => Registered(Numbered(number))));
        await AppendAsync(Enumerable.Range(1, UnitYearDecider.MostMembers)
            .Select(number => new UnitYearEvent.MembershipUsed(A.Lead, A.Opening, LongestMember(number))));
        await AppendAsync(
        [
            new UnitYearEvent.ReportDrafted(A.Lead with { Key = LongestMember(1).Key }, A.Opening, 1000, A.Sha(1)),
            new UnitYearEvent.ReportBuilt(
                Actor.System,
                A.Opening,
                1000,
                ImmutableDictionary<string, string>.Empty.Add("report.xlsx", A.Sha(2)).Add("report.md", A.Sha(3))),
        ]);
        var untold = (await new Board(storage.Clients).ShowAsync(unit, Year.Number)).Untold;
        await new UntoldNews(storage.Clients).DoneAsync(unit, Year.Number, untold); // until then it takes a second query
        var counter = new TransactionCounter();

        var shown = await new Board(storage.Connect(counter)).ShowAsync(unit, Year.Number);
        var head =
            (await storage.Clients.Tables.GetTableClient("ledger").GetEntityAsync<TableEntity>($"{unit}:{Year.Number}", "@unit:@")).Value;

        Assert.Equal((1, UnitYearDecider.MostProjects), (counter.Count, shown.Unit.Projects.Count));
        Assert.Equal((UnitYearDecider.MostProjects, UnitYearDecider.MostMembers), (shown.Unit.Counts.Registered, shown.Unit.Members.Count));
        Assert.InRange(Encoding.UTF8.GetByteCount(head.GetLongText("State")), 1, LargestHead);
        Assert.Null(PlanCheck.FirstError(LongestPlan));
        Assert.All(await new LedgerCheck(storage.Clients).VerifyAsync(unit, Year.Number), check => Assert.Null(check.Found));
    }

    [Fact]
    public async Task A_board_of_five_hundred_projects_that_have_all_begun_is_one_query()
    {
        const int projects = 500;
        await AppendAsync(Enumerable.Range(1, projects).Select(number => Registered(Numbered(number))));
        await Parallel.ForEachAsync(
            Enumerable.Range(1, projects),
            new ParallelOptions { MaxDegreeOfParallelism = 8 },
            async (number, cancellation) =>
                await storage.Ledger.ExecuteAsync(
                    Streams.Of(unit, Year.Number, Numbered(number).Id), null, Year.Decider(A.Upload(A.Targets, 1)), cancellation));
        var counter = new TransactionCounter();

        var shown = await new Board(storage.Connect(counter)).ShowAsync(unit, Year.Number);

        Assert.Equal((1, projects, projects), (counter.Count, shown.Unit.Projects.Count, shown.Rows.Length));
        Assert.Equal(shown.Rows.Select(row => row.Project), shown.Unit.ProjectsInOrder.Select(project => project.Id));
        Assert.All(shown.Rows, row => Assert.Same(row, shown.Find(row.Project)));
        Assert.Null(shown.Find(Year.Roads));
    }

    [Fact]
    public async Task What_is_asked_of_projects_at_once_happens_one_after_the_other()
    {
        const int projects = 6;
        var all = Enumerable.Range(1, projects).Select(Numbered).ToList();
        await DoAsync(new UnitYearCommand.OpenYear(A.Lead, Year.Plan, "std"));

        await AtOnceAsync(all.SelectMany(project => (UnitYearCommand[])
        [
            new UnitYearCommand.RegisterProject(A.Lead, project),
            new UnitYearCommand.RegisterProject(A.Lead, project with { Goal = "改" }),
            new UnitYearCommand.WithdrawProject(A.Lead, project.Id, "停建"),
            new UnitYearCommand.RegisterProject(A.Lead, project),
        ]));
        await AssertCountsAsync();
        await DoAsync(new UnitYearCommand.DraftReport(A.Lead, 1, A.Sha(1)));
        await DoAsync(new UnitYearCommand.BuildReport(1, ImmutableDictionary<string, string>.Empty.Add("report.md", A.Sha(2))));
        await DoAsync(new UnitYearCommand.ApproveReport(A.Chair, 1));
        await DoAsync(new UnitYearCommand.SignReport(new("unit-head", [Role.UnitHead]), 1));
        await AtOnceAsync(all.SelectMany(project => (UnitYearCommand[])
        [
            new UnitYearCommand.ArchiveProject(project.Id, A.Sha(3)),
            new UnitYearCommand.FinishYear(),
            new UnitYearCommand.ArchiveProject(project.Id, A.Sha(4)),
        ]));
        await AssertCountsAsync();
        await DoAsync(new UnitYearCommand.FinishYear());

        var events = (await storage.Ledger.ReadAsync(Stream)).Events;
        Assert.IsType<UnitYearEvent.YearDone>(events[^1].Event);
        Assert.Equal(projects, events.Count(entry => entry.Event is UnitYearEvent.ProjectArchived));
    }

    /// <summary>As many stages and rungs as a plan may have, each instant as long as it can be written.</summary>
    private static YearPlan LongestPlan { get; } = new(
        new string('版', PlanCheck.LongestVersion),
        [.. Enumerable.Range(10, PlanCheck.MostStages).Select(number =>
        {
            var opens = new DateTimeOffset(2024, 1, 1, 0, 0, 0, TimeSpan.FromHours(8)).AddTicks(1_234_567 + number);
            return new PlannedStage(
                StageId.Parse($"monitoring-of-projects{number}").Value,
                StageKind.Monitoring,
                12,
                StageScope.Project,
                Approver.Group,
                opens,
                opens.AddDays(100),
                [.. Enumerable.Range(1, PlanCheck.MostRungs).Select(day => opens.AddDays(day))]);
        })],
        Quorum.Majority,
        EvidenceRule.Scored);

    private static UsedMembership LongestMember(int number) => new(
        $"{number:D12}", [.. Enum.GetValues<Role>()], [.. Enumerable.Repeat(new string('科', 100), 10)]);

    private static Project Numbered(int number)
        => new(ProjectId.Parse($"p{number:D4}").Value, $"项目{number}", "工程科", new string('述', 100), new string('标', 100));

    private static UnitYearEvent.ProjectRegistered Registered(Project project) => new(A.Lead, A.Opening, project);

    private async Task AppendAsync(IEnumerable<UnitYearEvent> events)
    {
        foreach (var some in events.Chunk(AtOnce))
        {
            Assert.True((await storage.Ledger.ExecuteAsync(Stream, null, (_, _) => Decision<UnitYearEvent>.Of(some))).Done);
        }
    }

    private Task<LedgerOutcome<UnitYearState>> AskAsync(UnitYearCommand command)
        => storage.Ledger.ExecuteAsync(Stream, null, Year.Decider(storage.Board, unit, command));

    private async Task DoAsync(UnitYearCommand command) => Assert.True((await AskAsync(command)).Done);

    private Task AtOnceAsync(IEnumerable<UnitYearCommand> commands)
        => Parallel.ForEachAsync(
            commands, new ParallelOptions { MaxDegreeOfParallelism = 4 }, async (command, _) => await AskAsync(command));

    /// <summary>State, rows and events say the same.</summary>
    private async Task AssertCountsAsync()
    {
        var shown = (await storage.Board.ShowAsync(unit, Year.Number)).Unit;
        Assert.Equal(new ProjectCounts(shown.Projects.Count, shown.Withdrawn.Count, shown.Archives.Count), shown.Counts);
        Assert.All(await new LedgerCheck(storage.Clients).VerifyAsync(unit, Year.Number), check => Assert.Null(check.Found));
    }
}
