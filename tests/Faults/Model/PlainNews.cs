using PerfFlow.Domain.Review;

namespace PerfFlow.Faults.Tests.Model;

/// <summary>
/// What people are told, written without the rules of news: what the model's items went through, in words. What was decided is told to
/// the section and what was asked to who asked, as they are when it is told; what was taken back before that is told to nobody.
/// </summary>
internal sealed class PlainNews
{
    private readonly List<Happened> untold = [];
    private readonly Dictionary<string, Happened> decided = [];

    /// <summary>Lines of what was decided, one for each notice, in no order.</summary>
    public List<string> Facts { get; } = [];

    /// <summary>Lines of what became somebody's turn; there may be more.</summary>
    public List<string> Turns { get; } = [];

    public static string Line(string person, string stage, string what) => $"{person} {stage} {what}";

    /// <summary>A command was done.</summary>
    public void Add(Command c, PlainYear before, PlainYear after)
    {
        if (!c.IsOfItem || What(c.Verb, before.Items[c.Stage], after.Items[c.Stage]) is not { } what)
        {
            return;
        }

        var happened = new Happened(c.Stage, c.By, what, before.Items[c.Stage].AskedBy);
        if (c.Verb is Verb.Approve or Verb.Return)
        {
            decided[c.Stage] = happened;
        }
        else if (c.Verb == Verb.Undo && untold.Remove(decided[c.Stage]))
        {
            return;
        }

        untold.Add(happened);
    }

    /// <summary>All that was not told yet is, to those who are there now.</summary>
    public void Tell(PlainYear now)
    {
        foreach (var happened in now.Withdrawn ? [] : untold)
        {
            var item = now.Items[happened.Stage];
            foreach (var (person, member) in now.Members.Where(member => member.Key != happened.By))
            {
                if (happened.FactFor(person, member) is { } fact)
                {
                    Facts.Add(Line(person, happened.Stage, fact));
                }
                else if (happened.What == "Submitted" && item.State == ItemState.Submitted && member.Is(Domain.Access.Role.Lead))
                {
                    Turns.AddRange(item.IsOwn(person) ? [] : [Line(person, happened.Stage, item.NeedsGroup ? "Check" : "Approve")]);
                }
                else if (happened.What == "Checked" && item.State == ItemState.LeadChecked && item.Awaits(person) && member.IsOfGroup)
                {
                    Turns.Add(Line(person, happened.Stage, "Vote"));
                }
            }
        }

        untold.Clear();
    }

    private static string? What(Verb verb, PlainItem before, PlainItem after) => verb switch
    {
        Verb.Approve or Verb.Return when before.State is ItemState.Submitted or ItemState.LeadChecked => after.State switch
        {
            ItemState.Returned => "Returned",
            ItemState.Rejected => "Rejected",
            ItemState.Approved or ItemState.Locked => after.Approved.Count > before.Approved.Count ? "Approved" : "Rejected",
            _ => null, // a vote short of the quorum
        },
        Verb.Undo when before.State is ItemState.Returned or ItemState.Approved or ItemState.Rejected => "Undone",
        Verb.Submit when after.State == ItemState.Submitted && before.State != after.State => "Submitted",
        Verb.Check when after.State == ItemState.LeadChecked && before.State != after.State => "Checked",
        Verb.Complete when before.Edits && !after.Edits => "Completed",
        Verb.Consent or Verb.Adjust when after.Attempt > before.Attempt => "Reopened",
        Verb.Refuse => "Refused",
        Verb.Drop when before.Standing is not null && after.Standing is null => "Dropped",
        Verb.Close when after.Rectifications.Count(one => one.Closed) > before.Rectifications.Count(one => one.Closed) => "Closed",
        _ => null,
    };

    /// <param name="Asker">Who had asked for a reopening; null for nobody.</param>
    private sealed record Happened(string Stage, string By, string What, string? Asker)
    {
        private string? OfSection => What is "Submitted" or "Checked" or "Refused" ? null : What;

        private string? Answer => What switch { "Reopened" => "Agreed", "Refused" => "Refused", _ => null };

        public string? FactFor(string person, Member member) =>
            (member.IsOfSection ? OfSection : null) ?? (person == Asker ? Answer : null);
    }
}
