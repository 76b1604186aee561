using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using PerfFlow.Domain.Plan;
using PerfFlow.Domain.Review;

namespace PerfFlow.Functions.Stages;

/// <summary>
/// What an instance saw of its item when it last looked, as its custom status: an item that looks otherwise on the board has
/// lost a wake-up.
/// </summary>
internal static class SeenItem
{
    /// <param name="plan">A plan that changed moves the instants an instance waits for.</param>
    public static string Of(ItemSummary item, YearPlan plan) => string.Create(
        CultureInfo.InvariantCulture,
        $"{item.State}:{item.Round}:{item.SubmittedVersion}:{item.Reading}:{item.EditsPending}:{Mark(plan.Version)}");

    /// <summary>The round whose wake-up an instance with this status waits for; null when it has not looked yet.</summary>
    /// <param name="status">As JSON.</param>
    public static int? RoundIn(string? status) =>
        status?.Split(':') is [_, var round, ..] && int.TryParse(round, NumberStyles.None, CultureInfo.InvariantCulture, out var waited) ? waited : null;

    /// <summary>Versions are words of users: what is compared as JSON needs no escapes.</summary>
    private static string Mark(string version) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(version)).AsSpan(0, 4));
}
