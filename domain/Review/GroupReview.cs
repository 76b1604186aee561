using System.Collections.Immutable;
using System.Text.Json.Serialization;
using PerfFlow.Domain.Access;
using PerfFlow.Domain.Plan;

namespace PerfFlow.Domain.Review;

/// <summary>What a reviewer of the leading group decided.</summary>
public enum Verdict
{
    Approve,
    Return,

    /// <summary>差, targets only.</summary>
    Reject,
}

/// <summary>What is counted of a vote on the version under review. It can be changed until the quorum is met.</summary>
/// <param name="By">Key of the person.</param>
/// <param name="AnswerBy">Until when the reviewer wants a return answered.</param>
/// <param name="Said">Mark of the reason and of what each point says.</param>
/// <param name="Points">Marks of what a return points at.</param>
[JsonConverter(typeof(BallotConverter))]
public sealed record Ballot(
    string By, Verdict Verdict, ReviewGrade? Grade = null, DateTimeOffset? AnswerBy = null, string? Said = null, string? Points = null)
{
    internal static Ballot Of(ItemEvent.ItemVoted voted) => new(
        voted.By.Key,
        voted.Verdict,
        voted.Grade,
        voted.AnswerBy,
        Mark.OfAll(PointsOf(voted).SelectMany(point => (string[])[point.At, point.Text]).Prepend(voted.Reason).OfType<string>()) is { } said
            ? Mark.Of(said)
            : null,
        Mark.OfAll(PointsOf(voted).Select(point => point.At)));

    private static ImmutableArray<ReturnPoint> PointsOf(ItemEvent.ItemVoted voted)
        => voted.Points is { IsDefault: false } points ? points : [];
}

/// <summary>
/// Who decides for the leading group on one item: its members but for those whose own work it is. Fixed in the event that brings the
/// item to the group; a later change of the group reaches it by an event of its own alone (<see cref="ItemEvent.PanelChanged"/>).
/// </summary>
/// <param name="Members">Keys of people, the chairs among them.</param>
/// <param name="Chairs">Empty when the group has none; of several, the first to speak speaks for the chair.</param>
public sealed record Panel(Quorum Quorum, ImmutableArray<string> Members, ImmutableArray<string> Chairs)
{
    /// <summary>Members a panel may have.</summary>
    public const int Most = 20;

    public static Panel Alone(Actor by) => new(Quorum.Chair, [by.Key], [by.Key]);

    /// <param name="members">All of the unit.</param>
    public static Panel Of(Quorum quorum, IEnumerable<Membership> members)
    {
        var group = members.Where(member => member.Roles.Any(role => Rights.LevelOf(role) == Level.Group)).ToList();
        return new(
            quorum,
            [.. group.Select(member => member.Key)],
            [.. group.Where(member => member.Roles.Contains(Role.GroupChair)).Select(member => member.Key)]);
    }

    /// <summary>By which a state knows it again without keeping it.</summary>
    [JsonIgnore]
    public string Mark => Review.Mark.Of($"{Quorum} {string.Join(',', Members)} {string.Join(',', Chairs)}");

    /// <summary>Without those who are of the group no longer, or chair it no longer.</summary>
    /// <param name="group">As it is now.</param>
    public Panel Within(Panel group) => this with
    {
        Members = [.. Members.Where(group.Members.Contains)],
        Chairs = [.. Chairs.Where(group.Chairs.Contains)],
    };

    public Panel Without(Func<string, bool> left) => this with
    {
        Members = [.. Members.Where(person => !left(person))],
        Chairs = [.. Chairs.Where(person => !left(person))],
    };

    /// <summary>Whether someone is in the one and not in the other, or a chair in one alone.</summary>
    internal bool DiffersIn(string key, Panel other)
        => Members.Contains(key) != other.Members.Contains(key) || Chairs.Contains(key) != other.Chairs.Contains(key);

    public bool Equals(Panel? other)
        => other is not null
        && Quorum == other.Quorum
        && Members.AsSpan().SequenceEqual(other.Members.AsSpan())
        && Chairs.AsSpan().SequenceEqual(other.Chairs.AsSpan());

    public override int GetHashCode() => HashCode.Combine(Quorum, Members.Length, Chairs.Length);
}

/// <summary>Counts the votes of a panel.</summary>
public static class GroupReview
{
    /// <returns>What the panel has decided; null while the quorum is not met.</returns>
    public static Verdict? Outcome(Panel panel, IEnumerable<Ballot> votes)
    {
        var counted = votes.Where(vote => panel.Members.Contains(vote.By)).ToList();
        var chair = counted.Find(vote => panel.Chairs.Contains(vote.By))?.Verdict;
        return panel.Quorum switch
        {
            Quorum.Chair when !panel.Chairs.IsEmpty => chair,
            Quorum.All => counted.Select(vote => (Verdict?)vote.Verdict).Max() switch
            {
                Verdict.Approve when counted.Count < panel.Members.Length => null,
                var heaviest => heaviest,
            },
            _ when counted.Count < panel.Members.Length => Carried(panel, counted),
            _ => Carried(panel, counted) ?? chair ?? Verdict.Return, // nobody's majority and nobody's chair: back to the section
        };
    }

    /// <summary>The grade of an outcome: the lowest that one of those who carried it gave. 良 as soon as one asks for edits.</summary>
    /// <returns>Null where no grades are given.</returns>
    public static ReviewGrade? GradeOf(Verdict outcome, IEnumerable<Ballot> votes)
        => votes.Where(vote => vote.Verdict == outcome).Max(vote => vote.Grade);

    /// <summary>Voted otherwise than was decided (不同意见).</summary>
    public static bool IsDissent(Verdict vote, ItemState state) => (state, vote) switch
    {
        (ItemState.Approved or ItemState.Locked or ItemState.Archived, var verdict) => verdict != Verdict.Approve,
        (ItemState.Returned, var verdict) => verdict != Verdict.Return,
        (ItemState.Rejected, var verdict) => verdict != Verdict.Reject,
        _ => false,
    };

    private static Verdict? Carried(Panel panel, List<Ballot> counted) => counted
        .GroupBy(vote => vote.Verdict)
        .Where(side => side.Count() * 2 > panel.Members.Length)
        .Select(side => (Verdict?)side.Key)
        .SingleOrDefault();
}
