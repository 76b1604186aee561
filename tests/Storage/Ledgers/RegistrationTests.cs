using Azure.Data.Tables;
using PerfFlow.Domain.Plan;
using PerfFlow.Domain.Review;
using PerfFlow.Domain.Tests.Review;
using PerfFlow.Storage.Ledgers;

namespace PerfFlow.Storage.Tests;

/// <summary>
/// A project's registration lies in the project's row of the board, written by the unit's stream beside the project's own.
/// </summary>
[Collection(nameof(StorageCollection))]
public sealed class RegistrationTests(StorageFixture storage)
{
    private static readonly Project Roads = new(Year.Roads, "道路", "工程科", "养护", "通畅");
    private static readonly Project Schools = new(Year.Schools, "学校", "教育科");

    private readonly UnitId unit = StorageFixture.NewUnit();

    private TableClient Table => storage.Clients.Tables.GetTableClient("ledger");

    [Fact]
    public async Task Neither_stream_destroys_what_the_other_has_written()
    {
        await DoAsync(new UnitYearCommand.RegisterProject(A.Lead, Roads));
        var began = await LedgerTests.PlayAsync(storage.Ledger, Streams.Of(unit, Year.Number, Year.Roads), Year.UntilApproved[..2]);
        await DoAsync(new UnitYearCommand.WithdrawProject(A.Lead, Year.Roads, "暂缓"));
        await DoAsync(new UnitYearCommand.RegisterProject(A.Lead, Schools));

        var shown = await storage.Board.ShowAsync(unit, Year.Number);

        Assert.Equal((Year.Roads, 2, began.Hash), Assert.Single(shown.Rows) is var row ? (row.Project, row.Version, row.Head) : default);
        Assert.Equal(new Registration(Roads, IsWithdrawn: true), shown.Unit.RegistrationOf(Year.Roads));
        Assert.Equal([Schools], shown.Unit.ProjectsInOrder);
        Assert.Equal(new ProjectCounts(1, 1), shown.Unit.Counts);
        await AssertNothingIsWrongAsync();
    }

    [Fact]
    public async Task A_shorter_description_takes_the_place_of_a_longer_one()
    {
        var longest = Roads with
        {
            Description = new string('"', TextLimits.Longest),
            Goal = new string('"', TextLimits.Longest),
        };
        await DoAsync(new UnitYearCommand.RegisterProject(A.Lead, longest));
        Assert.Equal(longest, (await storage.Board.RegistrationAsync(unit, Year.Number, Year.Roads))!.Project);

        await DoAsync(new UnitYearCommand.RegisterProject(A.Lead, Roads));

        Assert.Equal(new Registration(Roads), await storage.Board.RegistrationAsync(unit, Year.Number, Year.Roads));
        await AssertNothingIsWrongAsync();
    }

    [Fact]
    public async Task A_project_of_a_year_is_two_reads()
    {
        await DoAsync(new UnitYearCommand.OpenYear(A.Lead, Year.Plan, "std"));
        await DoAsync(new UnitYearCommand.RegisterProject(A.Lead, Roads));
        var counter = new TransactionCounter();
        var board = new Board(storage.Connect(counter));

        var (year, project) = (await board.UnitYearAsync(unit, Year.Number), await board.RegistrationAsync(unit, Year.Number, Year.Roads));

        Assert.Equal((2, "1", new Registration(Roads)), (counter.Count, year.Plan!.Version, project));
    }

    [Fact]
    public async Task A_registration_costs_three_transactions()
    {
        await DoAsync(new UnitYearCommand.RegisterProject(A.Lead, Roads with { Id = ProjectId.Parse("bridges").Value })); // the year begins
        var counter = new TransactionCounter();
        var clients = storage.Connect(counter);

        await new Ledger(clients, TimeProvider.System).ExecuteAsync(
            Streams.Of(unit, Year.Number),
            "one",
            Year.Decider(new Board(clients), unit, new UnitYearCommand.RegisterProject(A.Lead, Roads)));

        Assert.Equal(3, counter.Count); // head, registration, batch
    }

    [Fact]
    public async Task A_project_that_is_registered_and_not_begun_is_no_stream_to_be_anchored()
    {
        await DoAsync(new UnitYearCommand.RegisterProject(A.Lead, Roads));

        Assert.Equal(["@unit"], (await new LedgerCheck(storage.Clients).VerifyAsync(unit, Year.Number)).Select(check => check.Stream));
        Assert.Empty((await storage.Board.ShowAsync(unit, Year.Number)).Rows);
    }

    [Theory]
    [InlineData("Project", "{\"id\":\"roads\",\"name\":\"别的\",\"section\":\"工程科\"}")]
    [InlineData("Withdrawn", true)]
    [InlineData("Withdrawn", "true")]
    [InlineData("Archive", "0")]
    public async Task A_registration_changed_by_hand_is_found_and_mended(string column, object value)
    {
        await DoAsync(new UnitYearCommand.RegisterProject(A.Lead, Roads));
        await LedgerTests.PlayAsync(storage.Ledger, Streams.Of(unit, Year.Number, Year.Roads), Year.UntilApproved[..2]);

        await Table.UpdateEntityAsync(
            new TableEntity($"{unit}:{Year.Number}", "!board:roads") { [column] = value }, Azure.ETag.All, TableUpdateMode.Merge);

        await AssertFoundAndMendedAsync(new(Tampering.BoardMismatch, "roads", 2));
    }

    [Fact]
    public async Task A_registration_taken_out_is_found_and_mended()
    {
        await DoAsync(new UnitYearCommand.RegisterProject(A.Lead, Roads));
        await Table.DeleteEntityAsync($"{unit}:{Year.Number}", "!board:roads");

        await AssertFoundAndMendedAsync(new(Tampering.BoardMismatch, "roads", 0));
    }

    [Fact]
    public async Task A_registration_put_in_by_hand_is_found_and_taken_out()
    {
        await DoAsync(new UnitYearCommand.RegisterProject(A.Lead, Roads));
        var row = (await Table.GetEntityAsync<TableEntity>($"{unit}:{Year.Number}", "!board:roads")).Value;
        row.RowKey = "!board:schools";
        await Table.AddEntityAsync(row);

        await AssertFoundAndMendedAsync(new(Tampering.BoardMismatch, "schools", 0));
        Assert.Null(await storage.Board.RegistrationAsync(unit, Year.Number, Year.Schools));
    }

    private async Task DoAsync(UnitYearCommand command)
        => Assert.True(
            (await storage.Ledger.ExecuteAsync(Streams.Of(unit, Year.Number), null, Year.Decider(storage.Board, unit, command))).Done);

    private async Task AssertFoundAndMendedAsync(TamperingFound found)
    {
        Assert.Equal(
            [found],
            (await new LedgerCheck(storage.Clients).VerifyAsync(unit, Year.Number)).Select(check => check.Found).OfType<TamperingFound>());
        Assert.Equal(1, await storage.Board.RebuildAsync(unit, Year.Number));
        await AssertNothingIsWrongAsync();
    }

    private async Task AssertNothingIsWrongAsync() =>
        Assert.All(
            await new LedgerCheck(storage.Clients).VerifyAsync(unit, Year.Number),
            check => Assert.Equal((null, false), (check.Found, check.Outdated)));
}
