using System.Collections.Immutable;
using PerfFlow.Domain.Access;
using PerfFlow.Domain.Plan;
using PerfFlow.Domain.Review;

namespace PerfFlow.Faults.Tests.Model;

/// <summary>What reading a version came to: of this the model knows nothing, it is told.</summary>
/// <param name="Targets">Versions of the approved targets that it was measured by.</param>
internal sealed record PlainReading(bool Failed, bool Ok, bool Red, ImmutableArray<string> Needs, string? Targets);

/// <param name="Content">Which of the files that can be sent.</param>
internal sealed record PlainSheet(string By, int Content, PlainReading? Reading);

internal sealed record PlainVote(Verdict Verdict, ReviewGrade? Grade, string Reason);

/// <param name="AnsweredBy">Empty until it is answered.</param>
internal sealed record PlainRectification(string Requirement, string AnsweredBy, bool Closed)
{
    public bool Answered => AnsweredBy.Length > 0;
}

/// <summary>What an item needs to know of the year around it.</summary>
/// <param name="OwesAnswer">A rectification of another item is unanswered.</param>
/// <param name="Targets">Versions of the targets that were approved.</param>
internal sealed record Around(Member By, Quorum Quorum, ImmutableArray<string> Group, bool OwesAnswer, string Targets);

/// <summary>
/// An item as field.md §5 and §1.2 have it, written without the decider: a state, the sheets, the votes, and what was there before
/// the last decision. A command answers the item after it, the item itself when there is nothing to do, or null when it is refused.
/// </summary>
internal sealed record PlainItem(string Stage)
{
    public ItemState State { get; init; }

    public int Attempt { get; init; } = 1;

    public ImmutableList<PlainSheet> Sheets { get; init; } = [];

    public int Submitted { get; init; }

    public string Submitter { get; init; } = "";

    public string Checker { get; init; } = "";

    /// <summary>Who decides in the group, and by which rule: as it was when the item came there.</summary>
    public ImmutableArray<string> Panel { get; init; } = [];

    public Quorum Quorum { get; init; }

    /// <summary>It was with the group and its check was taken back: the next check gives it to nobody else.</summary>
    public bool IsFixed { get; init; }

    /// <summary>Who took part in its approval.</summary>
    public ImmutableArray<string> Deciders { get; init; } = [];

    public ImmutableSortedDictionary<string, PlainVote> Votes { get; init; } = ImmutableSortedDictionary<string, PlainVote>.Empty;

    public ReviewGrade? Grade { get; init; }

    public bool Edits { get; init; }

    public decimal? Score { get; init; }

    public bool Points { get; init; }

    public string? AskedBy { get; init; }

    public PlainItem? Standing { get; init; }

    public ImmutableSortedSet<string> Evidence { get; init; } = [];

    public ImmutableList<PlainRectification> Rectifications { get; init; } = [];

    /// <summary>Versions approved, and not taken back.</summary>
    public ImmutableList<int> Approved { get; init; } = [];

    /// <summary>Who acted last, and may take it back.</summary>
    public Level? Last { get; init; }

    public PlainItem? Before { get; init; }

    public int Newest => Sheets.Count;

    public PlainSheet? Current => Sheets.Count == 0 ? null : Sheets[^1];

    /// <summary>Others decide in their place only by two people's word, so they stay until they have voted.</summary>
    public bool Awaits(string person) =>
        (State == ItemState.LeadChecked || IsFixed) && Panel.Contains(person) && !Votes.ContainsKey(person);

    private PlainReading? Counting => Submitted > 0 ? Sheets[Submitted - 1].Reading : Current?.Reading;

    /// <summary>Other targets were approved since the sheet was read, or none are.</summary>
    public bool IsOutdated(string targets) => Stage != "targets" && (targets.Length == 0 || Counting?.Targets != targets);

    public bool NeedsGroup => Stage != "q1" || Counting?.Red == true;

    private bool IsFit => Current?.Reading is { Failed: false, Ok: true } reading && reading.Needs.All(Evidence.Contains);

    private bool IsPassed => State is ItemState.Approved or ItemState.Locked or ItemState.Archived;

