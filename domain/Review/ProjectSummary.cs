using System.Collections.Immutable;
using System.Text.Json.Serialization;
using PerfFlow.Domain.Plan;

namespace PerfFlow.Domain.Review;

/// <summary>What the board, the sweep, the tasks and the reminders need to know of an item.</summary>
/// <param name="Version">The newest sheet, 0 when there is none.</param>
/// <param name="Reading">Id of the reading of the sheet that counts; null when unread, or its reader failed.</param>
/// <param name="Figures">Of the sheet that counts; an overridden score in place of the computed one.</param>
/// <param name="Unread">Versions without a reading.</param>
public sealed record ItemSummary(
    ItemState State,
    int Attempt,
    int Round,
    int Version,
    int? SubmittedVersion,
    string? Reading,
    SheetFigures Figures,
    ImmutableArray<int> Unread)
{
    /// <summary>The newest sheet can be submitted as far as its reading goes; null when it is unread or there is none.</summary>
    public bool? Ok { get; init; }

    /// <summary>Key of the person.</summary>
    public string? SubmittedBy { get; init; }

    /// <summary>Beside the score it took the place of, with the beginning of its reason; null where the computed one stands.</summary>
    public ScoreOverride? Override { get; init; }

    /// <summary>Key of the person whose the newest sheet is.</summary>
    public string? UploadedBy { get; init; }

    /// <summary>Keys of others who sent the bytes of the newest sheet before; null where there are none.</summary>
    public ImmutableArray<string>? SentBefore { get; init; }

    /// <summary>Keys of the reviewers of the group who have voted on the submitted version.</summary>
    public ImmutableArray<string> Voted { get; init; } = [];

    /// <summary>Keys of those of the panel whose votes are owed; null while it is not with the group, or its panel is not known.</summary>
    public ImmutableArray<string>? Owing { get; init; }

    /// <summary>Others are to decide on it, and the second person has not agreed.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool PanelAsked { get; init; }

    /// <summary>See <see cref="Position.EditsPending"/>.</summary>
    public bool EditsPending { get; init; }

    /// <summary>While they are pending: what came since is what was approved, byte for byte.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool Unedited { get; init; }

    /// <summary>See <see cref="ItemEvent.ItemSubmitted"/>.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool Noted { get; init; }

    /// <summary>The lead has asked to reopen it, and the chair has not decided.</summary>
    public bool ReopeningAsked { get; init; }

    /// <summary>Approved targets its sheet was judged by, see <see cref="ReadingBasis.Targets"/>; null when that is not known.</summary>
    public string? JudgedBy { get; init; }

    /// <summary>Its approved versions, as <see cref="ReadingBasis.Targets"/> writes them; null when there is none.</summary>
    public string? Approved { get; init; }

    /// <summary>Until when a return or a reopening is to be answered; null: by the stage's deadline.</summary>
    public DateTimeOffset? AnswerBy { get; init; }

    /// <summary>When it last went back to the section: returned, reopened, or opened for an adjustment. Null: never.</summary>
    public DateTimeOffset? SentBackAt { get; init; }

    /// <summary>See <see cref="Position.Review"/>.</summary>
    public int? Review { get; init; }

    /// <summary>When what is or was under review was submitted; null before that.</summary>
    public DateTimeOffset? SubmittedAt { get; init; }

    /// <summary>When it was approved with edits that are not confirmed yet; null when there are none.</summary>
    public DateTimeOffset? EditsSince { get; init; }

    /// <summary>When the earliest rectification was required that the section has not answered; null when there is none.</summary>
    public DateTimeOffset? UnansweredSince { get; init; }

    public int MissingEvidence { get; init; }

    /// <summary>Rectifications the section has not answered.</summary>
    public int Unanswered { get; init; }

    /// <summary>Rectifications answered and not closed.</summary>
    public int Unclosed { get; init; }

    /// <summary>See <see cref="Separation.Forbids"/>, of duties up to the check.</summary>
    public bool Forbids(SeparatedDuty duty, IEnumerable<SeparatedDuty> joined, string key)
        => !joined.Contains(duty)
        && (key == UploadedBy || SentBefore?.Contains(key) == true || (duty > SeparatedDuty.Submit && key == SubmittedBy));

    /// <summary>See <see cref="Item.IsUnderReview"/>.</summary>
    [JsonIgnore]
    public bool IsUnderReview => State is ItemState.Submitted or ItemState.LeadChecked or ItemState.Approved;

    public static ItemSummary Of(Item item)
    {
        var reading = item.Standing?.Reading;
        var figures = item.Figures;
        return new(
            item.State,
            item.Attempt,
            item.Round,
            item.CurrentVersion,
            item.SubmittedVersion,
            reading?.Id,
            item.Override is { } set ? figures with { Score = set.Score, Grade = set.Grade } : figures,
            [.. item.Unread.Keys, .. item.Current is { Reading: null } unread ? [unread.Version] : (int[])[]])
        {
            Ok = item.Current?.Reading?.Ok,
            Override = item.Override,
            SubmittedBy = item.SubmittedBy,
            UploadedBy = item.Current?.UploadedBy,
            SentBefore = item.Current?.Also,
            Voted = [.. item.Votes.Select(vote => vote.By)],
            Owing = item.Panel is { } panel ? [.. panel.Members.Except(item.Votes.Select(vote => vote.By))] : null,
            PanelAsked = item.PanelAsked is not null,
            EditsPending = item.EditsPending,
            Unedited = item.EditsPending && item.CurrentVersion != item.SubmittedVersion && !item.IsEdited,
            Noted = item.At.Noted,
            ReopeningAsked = item.ReopeningAsked is not null,
            JudgedBy = reading?.Basis?.Targets,
            Approved = ReadingBasis.Written(item),
            AnswerBy = item.AnswerBy,
            SentBackAt = item.SentBackAt,
            Review = item.At.Review,
            SubmittedAt = item.At.SubmittedAt,
            EditsSince = item.EditsPending ? item.At.ApprovedAt : null,
            UnansweredSince = item.Rectifications.Where(asked => asked.Answer is null).Min(asked => (DateTimeOffset?)asked.At),
            MissingEvidence = item.MissingEvidence.Count(),
            Unanswered = item.Rectifications.Count(asked => asked.Answer is null),
            Unclosed = item.Rectifications.Count(asked => asked is { Answer: not null, Conclusion: null }),
        };
    }
}

