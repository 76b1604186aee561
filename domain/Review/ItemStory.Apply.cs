using System.Collections.Immutable;

namespace PerfFlow.Domain.Review;

public sealed partial record ItemStory
{
    private Remarks said = new(null, [], null, null, null);
    private Remarks? adjusted;
    private ReopeningAsked? asked;
    private string? document;
    private Panel? panel;

    /// <summary>Texts that go with where an item stands: taking a decision back brings back those before it.</summary>
    private sealed record Remarks(
        string? Reason,
        ImmutableList<Vote> Votes,
        ScoreOverride? Override,
        string? DataHash,
        Remarks? Before)
    {
        public static Remarks Opened(string reason) => new(reason, [], null, null, null);
    }

    /// <param name="version">Number of the event in the project's stream.</param>
    public ItemStory Apply(ItemEvent happened, int version)
    {
        var after = SaidAfter(happened);
        var told = this with
        {
            Item = Item.Apply(happened, version),
            said = after,
            Exchanges = ExchangesAfter(happened, after),
            adjusted = happened is ItemEvent.AdjustmentOpened ? said : adjusted,
        };
        var reason = happened switch
        {
            ItemEvent.ItemReturned or ItemEvent.ItemApproved or ItemEvent.ItemRejected or ItemEvent.ItemReopened => told.Reason,
            ItemEvent.ItemVoted e => e.Reason,
            ItemEvent.ScoreOverridden e => e.Reason,
            ItemEvent.ItemCompleted e => e.NoEdit,
            ItemEvent.ReopeningAsked e => e.Reason,
            ItemEvent.ReopeningRefused e => e.Reason,
            ItemEvent.AdjustmentOpened e => e.Reason,
            ItemEvent.EvidenceWithdrawn e => e.Reason,
            ItemEvent.RectificationRequired e => e.Requirement,
            ItemEvent.RectificationAnswered e => e.Answer,
            ItemEvent.RectificationClosed e => e.Conclusion,
            ItemEvent.RedNoted e => e.Reason,
            ItemEvent.PanelAsked e => e.Reason,
            ItemEvent.PanelRefused e => e.Reason,
            _ => null,
        };
        var of = happened is ItemEvent.ItemRejected && Item.IsAdjusting ? null : (happened as IOfVersion)?.Version;
        return told.With(happened) with { History = History.Add(new(happened.At, happened.By.Key, EventName.Of(happened), of, reason)) };
    }

    /// <summary>Files, sheets and what is asked beside the review.</summary>
    private ItemStory With(ItemEvent happened) => happened switch
    {
        ItemEvent.SheetUploaded e => this with
        {
            Sheets = Sheets.Add(e.Version, new(e.Version, e.Sha256, e.FileName, e.By.Key, e.At, null)),
        },
        ItemEvent.SheetRead e => this with { Sheets = Sheets.SetItem(e.Version, Sheets[e.Version] with { Reading = e.Reading }) },
        ItemEvent.ReopeningAsked e => this with { asked = new(e.By.Key, e.Reason, e.At, e.AnswerBy) },
        ItemEvent.AdjustmentOpened e => this with { document = e.Document },
        ItemEvent.PanelAsked e => this with { panel = e.Panel },
        ItemEvent.EvidenceAttached e => this with { Evidence = Evidence.Add(e.Evidence) },
        ItemEvent.EvidenceWithdrawn e => this with { Evidence = Evidence.RemoveAll(file => file.Id == e.Id) },
        ItemEvent.RectificationRequired e => this with
        {
            Rectifications = Rectifications.Add(new(e.Id, e.Indicator, e.Requirement, e.By.Key, e.At)),
        },
        ItemEvent.RectificationAnswered e => this with
        {
            Rectifications = Rectifications.ConvertAll(one => one.Id == e.Id ? one with { Answer = e.Answer } : one),
        },
        ItemEvent.RectificationClosed e => this with
        {
            Rectifications = Rectifications.ConvertAll(one => one.Id == e.Id ? one with { Conclusion = e.Conclusion } : one),
        },
        _ => this,
    };

    private Remarks SaidAfter(ItemEvent happened) => happened switch
    {
        ItemEvent.SheetUploaded when Item.EditsPending => said with { Before = null },
        ItemEvent.SheetUploaded => said with { Votes = [], Override = null, Before = null },
        ItemEvent.ItemSubmitted => said with { Votes = [], Override = null, DataHash = null, Before = said }, // it answers the reason
        ItemEvent.ItemChecked => said with { Before = said },
        ItemEvent.ItemVoted e => said with
        {
            Votes = said.Votes.RemoveAll(vote => vote.By == e.By.Key).Add(new(
                e.By.Key, e.Verdict, e.Grade, e.Reason, e.At, e.Points is { IsDefault: false } points ? points : [], e.AnswerBy)),
        },
        ItemEvent.ItemReturned e => said with
        {
            Reason = Reasons(e.Counted, Verdict.Return) ?? e.Reason,
            Before = said,
        },
        ItemEvent.ItemApproved e => said with { Reason = Reasons(e.Counted, Verdict.Approve) ?? e.Reason, Before = said },
        ItemEvent.ItemRejected e when Item.IsAdjusting => adjusted! with { Reason = Reasons(e.Counted, Verdict.Reject) ?? e.Reason },
        ItemEvent.ItemRejected e => said with { Reason = Reasons(e.Counted, Verdict.Reject) ?? e.Reason, Before = said },
        ItemEvent.ScoreOverridden e => said with
        {
            Override = new(e.Score, e.Grade, e.Reason, Item.Standing?.Reading?.Figures.Score),
            Votes = [],
        },
        ItemEvent.DecisionUndone => said.Before! with { Votes = [] },
        ItemEvent.PanelChanged e => said with { Votes = said.Votes.RemoveAll(vote => !e.Panel.Members.Contains(vote.By)) },
        ItemEvent.ItemCompleted or ItemEvent.ItemArchived => said with { Before = null },
        ItemEvent.ItemReopened => Remarks.Opened(asked!.Reason),
        ItemEvent.AdjustmentOpened e => Remarks.Opened(e.Reason),
        ItemEvent.AdjustmentDropped => adjusted! with { Reason = null },
        ItemEvent.ItemLocked e => said with { DataHash = e.DataHash, Before = null },
        _ => said,
    };

    /// <summary>
    /// What all who carried the outcome had to say, the last speaker last; all who did not approve, when nobody carried it alone.
    /// </summary>
    private string? Reasons(ImmutableArray<string>? counted, Verdict verdict)
    {
        if (counted is not { } persons)
        {
            return null;
        }

        var votes = said.Votes.Where(vote => persons.Contains(vote.By)).ToList();
        var carried = votes.Exists(vote => vote.Verdict == verdict);
        var reasons = string.Join(
            ';',
            votes.Where(vote => carried ? vote.Verdict == verdict : vote.Verdict != Verdict.Approve)
                .Select(vote => vote.Reason)
                .OfType<string>()
                .Distinct());
        return reasons.Length > 0 ? reasons : null;
    }
}
