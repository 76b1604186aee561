using System.Collections.Immutable;
using PerfFlow.Domain.Calendar;
using PerfFlow.Domain.Plan;
using PerfFlow.Domain.Review;

namespace PerfFlow.Domain.Reminders;

/// <summary>An item that waits for its reviewers.</summary>
public sealed record ReviewedProject(Project Project, ItemSummary Item);

/// <summary>Items of a stage that are with their reviewers until the same instant.</summary>
/// <param name="Stage">With the deadline of the review, and the rungs before it that remind the reviewers.</param>
/// <param name="Projects">By id.</param>
public sealed record Reviewing(PlannedStage Stage, ImmutableArray<ReviewedProject> Projects)
{
    /// <summary>By deadline.</summary>
    public static ImmutableArray<Reviewing> Of(UnitYear year, PlannedStage stage, Func<ProjectId, ProjectSummary> items) =>
        [.. from project in year.ProjectsInOrder
            where year.IsAsked(stage, items(project.Id))
            let item = items(project.Id).Items.GetValueOrDefault(stage.Id)
            where item is { State: ItemState.Submitted or ItemState.LeadChecked, SubmittedAt: not null }
            group new ReviewedProject(project, item) by stage.ReviewDueFor(item.SubmittedAt!.Value) into deadline
            orderby deadline.Key
            select new Reviewing(Due(stage, deadline.Key), [.. deadline])];

    /// <summary>What a rung reminds of: nothing that was handed in after it.</summary>
    public Reviewing At(DateTimeOffset rung) => this with { Projects = [.. Projects.Where(reviewed => reviewed.Item.SubmittedAt < rung)] };

    /// <summary>A stage as its reviewers are reminded of it: with the deadline of a review, and the rungs before it.</summary>
    internal static PlannedStage Due(PlannedStage stage, DateTimeOffset due) => stage with
    {
        DueAt = due,
        Rungs = [.. StageLadder.Around(BeijingTime.DayOf(due), ReminderLadder.Reviewers).Where(rung => rung < due)],
    };
}
