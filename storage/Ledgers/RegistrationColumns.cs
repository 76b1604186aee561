using System.Text.Json;
using Azure.Data.Tables;
using PerfFlow.Domain.Plan;
using PerfFlow.Domain.Review;
using PerfFlow.Storage.Tables;

namespace PerfFlow.Storage.Ledgers;

/// <summary>
/// A project's registration in its row of the board. The unit's stream writes these columns and the project's own stream the
/// others, each by merging, so that neither needs to know what the other has written.
/// </summary>
internal static class RegistrationColumns
{
    private const string Project = "Project";
    private const string Withdrawn = "Withdrawn";
    private const string Archive = "Archive";

    /// <summary>What a query has to ask for: the longest text that is taken lies in one part, and the empty one ends it.</summary>
    public static IReadOnlyList<string> All { get; } =
        ["PartitionKey", "RowKey", Project, $"{Project}1", $"{Project}2", Withdrawn, Archive];

    /// <returns>What an event changes in a project's row; null when it is about none.</returns>
    public static TableEntity? Of(UnitId unit, int year, UnitYearEvent happened) => happened switch
    {
        UnitYearEvent.ProjectRegistered e
            => Row(unit, year, e.Project.Id).WithLongText(Project, CanonicalJson.Of(e.Project)).With(Withdrawn, false),
        UnitYearEvent.ProjectWithdrawn e => Row(unit, year, e.Project).With(Withdrawn, true),
        UnitYearEvent.ProjectArchived e => Row(unit, year, e.Project).With(Archive, e.Sha256),
        _ => null,
    };

    public static TableEntity WithRegistration(this TableEntity row, Registration? registration)
    {
        if (registration is not null)
        {
            row.WithLongText(Project, CanonicalJson.Of(registration.Project)).With(Withdrawn, registration.IsWithdrawn);
            row[Archive] = registration.Archive;
        }

        return row;
    }

    /// <summary>Null in the row of a project that was never registered.</summary>
    /// <exception cref="DamagedRowException">It is no row of the board.</exception>
    public static Registration? In(TableEntity row) => row.TryGetValue(Project, out var text) && text is not null
        ? row.Read(Parse).Registration
        : null; // asked for by name a column that a row does not have may be there without a value

    /// <summary>Whether a row says of the registration what is right, to the letter.</summary>
    public static bool Say(TableEntity? row, Registration? right)
    {
        try
        {
            return right is null
                ? row is null || !(row.ContainsKey(Project) || row.ContainsKey(Withdrawn) || row.ContainsKey(Archive))
                : row is not null
                    && row.GetLongText(Project) == CanonicalJson.Of(right.Project)
                    && (row.GetBoolean(Withdrawn), row.GetString(Archive)) == (right.IsWithdrawn, right.Archive);
        }
        catch (Exception malformed) when (malformed is InvalidOperationException or InvalidCastException)
        {
            return false; // a value of another type, which only a hand can have put there
        }
    }

    /// <summary>Whether only the unit's stream has written to the row.</summary>
    public static bool AreAll(TableEntity row) => row.ContainsKey(Project) && !row.ContainsKey(LedgerRows.VersionColumn);

    private static (Registration? Registration, bool) Parse(TableEntity row) => row.GetLongText(Project) is { Length: > 0 } text
        ? (new(JsonSerializer.Deserialize<Project>(text, Wire.Json)!, row.GetBoolean(Withdrawn) ?? false, row.GetString(Archive)), true)
        : default;

    private static TableEntity Row(UnitId unit, int year, ProjectId project)
        => new(StreamKeys.Partition(unit, year), StreamKeys.Board(project.Value));

    private static TableEntity With(this TableEntity row, string column, object value)
    {
        row[column] = value;
        return row;
    }
}
