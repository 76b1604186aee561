using System.Collections.Immutable;
using PerfFlow.Domain.Findings;
using PerfFlow.Domain.Plan;

namespace PerfFlow.Domain.Review;

/// <summary>
/// Who decides in the group is fixed with the event that brings an item there. Others take their place when one person asks for it with a
/// reason and a second agrees, who is neither to leave nor to come; then the votes are counted anew at once.
/// </summary>
public static partial class ReviewDecider
{
    private static Decision<ItemEvent> OnPanel(Item item, ItemCommand command, DateTimeOffset now) => (command, item.PanelAsked) switch
    {
        (ItemCommand.AskPanel c, _) when IsBlank(c.Reason) => Refusals.ReasonRequired,
        (_, _) when item.State != ItemState.LeadChecked => Refusals.WrongState,
        (ItemCommand.AskPanel { Panel: { } group, Without.IsDefault: false } c, _) when c.Without.Any(key => !group.Members.Contains(key))
            => Refusals.NotInGroup,
        (ItemCommand.AskPanel c, var asked) => Fixed(item, c, item.At.CheckedBy, c.Without) switch
        {
            (_, { } refusal) => refusal,
            (null, _) => Refusals.PanelEmpty,
            (var panel, _) when panel == item.Panel => Refusals.PanelUnchanged,
            (var panel, _) when asked?.By == c.By.Key && panel.Mark == asked.Panel => Nothing,
            (var panel, _) => new ItemEvent.PanelAsked(c.Stage, c.By, now, c.Reason!.Trim(), panel),
        },
        (_, null) => Refusals.PanelNotAsked,
        (ItemCommand.RefusePanel c, _) => IsBlank(c.Reason)
            ? Refusals.ReasonRequired
            : new ItemEvent.PanelRefused(c.Stage, c.By, now, c.Reason!.Trim()),
        (ItemCommand.ConsentToPanel c, { } asked) when c.Panel?.Mark != asked.Panel => Refusals.PanelNotAsked, // another is, meanwhile
        (ItemCommand.ConsentToPanel c, { } asked) when c.By.Key == asked.By || item.Panel?.DiffersIn(c.By.Key, c.Panel!) == true
            || IsSame(SeparatedDuty.Decide, item, c) => Refusals.SamePerson,
        (ItemCommand.ConsentToPanel c, _) => Changed(item, new(c.Stage, c.By, now, c.Panel!)),
        _ => throw new InvalidOperationException($"Unknown command {command.GetType().Name}"),
    };

    /// <summary>The panel without those whose own work it is, and who checked it.</summary>
    /// <param name="without">Keys of others who are to be left out.</param>
    private static (Panel? Panel, Refusal? Refusal) Fixed(
        Item item, ItemCommand.OfGroup c, string? checkedBy, ImmutableArray<string> without = default)
    {
        var panel = c.Panel?.Without(key => (!without.IsDefault && without.Contains(key))
            || c.Separation.Forbids(SeparatedDuty.Decide, item, key)
            || (key == checkedBy && !c.Separation.Joined.Contains(SeparatedDuty.Decide)));
        return panel?.Members.Length switch
        {
            0 => (null, Refusals.PanelEmpty),
            > Panel.Most => (null, Refusals.PanelTooLarge),
            _ => (panel, null),
        };
    }

    private static Decision<ItemEvent> Changed(Item item, ItemEvent.PanelChanged changed)
    {
        var votes = item.Votes.RemoveAll(vote => !changed.Panel.Members.Contains(vote.By));
        return Outcome(changed.Panel, votes, changed, item.SubmittedVersion!.Value, votes) is { } outcome
            ? Decision<ItemEvent>.Of(changed, outcome)
            : changed;
    }
}