    public PlainItem? On(Command c, Around around) => c.Verb switch
    {
        Verb.Upload => Upload(c),
        Verb.Attach => Attach(c.Indicator),
        Verb.AskReopening
            => Said(c) && (IsPassed || State == ItemState.Rejected) ? AskedBy is null ? this with { AskedBy = c.By } : this : null,
        Verb.Consent => State == ItemState.Reopened ? this : AskedBy is null || AskedBy == c.By ? null : Opened(),
        Verb.Refuse => AskedBy is not null && Said(c) ? this with { AskedBy = null } : null,
        Verb.Adjust => Stage != "targets" || !Said(c) ? null
            : Standing is not null ? this
            : State == ItemState.Locked || (State == ItemState.Approved && !Edits)
                ? Opened() with { Standing = Settled() with { State = ItemState.Locked } }
            : null,
        Verb.Drop => Drop(),
        Verb.Require => Require(c.Requirement),
        Verb.Answer => Rectify(c.Rectification, one => one.Answered, one => !one.Closed, one => one with { AnsweredBy = c.By }),
        Verb.Close => Rectify(
            c.Rectification, one => one.Closed, one => one.Answered && one.AnsweredBy != c.By, one => one with { Closed = true }),
        Verb.Tend => c.Version == Attempt && State == ItemState.Approved && !Edits ? Settled() with { State = ItemState.Locked } : this,
        Verb.Submit when c.Version > 0 && c.Version == Submitted && (IsPassed || State is ItemState.Submitted or ItemState.LeadChecked)
            => this,
        _ when c.Version != Newest || c.Version == 0 => null,
        Verb.Submit => Submit(c, around),
        Verb.Check => Check(c.By, around),
        Verb.Return => Return(c, around),
        Verb.Approve => Approve(c, around),
        Verb.Override => Override(c),
        Verb.Undo => Undo(c, around),
        Verb.Complete => Complete(c),
        _ => throw new InvalidOperationException($"{c.Verb} is not asked of an item."),
    };

    public PlainItem Read(int version, PlainReading reading) =>
        this with { Sheets = Sheets.SetItem(version - 1, Sheets[version - 1] with { Reading = reading }) };

    private static bool Said(Command c) => c.Reason.Length > 0;

    /// <summary>Sent these bytes, under whatever version.</summary>
    private bool IsSender(string person) => Sheets.Any(sheet => sheet.Content == Current!.Content && sheet.By == person);

    /// <summary>Nobody passes what is their own work.</summary>
    public bool IsOwn(string person) => person == Submitter || IsSender(person);

    private bool MayDecide(string person) => !IsOwn(person) && person != Checker;

    private PlainItem? Upload(Command c)
    {
        var kept = this with { Sheets = Sheets.Add(new(c.By, c.Choice % 4, null)), Last = null, Before = null };
        return State == ItemState.Approved && Edits ? Passed(c.By) ? null : kept
            : IsPassed || State is ItemState.Rejected or ItemState.LeadChecked ? null
            : kept with
            {
                State = ItemState.Draft, Submitted = 0, Submitter = "", Checker = "", Votes = Votes.Clear(), Score = null, IsFixed = false,
            };
    }

    /// <summary>Checked it or took part in its approval.</summary>
    private bool Passed(string person) => person == Checker || Deciders.Contains(person);

    private PlainItem? Attach(string indicator) => Evidence.Contains(indicator) ? this
        : IsPassed || State is ItemState.Rejected or ItemState.Submitted or ItemState.LeadChecked ? null
        : this with { Evidence = Evidence.Add(indicator) };

    private PlainItem? Submit(Command c, Around around) =>
        State != ItemState.Draft
        || IsSender(c.By)
        || !IsFit
        || IsOutdated(around.Targets)
        || (Points && !c.SpeaksOfPoints)
        || (Stage != "targets" && around.OwesAnswer)
            ? null
            : Decided(Level.Section) with
            {
                State = ItemState.Submitted, Submitted = c.Version, Submitter = c.By, Checker = "", Votes = Votes.Clear(), Score = null,
                Points = false,
            };

