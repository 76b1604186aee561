using System.Globalization;
using PerfFlow.Domain.Plan;
using PerfFlow.Domain.Review;

namespace PerfFlow.Faults.Tests.Model;

/// <summary>A year in words, of the model and of the ledger alike, so that the two can be compared line by line.</summary>
internal static class Seen
{
    public static IEnumerable<string> Of(PlainYear year) =>
        [Year(year.Plan, year.Quorum, year.Withdrawn, year.Swing), .. year.Items.Values.Select(Of)];

    public static IEnumerable<string> Of(UnitYear unit, Func<StageId, ItemStory> story, Func<string, string> personOf, string swing) =>
        [
            Year(unit.Plan!.Version, unit.Plan.Quorum, !unit.Withdrawn.IsEmpty, swing),
            .. Command.Stages.Order(StringComparer.Ordinal).Select(stage => Of(story(StageId.Parse(stage).Value), personOf)),
        ];

    private static string Of(PlainItem item) => Item(
        item.Stage,
        item.State,
        item.Attempt,
        item.Newest,
        item.Submitted,
        item.Submitter,
        item.Votes.Select(vote => $"{vote.Key}:{vote.Value.Verdict}:{vote.Value.Grade}"),
        item.Grade,
        item.Edits,
        item.Score,
        item.Points,
        item.AskedBy,
        item.Standing is not null,
        item.Evidence,
        item.Rectifications.Select(one => $"{one.Answered}:{one.Closed}"),
        $"{item.Last}");

    private static string Of(ItemStory story, Func<string, string> personOf) => Of(story.Item, story, personOf);

    private static string Of(Item item, ItemStory story, Func<string, string> personOf) => Item(
        item.Stage.Value,
        item.State,
        item.Attempt,
        item.CurrentVersion,
        item.SubmittedVersion ?? 0,
        item.SubmittedBy is { } submitter ? personOf(submitter) : "",
        story.Votes.Select(vote => $"{personOf(vote.By)}:{vote.Verdict}:{vote.Grade}").Order(StringComparer.Ordinal),
        item.Grade,
        item.EditsPending,
        item.Override?.Score,
        item.At.Points is not null,
        item.ReopeningAsked is { } asked ? personOf(asked.By) : null,
        item.IsAdjusting,
        item.Evidence.Values.Order(StringComparer.Ordinal),
        item.Rectifications.Select(one => $"{one.Answer is not null}:{one.Conclusion is not null}"),
        $"{item.Decided}");

    private static string Year(string plan, Quorum quorum, bool withdrawn, string swing) =>
        $"plan {plan} {quorum}, {(withdrawn ? "withdrawn" : "registered")}, swing {swing}";

    private static string Item(
        string stage,
        ItemState state,
        int attempt,
        int newest,
        int submitted,
        string submitter,
        IEnumerable<string> votes,
        ReviewGrade? grade,
        bool edits,
        decimal? score,
        bool points,
        string? askedBy,
        bool adjusting,
        IEnumerable<string> evidence,
        IEnumerable<string> rectifications,
        string last) => string.Create(
            CultureInfo.InvariantCulture,
            $"{stage} {state} attempt {attempt}, {newest} sheets, "
            + $"submitted {submitted} by '{submitter}', votes [{string.Join(' ', votes)}], ")
        + string.Create(
            CultureInfo.InvariantCulture,
            $"grade {(state is ItemState.Approved or ItemState.Locked or ItemState.Returned or ItemState.Rejected ? grade : null)}, "
            + $"edits {edits}, ")
        + string.Create(CultureInfo.InvariantCulture, $"score {score}, points {points}, asked by '{askedBy}', adjusting {adjusting}, ")
        + $"evidence [{string.Join(' ', evidence)}], rectifications [{string.Join(' ', rectifications)}], last {last}";
}
