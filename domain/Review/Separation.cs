using System.Collections.Immutable;
using PerfFlow.Domain.Plan;

namespace PerfFlow.Domain.Review;

/// <summary>What is asked, beside the item itself, when nobody may do two duties on one sheet.</summary>
/// <param name="Joined">Duties that the unit does not keep apart, see <see cref="UnitYearState.Joined"/>.</param>
/// <param name="SentSame">Keys of all who sent the bytes of the newest version, under whatever version.</param>
public sealed record Separation(ImmutableArray<SeparatedDuty> Joined, ImmutableArray<string> SentSame)
{
    /// <summary>Every duty apart, and of the senders the last alone.</summary>
    public static Separation Usual { get; } = new([], []);

    /// <summary>As it is told from the project's events.</summary>
    public static Separation Of(UnitYearState year, Item item, IEnumerable<ItemEvent> project) => new(
        year.Joined,
        [.. project.OfType<ItemEvent.SheetUploaded>()
            .Where(uploaded => uploaded.Stage == item.Stage && uploaded.Sha256 == item.Current?.Sha256)
            .Select(uploaded => uploaded.By.Key)
            .Distinct()]);

    /// <summary>Whether the duty is not theirs: they did an earlier one on the same sheet, and the two are kept apart.</summary>
    public bool Forbids(SeparatedDuty duty, Item item, string key)
        => !Joined.Contains(duty)
        && (item.Current?.UploadedBy == key
            || SentSame.Contains(key)
            || (duty > SeparatedDuty.Submit && item.SubmittedBy == key)
            || (duty > SeparatedDuty.Check && item.At.CheckedBy == key));
}