    private PlainItem? Check(string by, Around around) =>
        IsOwn(by) ? null
        : State == ItemState.LeadChecked || (IsPassed && NeedsGroup) ? this
        : State == ItemState.Submitted && NeedsGroup
            ? (Decided(Level.Lead) with { State = ItemState.LeadChecked, Checker = by })
                .BeforeGroup(IsFixed ? around with { Group = Panel, Quorum = Quorum } : around)
        : null;

    /// <summary>With those who decide from now on; null when there is nobody.</summary>
    private PlainItem? BeforeGroup(Around around) => around.Group.Where(MayDecide).ToImmutableArray() is { IsEmpty: false } panel
        ? this with { Panel = panel, Quorum = around.Quorum }
        : null;

    private PlainItem? Return(Command c, Around around) =>
        !Said(c) ? null
        : State == ItemState.Returned ? this
        : State == ItemState.Submitted && around.By.Is(Role.Lead) && !IsOwn(c.By) ? Returned(Level.Lead, null, c.SpeaksOfPoints)
        : State == ItemState.LeadChecked && around.By.IsOfGroup ? Vote(c, new(Verdict.Return, null, c.Reason), c.SpeaksOfPoints)
        : null;

    private PlainItem? Approve(Command c, Around around)
    {
        ReviewGrade? grade = Stage == "targets" ? c.Grade ?? ReviewGrade.Excellent : null;
        var verdict = grade switch { ReviewGrade.Fair => Verdict.Return, ReviewGrade.Poor => Verdict.Reject, _ => Verdict.Approve };
        if (!(NeedsGroup ? around.By.IsOfGroup : around.By.Is(Role.Lead))
            || !(NeedsGroup ? MayDecide(c.By) : !IsOwn(c.By))
            || (Stage != "targets" && c.Grade is not null)
            || (verdict != Verdict.Approve && !Said(c)))
        {
            return null;
        }

        return State switch
        {
            ItemState.Submitted or ItemState.LeadChecked when IsOutdated(around.Targets) => null,
            ItemState.LeadChecked => Vote(c, new(verdict, grade, c.Reason), false),
            ItemState.Submitted when !NeedsGroup
                => Decided(Level.Lead) with { State = ItemState.Approved, Grade = null, Approved = Approved.Add(c.Version) },
            ItemState.Returned when grade == ReviewGrade.Fair && Grade == grade => this,
            ItemState.Rejected when grade == ReviewGrade.Poor => this,
            _ => IsPassed && Grade == grade ? this : null,
        };
    }

    /// <summary>Those vote who decided when it came to the group. Whoever decides alone needs no vote beside the decision.</summary>
    private PlainItem? Vote(Command c, PlainVote vote, bool points)
    {
        if (!MayDecide(c.By) || !Panel.Contains(c.By))
        {
            return null;
        }

        if (Votes.GetValueOrDefault(c.By) == vote)
        {
            return this;
        }

        var votes = Votes.SetItem(c.By, vote);
        if (Carried(votes) is not { } outcome)
        {
            return this with { Votes = votes };
        }

        var heard = Panel.Length == 1 ? this : this with { Votes = votes };
        var grade = votes.Values.Where(cast => cast.Verdict == outcome).Max(cast => cast.Grade);
        return outcome switch
        {
            Verdict.Return => heard.Returned(Level.Group, grade, points),
            Verdict.Reject when Standing is not null => heard.Back(),
            Verdict.Reject => heard.Decided(Level.Group) with { State = ItemState.Rejected, Grade = ReviewGrade.Poor },
            _ => heard.Decided(Level.Group) with
            {
                State = ItemState.Approved, Grade = grade, Edits = grade == ReviewGrade.Good,
                Standing = null, Approved = Approved.Add(c.Version), Deciders = [.. votes.Keys],
            },
        };
    }

