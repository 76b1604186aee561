using System.Globalization;
using Microsoft.DurableTask;
using PerfFlow.Domain.Review;

namespace PerfFlow.Functions.Cycle;

/// <summary>The year of one unit; input of <see cref="YearlyCycle"/>.</summary>
public sealed record CycleKey(string Unit, int Year);

/// <summary>One project in one stage; input of <see cref="Stages.ProjectStage"/>.</summary>
/// <param name="Attempt">1, and one more each time the item is reopened.</param>
public sealed record StageKey(string Unit, int Year, string Stage, string Project, int Attempt);

/// <summary>Names the engine knows us by. They are derived, so that starting twice is starting once.</summary>
internal static class Instances
{
    /// <summary>
    /// Of the orchestrations as written here. Raised when a change would not replay a running instance's history.
    /// </summary>
    public static readonly TaskVersion Version = new("1.0");

    public static string Of(CycleKey cycle) =>
        string.Create(CultureInfo.InvariantCulture, $"cycle:{cycle.Unit}:{cycle.Year}");

    public static string Of(StageKey stage) =>
        string.Create(CultureInfo.InvariantCulture, $"stage:{stage.Unit}:{stage.Year}:{stage.Stage}:{stage.Project}:{stage.Attempt}");

    /// <summary>One for each unit: the engine starts none while it runs, so that no two sweeps of a unit overlap, and keeps one row of it.</summary>
    public static string Sweep(string unit) => $"sweep:{unit}";

    /// <summary>The cycle's round: how many stages should be open by now.</summary>
    public static int RoundOf(UnitYear year, DateTimeOffset now) => year.Plan?.Stages.Count(stage => stage.IsOpenAt(now)) ?? 0;

    /// <summary>An event name is used by one waiter only, so that a waiter given up can never eat a later event.</summary>
    public static string WakeUp(int round) => string.Create(CultureInfo.InvariantCulture, $"wake:{round}");
}
