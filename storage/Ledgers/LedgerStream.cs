using System.Globalization;
using Azure.Data.Tables;
using PerfFlow.Domain.Members;
using PerfFlow.Domain.News;
using PerfFlow.Domain.Plan;
using PerfFlow.Domain.Review;

namespace PerfFlow.Storage.Ledgers;

/// <summary>A stream of the ledger and what its events fold to.</summary>
public sealed class LedgerStream<TState, TEvent>
    where TState : IFold<TState, TEvent>
    where TEvent : class
{
    internal LedgerStream(UnitId unit, int year, string name, Func<TState, object> boardRow, Func<TEvent, TableEntity?>? beside = null)
        : this(unit, year, StreamPlace.Of(unit, year, name), boardRow, beside)
        => IsNews = (before, happened) => MakesNews.By(before, happened);

    internal LedgerStream(
        UnitId unit, int year, StreamPlace place, Func<TState, object>? boardRow = null, Func<TEvent, TableEntity?>? beside = null)
        => (Unit, Year, Place, BoardRow, Beside) = (unit, year, place, boardRow, beside ?? (_ => null));

    public UnitId Unit { get; }

    /// <summary>0 for a stream of no year.</summary>
    public int Year { get; }

    /// <summary>The project's id, <c>@unit</c>, or <c>@members</c>.</summary>
    public string Name => Place.Name;

    /// <summary>Whether nothing may be appended once the year's report is signed: what people do; not what archiving adds.</summary>
    public bool UntilSigned { get; private init; }

    internal StreamPlace Place { get; }

    internal string Partition => Place.Partition;

    /// <summary>What the board keeps of the state; null for a stream that is on no board.</summary>
    internal Func<TState, object>? BoardRow { get; }

    /// <summary>What an event changes in another row of the board; null for nothing. It is merged into the row with the append.</summary>
    internal Func<TEvent, TableEntity?> Beside { get; }

    /// <summary>Whether somebody is to be told of an event on the state: see <see cref="UntoldNews"/>. Never of memberships.</summary>
    internal Func<TState, TEvent, bool> IsNews { get; private init; } = (_, _) => false;

    public LedgerStream<TState, TEvent> AsUntilSigned() =>
        new(Unit, Year, Place, BoardRow, Beside) { UntilSigned = true, IsNews = IsNews };

    public override string ToString() => Place.Chain;
}

/// <summary>Names the three kinds of stream (architecture §3).</summary>
public static class Streams
{
    /// <summary>Name of the unit's own stream in each year.</summary>
    public const string UnitName = StreamKeys.UnitStream;

    /// <summary>All items of one project in one year.</summary>
    public static LedgerStream<ProjectYear, ItemEvent> Of(UnitId unit, int year, ProjectId project)
        => new(unit, year, project.Value, ProjectSummary.Of);

    /// <summary>The unit's own year: plan, projects, memberships used, report.</summary>
    public static LedgerStream<UnitYearState, UnitYearEvent> Of(UnitId unit, int year)
        => new(unit, year, StreamKeys.UnitStream, state => state, happened => RegistrationColumns.Of(unit, year, happened));

    /// <summary>Name of the stream of memberships, of which a unit has one for all years.</summary>
    public const string MembersName = StreamKeys.MembersStream;

    /// <summary>Who may do what in the unit. It lies where the rows of its people do, and changes with them in one transaction.</summary>
    public static LedgerStream<UnitMembers, MembershipEvent> Members(UnitId unit) => new(unit, 0, StreamPlace.Members(unit));
}

/// <summary>Where a stream lies.</summary>
/// <param name="Chain">What its chain begins with.</param>
/// <param name="Rows">What the keys of its rows begin with.</param>
/// <param name="Large">Where its large events lie, see <see cref="LedgerRows.LargestInRow"/>.</param>
internal sealed record StreamPlace(string Table, string Partition, string Name, string Chain, string Rows, string Large)
{
    public static StreamPlace Of(UnitId unit, int year, string stream) => new(
        StorageSchema.LedgerTable, StreamKeys.Partition(unit, year), stream, $"{unit}:{year}:{stream}", stream, $"{unit}/{year}");

    /// <summary>In front of the people: a query of theirs never reads it.</summary>
    public static StreamPlace Members(UnitId unit) => new(
        StorageSchema.MembersTable, unit.Value, StreamKeys.MembersStream,
        $"{unit}:{StreamKeys.MembersStream}", $"!{StreamKeys.MembersStream}", $"{unit}/members");
}

/// <summary>
/// Where streams lie: a partition per unit-year, a contiguous range of rows per stream, and the board's rows together
/// in front, so that an append with its board row is one transaction and a board is one query.
/// </summary>
internal static class StreamKeys
{
    public const string UnitStream = "@unit";
    public const string MembersStream = "@members";

    private const string BoardPrefix = "!board:";

    public static string Partition(UnitId unit, int year) => string.Create(CultureInfo.InvariantCulture, $"{unit}:{year:D4}");

    /// <summary>All rows of a stream: from here, and below <see cref="End"/>. No stream's name contains a colon.</summary>
    public static string Start(string stream) => $"{stream}:";

    public static string End(string stream) => $"{stream};";

    /// <summary>Sorts before the stream's events, and those before its commands: head and events are one range.</summary>
    public static string Head(string stream) => $"{stream}:@";

    public static string Command(string stream, string commandId) => $"{stream}:id:{Tables.KeyText.Encode(commandId)}";

    public static string Event(string stream, int version) => string.Create(CultureInfo.InvariantCulture, $"{stream}:e:{version:D8}");

    public static string EventsStart(string stream) => $"{stream}:e:";

    public static string EventsEnd(string stream) => $"{stream}:e;";

    public static string Board(string stream) => $"{BoardPrefix}{stream}";

    public static string BoardStart => BoardPrefix;

    public static string StreamOfBoard(string row) => row[BoardPrefix.Length..];

    /// <summary>A row put there by hand is a stream of its own name, which no check will pass.</summary>
    public static string StreamOf(string row)
        => row.StartsWith(BoardPrefix, StringComparison.Ordinal) ? StreamOfBoard(row) : row.Split(':')[0];
}
