using PerfFlow.Domain.Access;
using PerfFlow.Domain.Review;

namespace PerfFlow.Faults.Tests.Model;

/// <summary>Makes commands of steps, by looking at the model alone.</summary>
internal static class Turn
{
    public static Command Of(Step step, PlainYear year, IReadOnlyList<Command> before, string key)
    {
        if (step.Kind == Kind.Again && before.Count > 0)
        {
            return before[step.Choice % before.Count];
        }

        var item = year.Items[Command.Stages[step.Stage]];
        var verb = step.Kind switch
        {
            Kind.Wild => step.Verb,
            Kind.Aside => Aside(item, step.Choice / 5),
            _ => Onward(item, step.Choice),
        };
        var person = step.Who < People.All.Count ? People.All[step.Who] : Fit(item, verb, step.Choice);
        var version = verb switch
        {
            Verb.Tend => Math.Max(1, item.Attempt - Math.Abs(step.Age)),
            Verb.Read or Verb.GiveUp => item.Newest - Math.Abs(step.Age),
            _ => item.Newest - step.Age,
        };
        var choice = step.Kind == Kind.Onward && verb is Verb.Submit or Verb.Approve && step.Choice % 3 > 0 ? 0 : step.Choice;
        return new Command(verb, person, item.Stage, version, choice, step.Silent ? "" : "理由", key);
    }

    private static Verb Aside(PlainItem item, int choice)
    {
        Verb[] verbs = item.State switch
        {
            ItemState.Draft => [Verb.Upload, Verb.Attach, Verb.GiveUp, Verb.Drop, Verb.Answer],
            ItemState.Submitted => [Verb.Undo, Verb.Return, Verb.Upload, Verb.Require],
            ItemState.LeadChecked => [Verb.Undo, Verb.Return, Verb.Override, Verb.ChangePlan, Verb.Join, Verb.Leave],
            ItemState.Approved => [Verb.Undo, Verb.AskReopening, Verb.Complete, Verb.Upload],
            ItemState.Locked => [Verb.AskReopening, Verb.Consent, Verb.Adjust, Verb.Require, Verb.Answer, Verb.Close],
            ItemState.Returned => [Verb.Undo, Verb.Withdraw],
            ItemState.Rejected => [Verb.Undo, Verb.AskReopening],
            _ => [Verb.Drop, Verb.Register, Verb.Join],
        };
        return verbs[choice % verbs.Length];
    }

    private static Verb Onward(PlainItem item, int choice) => item.State switch
    {
        ItemState.Draft when item.Current!.Reading is null => Verb.Read,
        ItemState.Draft when item.Current!.Reading is not { Ok: true } => Verb.Upload,
        ItemState.Draft => item.Current!.Reading!.Needs.All(item.Evidence.Contains) ? Verb.Submit : Verb.Attach,
        ItemState.Submitted when item.Stage == "q1" && item.Current!.Reading?.Red != true => Verb.Approve,
        ItemState.Submitted => Verb.Check,
        ItemState.LeadChecked => Verb.Approve,
        ItemState.Approved when item.Edits && item.Newest == item.Submitted => Verb.Upload,
        ItemState.Approved when item.Edits && item.Current!.Reading is null => Verb.Read,
        ItemState.Approved when item.Edits => Verb.Complete,
        ItemState.Approved => Verb.Tend,
        ItemState.Locked when item.AskedBy is null && item.Stage == "targets" && choice % 2 == 0 => Verb.Adjust,
        ItemState.Locked or ItemState.Rejected => item.AskedBy is null ? Verb.AskReopening : choice % 3 == 0 ? Verb.Refuse : Verb.Consent,
        _ => Verb.Upload,
    };

    /// <summary>In the group, one who has not voted.</summary>
    private static string Fit(PlainItem item, Verb verb, int choice)
    {
        string[] group = ["member", "chair", "head-and-member", "head-elsewhere-and-member"];
        return item.State == ItemState.LeadChecked && verb is Verb.Approve or Verb.Return
            ? group.FirstOrDefault(person => !item.Votes.ContainsKey(person)) ?? group[choice % group.Length]
            : verb != Verb.Undo ? People.FitFor(verb)
            : item.Last switch
            {
                Level.Section => choice % 3 == 0 ? "head-elsewhere-and-member" : "head",
                Level.Group => "chair",
                _ => "lead",
            };
    }
}
