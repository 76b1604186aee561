using System.Globalization;
using PerfFlow.Domain.Review;

namespace PerfFlow.Functions.Stages;

/// <summary>
/// What an instance saw of its item when it last looked, as its custom status: an item that looks otherwise on the board has
/// lost a wake-up.
/// </summary>
internal static class SeenItem
{
    public static string Of(ItemSummary item) => string.Create(
        CultureInfo.InvariantCulture, $"{item.State}:{item.Round}:{item.SubmittedVersion}:{item.Reading}");
}
