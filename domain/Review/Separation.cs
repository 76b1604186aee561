using System.Collections.Immutable;
using PerfFlow.Domain.Plan;

namespace PerfFlow.Domain.Review;

/// <summary>What is asked, beside the item itself, when nobody may do two duties on one sheet.</summary>
/// <param name="Joined">Duties that the unit does not keep apart, see <see cref="UnitYearState.Joined"/>.</param>
/// <param name="SentSame">Keys of all who sent the bytes of the newest version, under whatever version.</param>
/// <param name="Answered">Rectifications of the item by number: key of who answered last.</param>
public sealed record Separation(
    ImmutableArray<SeparatedDuty> Joined, ImmutableArray<string> SentSame, ImmutableDictionary<int, string> Answered)
{
    /// <summary>Every duty apart, and of the senders the last alone.</summary>
    public static Separation Usual { get; } = new([], [], ImmutableDictionary<int, string>.Empty);

    /// <param name="project">All events of the project's stream, up to the newest version at least.</param>
    public static Separation Of(UnitYearState year, Item item, IEnumerable<ItemEvent> project)
    {
        var events = project.Where(happened => happened.Stage == item.Stage).ToList();
        return new(
            year.Joined,
            [.. events.OfType<ItemEvent.SheetUploaded>()
                .Where(uploaded => uploaded.Sha256 == item.Current?.Sha256)
                .Select(uploaded => uploaded.By.Key)
                .Distinct()],
            events.OfType<ItemEvent.RectificationAnswered>()
                .GroupBy(answered => answered.Id)
                .ToImmutableDictionary(answers => answers.Key, answers => answers.Last().By.Key));
    }

    /// <summary>Whether the duty is not theirs: they did an earlier one on the same sheet, and the two are kept apart.</summary>
    public bool Forbids(SeparatedDuty duty, Item item, string key)
        => !Joined.Contains(duty)
        && (item.Current?.UploadedBy == key
            || SentSame.Contains(key)
            || (duty > SeparatedDuty.Submit && item.SubmittedBy == key)
            || (duty > SeparatedDuty.Check && item.At.CheckedBy == key));

    /// <summary>Whether who answered a rectification is not to close it.</summary>
    public bool ForbidsClosing(int rectification, string key)
        => !Joined.Contains(SeparatedDuty.Check) && Answered.GetValueOrDefault(rectification) == key;
}
