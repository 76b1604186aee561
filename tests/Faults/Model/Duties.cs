using PerfFlow.Domain.Access;
using PerfFlow.Domain.Review;

namespace PerfFlow.Faults.Tests.Model;

/// <summary>What a person does who reads a task in the list.</summary>
internal static class Duties
{
    public static readonly Role[] Doers = [Role.SectionClerk, Role.SectionHead, Role.Lead, Role.GroupMember, Role.GroupChair];

    private const int AsGood = (int)ReviewGrade.Good + 1;

    /// <summary>Null for what is owed later.</summary>
    public static Command? CommandFor(string kind, PlainItem item, string targets, string person, string key)
    {
        var (unanswered, unclosed) = (
            item.Rectifications.FindIndex(one => !one.Answered), item.Rectifications.FindIndex(one => one.Answered && !one.Closed));
        return kind switch
        {
            // Read when other targets were approved: it is sent again, or back.
            "submit" when item.IsOutdated(targets) => Of(Verb.Upload),
            "approve" or "check" or "vote" when item.IsOutdated(targets) => Of(Verb.Return),
            "correct" when item.Edits && item.Sheets[item.Submitted - 1].Content == 0 => Of(Verb.Upload, 1), // the same is no edit
            "upload" or "correct" => Of(Verb.Upload),
            "attach-evidence" => Of(Verb.Attach),
            "submit" => Of(Verb.Submit),
            "check" => Of(Verb.Check),
            "approve" => Of(Verb.Approve),
            "vote" => Of(Verb.Approve, item.Stage == "targets" && item.Newest % 2 == 1 ? AsGood : 0),
            "complete-edits" => Of(Verb.Complete),
            "decide-reopening" => Of(item.State == ItemState.Rejected || item.Attempt == 1 ? Verb.Consent : Verb.Refuse),
            "answer-rectification" => Of(Verb.Answer, unanswered),
            "close-rectification" => Of(Verb.Close, unclosed),
            _ => null,
        };

        Command Of(Verb verb, int choice = 0) => new(verb, person, item.Stage, item.Newest, choice, "办理", key);
    }

    /// <summary>
    /// What the application does on its own; a rejected project, which the lead may ask for; edits that do not read well.
    /// </summary>
    public static Command? WithoutTask(PlainItem item, string key) => item switch
    {
        { State: ItemState.Approved, Edits: false } => new(Verb.Tend, "", item.Stage, item.Attempt, 0, "", key),
        { State: ItemState.Rejected, AskedBy: null } => new(Verb.AskReopening, "lead", item.Stage, item.Newest, 0, "再报", key),
        { State: ItemState.Draft or ItemState.Approved, Current.Reading: null } => new(Verb.Read, "", item.Stage, item.Newest, 0, "", key),
        _ => null,
    };
}
