using PerfFlow.Domain.Plan;
using PerfFlow.Domain.Review;
using PerfFlow.Storage;
using PerfFlow.Storage.Ledgers;

namespace PerfFlow.Functions.Tests.App;

/// <summary>Commands that are done in the ledger alone, as by another process that died afterwards: nobody is woken.</summary>
internal static class PastTheApp
{
    public static async Task DoAsync(
        this Ledger ledger, UnitId unit, string project, PlannedStage stage, params IEnumerable<ItemCommand> commands)
    {
        var stream = Streams.Of(unit, TestYear.Year, ProjectId.Parse(project).Value);
        foreach (var command in commands)
        {
            Assert.Null((await ledger.ExecuteAsync(stream, null, (state, now) => state.Decide(stage, command, now))).Refusal);
        }
    }

    public static async Task DoAsync(this StorageClients clients, UnitId unit, params IEnumerable<UnitYearCommand> commands)
    {
        foreach (var command in commands)
        {
            var project = command switch
            {
                UnitYearCommand.RegisterProject { Project.Id: var id } => id,
                UnitYearCommand.WithdrawProject { Project: var id } => id,
                UnitYearCommand.ArchiveProject { Project: var id } => id,
                _ => null,
            };
            var done =
                await new Ledger(clients, TimeProvider.System).ExecuteAsync(Streams.Of(unit, TestYear.Year), null, async (state, now) =>
                    UnitYearDecider.Decide(state, command, now, await new Board(clients).RegistrationAsync(unit, TestYear.Year, project)));
            Assert.Null(done.Refusal);
        }
    }
}
