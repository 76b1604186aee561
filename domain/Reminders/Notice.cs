using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using PerfFlow.Domain.Access;
using PerfFlow.Domain.Findings;
using PerfFlow.Domain.Plan;

namespace PerfFlow.Domain.Reminders;

/// <summary>What one person is told: a reminder, one for each stage and rung, or what has just happened.</summary>
/// <param name="Id">Derived, so that the same notice is known again: see <see cref="IdOf"/> and <see cref="IdOfNews"/>.</param>
/// <param name="Rung">Instant of the ladder it was sent for; of news when it happened.</param>
/// <param name="Name">Of the person reminded.</param>
/// <param name="Email">Null: to the inbox alone.</param>
/// <param name="Overdue">Written after the deadline.</param>
/// <param name="Subject">One line.</param>
/// <param name="Text">Lines divided by <c>\n</c>.</param>
/// <param name="Sections">What is owed, as far as it concerns this person.</param>
/// <param name="News">Null for a reminder.</param>
public sealed record Notice(
    string Id,
    int Year,
    StageId Stage,
    DateTimeOffset Rung,
    DateTimeOffset DueAt,
    string Person,
    string Name,
    string? Email,
    NoticeKind Kind,
    bool Overdue,
    Message Subject,
    Message Text,
    ImmutableArray<SectionDuties> Sections,
    Told? News = null)
{
    /// <summary>Length of every id.</summary>
    public const int IdLength = 19 + 1 + HashLength;

    private const int HashLength = 32;

    /// <param name="answerBy">Deadline of a return that has its own.</param>
    internal static Notice To(
        Membership member, UnitId unit, int year, PlannedStage stage, NoticeKind kind, DateTimeOffset rung, bool overdue,
        (Message Subject, Message Text) said, ImmutableArray<SectionDuties> sections, DateTimeOffset? answerBy = null) => new(
        IdOf(unit, year, stage.Id, rung, member.Person, answerBy, kind), year, stage.Id, rung, stage.DueAt, member.Person, member.Name,
        string.IsNullOrWhiteSpace(member.Email) ? null : member.Email, kind, overdue, said.Subject, said.Text, sections);

    /// <summary>
    /// From what makes a reminder one: unit, year, stage, rung, person, the deadline of a return that has its own, and what is told
    /// of unless it is a sheet that is owed. Later ones come first in the order of ids, as an inbox is read.
    /// </summary>
    public static string IdOf(
        UnitId unit,
        int year,
        StageId stage,
        DateTimeOffset rung,
        string person,
        DateTimeOffset? answerBy = null,
        NoticeKind kind = NoticeKind.Nothing)
    {
        var of = string.Create(CultureInfo.InvariantCulture, $"{unit}\n{year}\n{stage}\n{rung.UtcTicks}\n{person}")
            + (answerBy is { } due ? string.Create(CultureInfo.InvariantCulture, $"\n{due.UtcTicks}") : string.Empty)
            + (kind is NoticeKind.Nothing or NoticeKind.Partly ? string.Empty : $"\n{kind}");
        return IdAt(rung, of);
    }

    /// <summary>From what makes news that: the event by its stream and version, what it is to the person, and who that is.</summary>
    /// <param name="stream">Its name in the unit's year.</param>
    public static string IdOfNews(UnitId unit, int year, string stream, int version, DateTimeOffset at, NewsKind kind, string person)
        => IdAt(at, string.Create(CultureInfo.InvariantCulture, $"{unit}\n{year}\n{stream}\n{version}\n{kind}\n{person}"));

    private static string IdAt(DateTimeOffset at, string of) => string.Create(
        CultureInfo.InvariantCulture,
        $"{DateTimeOffset.MaxValue.UtcTicks - at.UtcTicks:D19}-"
        + $"{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(of)))[..HashLength]}");

    /// <summary>Whether a text has the form of an id.</summary>
    public static bool IsId(string? text) => text is { Length: IdLength } && text[19] == '-'
        && text[..19].All(char.IsAsciiDigit)
        && text[20..].All(char.IsAsciiHexDigitLower);
}
