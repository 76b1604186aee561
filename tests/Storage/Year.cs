using System.Collections.Immutable;
using PerfFlow.Domain.Access;
using PerfFlow.Domain.Plan;
using PerfFlow.Domain.Review;
using PerfFlow.Storage.Ledgers;

namespace PerfFlow.Storage.Tests;

/// <summary>A small year to write about.</summary>
internal static class Year
{
    public const int Number = 2024;

    public static readonly DateTimeOffset Start = new(2024, 1, 1, 0, 0, 0, TimeSpan.Zero);
    public static readonly ProjectId Roads = ProjectId.Parse("roads").Value;
    public static readonly ProjectId Schools = ProjectId.Parse("schools").Value;
    public static readonly StageId Targets = StageId.Parse("targets").Value;
    public static readonly StageId First = StageId.Parse("q1").Value;

    public static readonly Actor Clerk = new("key-clerk", [Role.SectionClerk]);
    public static readonly Actor Head = new("key-head", [Role.SectionHead]);
    public static readonly Actor Lead = new("key-lead", [Role.Lead]);
    public static readonly Actor Chair = new("key-chair", [Role.GroupChair]);

    public static readonly PlannedStage TargetStage = new(
        Targets, StageKind.Targets, null, StageScope.Project, Approver.Group, Start, Start.AddDays(30), [Start.AddDays(29)]);

    public static readonly PlannedStage FirstStage = new(
        First, StageKind.Monitoring, 3, StageScope.Project, Approver.Lead, Start, Start.AddDays(90), []);

    public static YearPlan Plan { get; } = new("1", [TargetStage, FirstStage]);

    public static string Sha(int version) => version.ToString("x64", System.Globalization.CultureInfo.InvariantCulture);

    public static ItemCommand.Upload Upload(int version, StageId? stage = null) => new(stage ?? Targets, Clerk, version, Sha(version), "目标表.xlsx");

    public static ItemCommand.Read Read(int version, StageId? stage = null)
        => new(stage ?? Targets, version, new($"reading-{version}", 0, 1, new SheetFigures(Budget: 100.50m)));

    public static ItemCommand.Submit Submit(int version) => new(Targets, Head, version);

    public static ItemCommand.Check Check(int version) => new(Targets, Lead, version);

    public static ItemCommand.Approve Approve(int version) => new(Targets, Chair, version);

    public static ImmutableArray<ItemCommand> UntilApproved { get; } = [Upload(1), Read(1), Submit(1), Check(1), Approve(1)];

    /// <summary>As the desk does it: with the registration of the project that the command names, loaded after the state.</summary>
    public static Func<UnitYearState, DateTimeOffset, Task<Decision<UnitYearEvent>>> Decider(Board board, UnitId unit, UnitYearCommand command)
        => async (state, _) => UnitYearDecider.Decide(state, command, Start.AddHours(1), await board.RegistrationAsync(unit, Number, command switch
        {
            UnitYearCommand.RegisterProject c => c.Project.Id,
            UnitYearCommand.WithdrawProject c => c.Project,
            UnitYearCommand.ArchiveProject c => c.Project,
            _ => null,
        }));

    /// <summary>The targets' item as people are shown it.</summary>
    public static ItemStory Story(IEnumerable<LedgerEntry<ItemEvent>> events) => ItemStory.Of(Targets, events.Select(entry => entry.Event));

    public static Func<ProjectYear, DateTimeOffset, Decision<ItemEvent>> Decider(ItemCommand command)
        => (year, _) => year.Decide(Plan.Find(command.Stage)!, command, Start.AddHours(1));
}