/// <summary>A project's line of the board before the plan is laid over it.</summary>
public sealed record ProjectSummary(ImmutableDictionary<StageId, ItemSummary> Items)
{
    public static ProjectSummary Empty { get; } = new(ImmutableDictionary<StageId, ItemSummary>.Empty);

    public static ProjectSummary Of(ProjectYear year)
        => new(year.Items.ToImmutableDictionary(item => item.Key, item => ItemSummary.Of(item.Value)));

    /// <summary>
    /// Kept out of the budget, its targets graded 差 (财预〔2015〕88号): nothing more is owed of it unless the review is opened again.
    /// </summary>
    public bool IsRejected(YearPlan? plan)
        => plan?.TargetsStage is { } targets && Items.GetValueOrDefault(targets.Id)?.State == ItemState.Rejected;

    /// <summary>What had to be put right in another stage waits for an answer (整改): the next sheet is not taken before.</summary>
    public bool OwesAnswer(StageId next) => Items.Any(item => item.Key != next && item.Value.Unanswered > 0);

    /// <summary>
    /// The project's figures: each from the latest stage of the plan that has it. What sheets say of the budget that were judged by other
    /// targets than those approved now, before these were adjusted, is no longer so.
    /// </summary>
    public SheetFigures Figures(YearPlan plan)
    {
        var targets = plan.TargetsStage is { } stage ? Items.GetValueOrDefault(stage.Id) : null;
        return plan.Stages
            .OrderBy(stage => stage.DueAt)
            .Select(stage => Items.GetValueOrDefault(stage.Id))
            .OfType<ItemSummary>()
            .Select(item => item.JudgedBy is { } judged && judged != (targets?.Approved ?? "")
                ? item.Figures with { Budget = null }
                : item.Figures)
            .Aggregate(SheetFigures.None, (sum, next) => new(
                next.Budget ?? sum.Budget,
                next.Spent ?? sum.Spent,
                next.Score ?? sum.Score,
                next.Grade ?? sum.Grade,
                next.Light ?? sum.Light,
                targets?.Approved is null ? null : targets.Figures.InitialBudget ?? targets.Figures.Budget));
    }
}
