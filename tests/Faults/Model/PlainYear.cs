using System.Collections.Immutable;
using PerfFlow.Domain.Access;
using PerfFlow.Domain.Plan;

namespace PerfFlow.Faults.Tests.Model;

/// <summary>One project's year: its items, who is who, and the commands that were done under a key.</summary>
internal sealed record PlainYear
{
    public ImmutableSortedDictionary<string, Member> Members { get; init; } = People.AtFirst;

    /// <summary>The key under which the one who comes and goes came last.</summary>
    public string Swing { get; init; } = "";

    public string Plan { get; init; } = "first";

    public Quorum Quorum { get; init; } = Quorum.Majority;

    public bool Withdrawn { get; init; }

    public ImmutableSortedDictionary<string, PlainItem> Items { get; init; } =
        Command.Stages.ToImmutableSortedDictionary(stage => stage, stage => new PlainItem(stage), StringComparer.Ordinal);

    public ImmutableHashSet<string> Done { get; init; } = [];

    /// <summary>Versions of the targets that were approved, in their order.</summary>
    public string Targets => string.Join(',', Items["targets"].Approved);

    /// <summary>The year after the command, this one when there is nothing to do, null when it is refused.</summary>
    public PlainYear? On(Command c)
    {
        if (c.Verb is Verb.Read or Verb.GiveUp)
        {
            return this; // what a reading comes to is told afterwards
        }

        if (c.Verb == Verb.Tend)
        {
            return Withdrawn ? this : With(Items[c.Stage].On(c, AroundFor(c)));
        }

        if (!Members.TryGetValue(c.By, out var by)
            || !May(by, c)
            || (c.IsOfItem && Withdrawn)
            || (c.Verb == Verb.Attach && Targets.Length == 0))
        {
            return null;
        }

        var next = Done.Contains(c.Key) ? this : c.IsOfItem ? With(Items[c.Stage].On(c, AroundFor(c))) : Change(c);
        return next is null || ReferenceEquals(next, this) ? next : next with { Done = Done.Add(c.Key) };
    }

    /// <summary>An attempt after the first is locked as soon as it is approved.</summary>
    public PlainYear Locked() => Items.Values
        .Where(item => item.Attempt > 1)
        .Aggregate(this, (year, item) => year.On(new Command(Verb.Tend, "", item.Stage, item.Attempt, 0, "", "")) ?? year);

    public PlainYear Read(string stage, int version, PlainReading reading) => With(Items[stage].Read(version, reading))!;

    private PlainYear? With(PlainItem? item) =>
        item is null ? null : ReferenceEquals(item, Items[item.Stage]) ? this : this with { Items = Items.SetItem(item.Stage, item) };

    private PlainYear? Change(Command c) => c.Verb switch
    {
        Verb.ChangePlan => c.Reason.Length == 0 ? null : this with { Plan = c.Key, Quorum = c.Quorum },
        Verb.Withdraw => Withdrawn ? this : c.Reason.Length == 0 ? null : this with { Withdrawn = true },
        Verb.Register => Withdrawn ? this with { Withdrawn = false } : this,
        Verb.Join when !People.Turn(c.Choice).IsOfGroup && IsAwaited(People.Swing) => null,
        Verb.Join => this with { Members = Members.SetItem(People.Swing, People.Turn(c.Choice)), Swing = c.Key },
        Verb.Leave when IsAwaited(People.Swing) => null,
        Verb.Leave => this with { Members = Members.Remove(People.Swing), Swing = "" },
        _ => throw new InvalidOperationException($"{c.Verb} is not asked of a year."),
    };

    private bool IsAwaited(string person) =>
        !Withdrawn && Members.TryGetValue(person, out var member) && member.IsOfGroup && Items.Values.Any(item => item.Awaits(person));

    private Around AroundFor(Command c) => new(
        Members.GetValueOrDefault(c.By) ?? new Member([], ""),
        Quorum,
        [.. Members.Where(member => member.Value.IsOfGroup).Select(member => member.Key)],
        Items.Values.Any(item => item.Stage != c.Stage && item.Rectifications.Any(one => !one.Answered)),
        Targets);

    /// <summary>field.md §5.1.</summary>
    private static bool May(Member by, Command c) => c.Verb switch
    {
        Verb.Upload or Verb.Attach or Verb.Answer => by.IsOfSection,
        Verb.Submit => by.IsHeadOfSection,
        Verb.Check or Verb.Complete or Verb.AskReopening or Verb.ChangePlan or Verb.Withdraw or Verb.Register => by.Is(Role.Lead),
        Verb.Return or Verb.Approve or Verb.Require or Verb.Close => by.Is(Role.Lead) || by.IsOfGroup,
        Verb.Override => by.IsOfGroup,
        Verb.Undo => by.IsHeadOfSection || by.Is(Role.Lead) || by.IsOfGroup,
        Verb.Consent or Verb.Refuse => by.Is(Role.GroupChair),
        Verb.Adjust or Verb.Drop => by.Is(Role.Lead) || by.IsHeadOfSection,
        _ => by.Is(Role.Admin),
    };
}
