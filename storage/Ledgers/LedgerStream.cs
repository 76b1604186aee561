using System.Globalization;
using Azure.Data.Tables;
using PerfFlow.Domain.Plan;
using PerfFlow.Domain.Review;

namespace PerfFlow.Storage.Ledgers;

/// <summary>A stream of the ledger and what its events fold to.</summary>
public sealed class LedgerStream<TState, TEvent>
    where TState : IFold<TState, TEvent>
    where TEvent : class
{
    internal LedgerStream(UnitId unit, int year, string name, Func<TState, object> boardRow, Func<TEvent, TableEntity?>? beside = null)
        => (Unit, Year, Name, BoardRow, Beside) = (unit, year, name, boardRow, beside ?? (_ => null));

    public UnitId Unit { get; }

    public int Year { get; }

    /// <summary>The project's id, or <c>@unit</c>.</summary>
    public string Name { get; }

    /// <summary>Whether nothing may be appended once the year's report is signed: what people do; not what archiving adds.</summary>
    public bool UntilSigned { get; private init; }

    internal string Partition => StreamKeys.Partition(Unit, Year);

    /// <summary>What the board keeps of the state.</summary>
    internal Func<TState, object> BoardRow { get; }

    /// <summary>What an event changes in another row of the board; null for nothing. It is merged into the row with the append.</summary>
    internal Func<TEvent, TableEntity?> Beside { get; }

    public LedgerStream<TState, TEvent> AsUntilSigned() => new(Unit, Year, Name, BoardRow, Beside) { UntilSigned = true };

    public override string ToString() => $"{Unit}:{Year}:{Name}";
}

/// <summary>Names the two kinds of stream (architecture §3).</summary>
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
}

/// <summary>
/// Where streams lie: a partition per unit-year, a contiguous range of rows per stream, and the board's rows together
/// in front, so that an append with its board row is one transaction and a board is one query.
/// </summary>
internal static class StreamKeys
{
    public const string UnitStream = "@unit";

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

    public static string BoardEnd => "!board;";

    public static string StreamOfBoard(string row) => row[BoardPrefix.Length..];

    /// <summary>A row put there by hand is a stream of its own name, which no check will pass.</summary>
    public static string StreamOf(string row)
        => row.StartsWith(BoardPrefix, StringComparison.Ordinal) ? StreamOfBoard(row) : row.Split(':')[0];
}
