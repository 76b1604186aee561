using System.Collections.Immutable;
using PerfFlow.Domain.Access;
using PerfFlow.Domain.Duties;
using PerfFlow.Domain.Plan;
using PerfFlow.Domain.Reminders;
using PerfFlow.Domain.Review;

namespace PerfFlow.Domain.News;

/// <summary>
/// Who is told of what has happened to a project's items: its section of what was decided on them, whoever asked for something of the
/// answer, and everybody of what became theirs to do (<see cref="MemberDuties"/>) and still is. Whoever did it is not told of it, and
/// nobody of what was taken back meanwhile.
/// </summary>
public static class ItemNews
{
    /// <summary>One notice for each event and person it concerns.</summary>
    /// <param name="events">All of the project's stream.</param>
    /// <param name="untold">Versions of those nobody has been told of, see <see cref="MakesNews"/>.</param>
    public static ImmutableArray<Notice> Of(
        NewsScene scene, Project project, IReadOnlyList<ItemEvent> events, IReadOnlyCollection<int> untold)
    {
        var takenBack = TakenBack(events);
        var never = takenBack.Where(pair => untold.Contains(pair.Decision))
            .SelectMany(pair => (int[])[pair.Decision, pair.By])
            .ToHashSet();
        var undone = takenBack.ToDictionary(pair => pair.By, pair => events[pair.Decision - 1]);
        var asked = new HashSet<(string, StageId, DutyKind)>();
        return
        [
            .. Steps(events, untold.Where(version => !never.Contains(version)).ToHashSet())
                .OrderByDescending(step => step.Version) // of what was asked twice the last is told
                .SelectMany(step => Of(scene, project, step, undone.GetValueOrDefault(step.Version), asked, events)),
        ];
    }

    private static IEnumerable<Notice> Of(
        NewsScene scene, Project project, Step step, ItemEvent? undone,
        HashSet<(string, StageId, DutyKind)> asked, IReadOnlyList<ItemEvent> events)
    {
        if (scene.Now.Plan?.Find(step.Happened.Stage) is not { } stage)
        {
            yield break;
        }

        var story = ItemStory.Of(stage.Id, events.Take(step.Version));
        var happening = new Happening(
            step.Version,
            step.Happened.At,
            step.Happened.By.Key == Actor.System.Key ? null : scene.People.NameOf(step.Happened.By.Key),
            story.History[^1].Reason,
            step.Happened is ItemEvent.ItemReturned ? [.. story.Points.Select(point => new ReturnPoint(point.At, point.Text ?? ""))] : [],
            step.Happened is ItemEvent.ItemApproved { Grade: ReviewGrade.Good });
        var summary = scene.Board(project.Id);
        var isAnswered = events.Skip(step.Version).Any(later => later is ItemEvent.ItemSubmitted && later.Stage == stage.Id);
        foreach (var member in scene.Others(step.Happened.By))
        {
            var tasks = Tasks(scene, project, stage, step, member)
                .Where(task => !IsReminded(stage, summary, step.Happened.At, scene.At, task))
                .Where(task => asked.Add((member.Person, stage.Id, task)))
                .ToImmutableArray();
            if (NewsScene.KindOf(Fact(member, project, step, undone), tasks) is { } told)
            {
                yield return scene.Write(
                    member, stage, project, project.Id.Value, happening, told, tasks,
                    Due(stage, isAnswered, summary.Items.GetValueOrDefault(stage.Id), told, tasks, happening.Edits));
            }
        }
    }

    /// <summary>What became theirs by the event, and is still theirs.</summary>
    private static IEnumerable<DutyKind> Tasks(NewsScene scene, Project project, PlannedStage stage, Step step, Membership member)
    {
        var before = Duties(ProjectSummary.Of(step.Before));
        var now = Duties(scene.Board(project.Id));
        return Duties(ProjectSummary.Of(step.After))
            .Where(task => IsTold(task) && now.Contains(task) && (task == Again(step.Happened) || !before.Contains(task)));

        List<DutyKind> Duties(ProjectSummary summary) =>
            [.. MemberDuties.OfItem(member, scene.Now, project, stage, summary, scene.At).Select(duty => duty.Kind)];
    }

    /// <summary>What a section does with its own sheet follows from what was decided on it, or from its own reading.</summary>
    private static bool IsTold(DutyKind task)
        => task is not (DutyKind.Upload or DutyKind.Correct or DutyKind.Submit or DutyKind.DraftReport);

    /// <summary>Asked for by the event, whether or not another of the kind was asked for before.</summary>
    private static DutyKind? Again(ItemEvent happened) => happened switch
    {
        ItemEvent.RectificationRequired => DutyKind.AnswerRectification,
        ItemEvent.RectificationAnswered => DutyKind.CloseRectification,
        _ => null,
    };