    private Verdict? Carried(ImmutableSortedDictionary<string, PlainVote> votes)
    {
        Verdict? chairs = votes.TryGetValue("chair", out var cast) ? cast.Verdict : null;
        if (Quorum == Quorum.Chair)
        {
            return chairs;
        }

        if (Quorum == Quorum.All)
        {
            return votes.Values.Any(vote => vote.Verdict == Verdict.Reject) ? Verdict.Reject
                : votes.Values.Any(vote => vote.Verdict == Verdict.Return) ? Verdict.Return
                : votes.Count == Panel.Length ? Verdict.Approve
                : null;
        }

        foreach (var verdict in Enum.GetValues<Verdict>())
        {
            if (votes.Values.Count(vote => vote.Verdict == verdict) > Panel.Length / 2)
            {
                return verdict;
            }
        }

        return votes.Count == Panel.Length ? chairs : null;
    }

    private PlainItem? Override(Command c) =>
        Stage != "self-evaluation" || !Said(c) || State != ItemState.LeadChecked || !MayDecide(c.By) || !Panel.Contains(c.By) ? null
        : Score == c.Score ? this
        : this with { Score = c.Score, Votes = Votes.Clear() };

    /// <summary>Back before the group, it is decided by those and that rule by which it was.</summary>
    private PlainItem? Undo(Command c, Around around) =>
        (State == ItemState.LeadChecked && !Votes.IsEmpty)
        || !(Last switch
        {
            Level.Section => around.By.IsHeadOfSection,
            Level.Lead => around.By.Is(Role.Lead),
            Level.Group => around.By.Is(Role.GroupChair) && MayDecide(c.By) && Before!.Panel.Contains(c.By),
            _ => false,
        })
            ? null
            : Last == Level.Lead && State == ItemState.LeadChecked ? Earlier() with { Panel = Panel, Quorum = Quorum, IsFixed = true }
            : Earlier();

    private PlainItem Earlier() =>
        Before! with { Sheets = Sheets, Evidence = Evidence, Rectifications = Rectifications, Votes = Votes.Clear() };

    private PlainItem? Complete(Command c) =>
        IsOwn(c.By) ? null
        : State == ItemState.Approved && Edits
            ? IsFit && (IsEdited || Said(c)) && !Sheets.Any(sheet => sheet.Content == Current!.Content && Passed(sheet.By))
            ? Settled() with { Submitted = c.Version, Edits = false, Approved = Approved.SetItem(Approved.Count - 1, c.Version) }
            : null
        : IsPassed && Grade == ReviewGrade.Good && c.Version == Submitted ? this
        : null;

    private bool IsEdited => Sheets[Submitted - 1].Content != Current!.Content;

    private PlainItem? Drop() =>
        State == ItemState.Locked && Stage == "targets" ? this
        : Standing is null || State is ItemState.Submitted or ItemState.LeadChecked ? null
        : Back();

    private PlainItem? Require(string requirement) =>
        Stage == "targets" || Submitted == 0 ? null
        : Rectifications.Any(one => one.Requirement == requirement && !one.Closed) ? this
        : this with { Rectifications = Rectifications.Add(new(requirement, "", false)) };

    private PlainItem? Rectify(
        int id,
        Func<PlainRectification, bool> isDone,
        Func<PlainRectification, bool> may,
        Func<PlainRectification, PlainRectification> change) =>
        id > Rectifications.Count ? null
        : isDone(Rectifications[id - 1]) ? this
        : may(Rectifications[id - 1]) ? this with { Rectifications = Rectifications.SetItem(id - 1, change(Rectifications[id - 1])) }
        : null;

    private PlainItem Returned(Level level, ReviewGrade? grade, bool points) =>
        Decided(level) with { State = ItemState.Returned, Grade = grade, Points = points };

    private PlainItem Decided(Level level) => this with { Last = level, Before = this, IsFixed = false };

    private PlainItem Settled() => this with { Last = null, Before = null };

    private PlainItem Opened() => Settled() with
    {
        State = ItemState.Reopened,
        Attempt = Attempt + 1,
        Submitted = 0,
        Submitter = "",
        Checker = "",
        Votes = Votes.Clear(),
        Grade = null,
        Edits = false,
        Score = null,
        IsFixed = false,
        AskedBy = null,
    };

    private PlainItem Back() => Standing! with
    {
        Attempt = Attempt, Sheets = Sheets, Evidence = Evidence, Rectifications = Rectifications, AskedBy = null,
    };
}
