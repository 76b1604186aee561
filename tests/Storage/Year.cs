using System.Collections.Immutable;
using PerfFlow.Domain.Plan;
using PerfFlow.Domain.Review;
using PerfFlow.Domain.Tests.Review;
using PerfFlow.Storage.Ledgers;

namespace PerfFlow.Storage.Tests;

/// <summary>A small year of two projects to write about, with the people, stages and commands of <see cref="A"/>.</summary>
internal static class Year
{
    public const int Number = 2024;

    public static readonly ProjectId Roads = ProjectId.Parse("roads").Value;
    public static readonly ProjectId Schools = ProjectId.Parse("schools").Value;

    public static YearPlan Plan { get; } = new("1", [A.Targets, A.Monitoring]);

    public static ImmutableArray<ItemCommand> UntilApproved { get; } = A.Until(A.Targets, ItemState.Approved);

    /// <summary>As the desk does it: with the registration of the project that the command names, loaded after the state.</summary>
    public static Func<UnitYearState, DateTimeOffset, Task<Decision<UnitYearEvent>>> Decider(
        Board board, UnitId unit, UnitYearCommand command)
        => async (state, _) => UnitYearDecider.Decide(state, command, A.Now, await board.RegistrationAsync(unit, Number, command switch
        {
            UnitYearCommand.RegisterProject c => c.Project.Id,
            UnitYearCommand.WithdrawProject c => c.Project,
            UnitYearCommand.ArchiveProject c => c.Project,
            _ => null,
        }));

    /// <summary>The targets' item as people are shown it.</summary>
    public static ItemStory Story(IEnumerable<LedgerEntry<ItemEvent>> events)
        => ItemStory.Of(A.Targets.Id, events.Select(entry => entry.Event));

    public static Func<ProjectYear, DateTimeOffset, Decision<ItemEvent>> Decider(ItemCommand command)
        => (year, _) => year.Decide(Plan.Find(command.Stage)!, command, A.Now);
}