    /// <summary>A reminder of the same review has come, or is coming, between the event and now.</summary>
    private static bool IsReminded(PlannedStage stage, ProjectSummary now, DateTimeOffset happened, DateTimeOffset at, DutyKind task)
        => task is DutyKind.Check or DutyKind.Approve or DutyKind.Vote
        && now.Items[stage.Id].SubmittedAt is { } submitted
        && Reviewing.Due(stage, stage.ReviewDueFor(submitted)).Rungs.Any(rung => submitted < rung && happened < rung && rung <= at);

    private static NewsKind? Fact(Membership member, Project project, Step step, ItemEvent? undone)
        => (IsOfSection(member, project) ? OfSheet(step.Happened, undone) : null)
        ?? (Asker(step) == member.Key && member.Sees(project.Section) ? Answer(step.Happened) : null);

    private static NewsKind? OfSheet(ItemEvent happened, ItemEvent? undone) => happened switch
    {
        ItemEvent.ItemReturned => NewsKind.Returned,
        ItemEvent.ItemApproved => NewsKind.Approved,
        ItemEvent.ItemRejected => NewsKind.Rejected,
        ItemEvent.ItemCompleted => NewsKind.Completed,
        ItemEvent.ItemReopened or ItemEvent.AdjustmentOpened => NewsKind.Reopened,
        ItemEvent.AdjustmentDropped => NewsKind.Dropped,
        ItemEvent.RectificationClosed => NewsKind.Closed,
        ItemEvent.DecisionUndone when undone is ItemEvent.ItemReturned or ItemEvent.ItemApproved or ItemEvent.ItemRejected
            => NewsKind.Undone,
        _ => null,
    };

    private static NewsKind? Answer(ItemEvent happened) => happened switch
    {
        ItemEvent.ItemReopened or ItemEvent.PanelChanged => NewsKind.Agreed,
        ItemEvent.ReopeningRefused or ItemEvent.PanelRefused => NewsKind.Refused,
        _ => null,
    };

    /// <summary>Key of who asked for what the event answers.</summary>
    private static string? Asker(Step step) => (step.Happened, step.Before.ItemOf(step.Happened.Stage)) switch
    {
        (ItemEvent.ItemReopened or ItemEvent.ReopeningRefused, var item) => item.ReopeningAsked?.By,
        (ItemEvent.PanelChanged or ItemEvent.PanelRefused, var item) => item.PanelAsked?.By,
        _ => null,
    };

    private static bool IsOfSection(Membership member, Project project)
        => member.IsOf(project.Section) && member.Roles.Any(Rights.IsBoundToSections);

    /// <summary>Until when the reader is to do something; null where there is nothing to do.</summary>
    /// <param name="isAnswered">It was submitted again since.</param>
    private static DateTimeOffset? Due(
        PlannedStage stage, bool isAnswered, ItemSummary? item, NewsKind told, ImmutableArray<DutyKind> tasks, bool edits) => tasks switch
    {
        [DutyKind.Check or DutyKind.Approve or DutyKind.Vote, ..] when item?.SubmittedAt is { } submitted => stage.ReviewDueFor(submitted),
        [DutyKind.AnswerRectification, ..] when item?.UnansweredSince is { } since => FollowUp.DueAt(since),
        [DutyKind.CompleteEdits, ..] when item?.EditsSince is { } since => FollowUp.DueAt(since),
        [_, ..] => stage.DueFor(item?.AnswerBy),
        _ => told switch
        {
            NewsKind.Returned or NewsKind.Reopened when !isAnswered => stage.DueFor(item?.AnswerBy),
            NewsKind.Approved when edits && item?.EditsSince is { } since => FollowUp.DueAt(since),
            _ => null,
        },
    };

    /// <summary>Decisions that were taken back, each with the event that did.</summary>
    private static List<(int Decision, int By)> TakenBack(IReadOnlyList<ItemEvent> events)
    {
        var standing = new Dictionary<StageId, Stack<int>>();
        var takenBack = new List<(int, int)>();
        foreach (var (index, happened) in events.Index())
        {
            if (!standing.TryGetValue(happened.Stage, out var decisions))
            {
                standing[happened.Stage] = decisions = new();
            }

            switch (happened)
            {
                case ItemEvent.ItemSubmitted or ItemEvent.ItemChecked or ItemEvent.ItemReturned
                    or ItemEvent.ItemApproved or ItemEvent.ItemRejected:
                    decisions.Push(index + 1);
                    break;
                case ItemEvent.DecisionUndone when decisions.TryPop(out var decision):
                    takenBack.Add((decision, index + 1));
                    break;
            }
        }

        return takenBack;
    }

    private static List<Step> Steps(IReadOnlyList<ItemEvent> events, HashSet<int> versions)
    {
        var (state, steps) = (ProjectYear.Empty, new List<Step>());
        foreach (var happened in events)
        {
            var after = state.Apply(happened);
            if (versions.Contains(after.Version))
            {
                steps.Add(new(after.Version, happened, state, after));
            }

            state = after;
        }

        return steps;
    }

    private sealed record Step(int Version, ItemEvent Happened, ProjectYear Before, ProjectYear After);
}
