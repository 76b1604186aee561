using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.DurableTask;
using PerfFlow.Domain.Plan;
using PerfFlow.Storage.Due;

namespace PerfFlow.Functions.Durable;

/// <summary>The year of one unit, kept by <see cref="Orchestrations.YearlyCycle"/>.</summary>
public sealed record CycleKey(string Unit, int Year);

/// <summary>A project stage of a unit's year, kept by <see cref="Orchestrations.StageRound"/>.</summary>
public sealed record RoundKey(string Unit, int Year, string Stage);

/// <summary>One time that an item came to its reviewers, kept by <see cref="Orchestrations.Review"/>.</summary>
/// <param name="Version">Of the project's stream at the event that brought it; no other coming has it.</param>
public sealed record ReviewKey(string Unit, int Year, string Stage, string Project, int Version);

/// <summary>
/// Names the engine knows us by. They are derived, so that starting twice is starting once, and begin with the unit's shard, so that
/// one query by prefix finds a sixteenth of all.
/// </summary>
internal static partial class Instances
{
    /// <summary>
    /// Of the orchestrations as written here. Raised when a change would not replay a running instance's history.
    /// </summary>
    public static readonly TaskVersion Version = new("2.0");

    /// <summary>The one event: it says that something has changed, and carries nothing.</summary>
    public const string WakeUp = "wake";

    public static string Of(CycleKey cycle) =>
        string.Create(CultureInfo.InvariantCulture, $"{ShardOf(cycle.Unit)}:cycle:{cycle.Unit}:{cycle.Year}");

    public static string Of(RoundKey round) =>
        string.Create(CultureInfo.InvariantCulture, $"{ShardOf(round.Unit)}:round:{round.Unit}:{round.Year}:{round.Stage}");

    public static string Of(ReviewKey review) => string.Create(
        CultureInfo.InvariantCulture,
        $"{ShardOf(review.Unit)}:review:{review.Unit}:{review.Year}:{review.Stage}:{review.Project}:{review.Version}");

    /// <summary>What the ids of all instances of a unit's year begin with, a kind each.</summary>
    public static IEnumerable<string> PrefixesOf(UnitId unit, int year) =>
    [
        Of(new CycleKey(unit.Value, year)),
        Of(new RoundKey(unit.Value, year, "")),
        string.Create(CultureInfo.InvariantCulture, $"{Shard.Of(unit)}:review:{unit}:{year}:"),
    ];

    /// <summary>Whether an instance is one that is started here: else it is of another version of the application, or somebody's.</summary>
    public static bool IsOurs(string instance, string orchestrator) =>
        Id.Match(instance) is { Success: true } id
        && id.Groups["shard"].Value == ShardOf(id.Groups["unit"].Value)
        && orchestrator == (id.Groups["kind"].Value switch
        {
            "cycle" => Orchestrations.YearlyCycle,
            "round" => Orchestrations.StageRound,
            _ => Orchestrations.Review,
        });

    [GeneratedRegex(
        @"\A(?<shard>[0-9a-f]):((?<kind>cycle):(?<unit>[a-z0-9-]{1,24}):[0-9]{4}|(?<kind>round):(?<unit>[a-z0-9-]{1,24})"
        + @":[0-9]{4}:[a-z0-9-]{1,24}|(?<kind>review):(?<unit>[a-z0-9-]{1,24}):[0-9]{4}(:[a-z0-9-]{1,24}){2}:[0-9]{1,9})\z",
        RegexOptions.CultureInvariant)]
    private static partial Regex Id { get; }

    private static string ShardOf(string unit) => Shard.Of(UnitId.Parse(unit).Value);
}
