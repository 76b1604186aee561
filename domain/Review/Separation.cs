using System.Collections.Immutable;
using PerfFlow.Domain.Plan;

namespace PerfFlow.Domain.Review;

/// <summary>What is asked, beside the item itself, when nobody may do two duties on one sheet.</summary>
/// <param name="Joined">Duties that the unit does not keep apart, see <see cref="UnitYearState.Joined"/>.</param>
/// <param name="Answered">Rectifications of the item by number: key of who answered last.</param>
/// <param name="Decided">Keys of those by whom the item was last approved.</param>
public sealed record Separation(
    ImmutableArray<SeparatedDuty> Joined, ImmutableDictionary<int, string> Answered, ImmutableArray<string> Decided)
{
    /// <summary>Every duty apart.</summary>
    public static Separation Usual { get; } = new([], ImmutableDictionary<int, string>.Empty, []);

    /// <param name="item">Its events, as far as they are asked for.</param>
    public static Separation Of(UnitYearState year, IReadOnlyCollection<ItemEvent> item) => new(
        year.Joined,
        item.OfType<ItemEvent.RectificationAnswered>()
            .GroupBy(answered => answered.Id)
            .ToImmutableDictionary(answers => answers.Key, answers => answers.Last().By.Key),
        item.OfType<ItemEvent.ItemApproved>().LastOrDefault() is { } approved ? approved.Counted ?? [approved.By.Key] : []);

    /// <summary>Keys of those but the sender who sent these bytes before.</summary>
    /// <inheritdoc cref="Of"/>
    public static ImmutableArray<string> SendersBefore(IEnumerable<ItemEvent> item, string sha256, string sender)
        => [.. item.OfType<ItemEvent.SheetUploaded>()
            .Where(uploaded => uploaded.Sha256 == sha256 && uploaded.By.Key != sender)
            .Select(uploaded => uploaded.By.Key)
            .Distinct()];

    /// <summary>Whether the duty is not theirs: they did an earlier one on the same sheet, and the two are kept apart.</summary>
    public bool Forbids(SeparatedDuty duty, Item item, string key)
        => !Joined.Contains(duty)
        && (item.Current?.IsOf(key) == true
            || (duty > SeparatedDuty.Submit && item.SubmittedBy == key)
            || (duty > SeparatedDuty.Check && item.At.CheckedBy == key));

    /// <summary>
    /// Whether the edits that went with a 良 are not theirs to supply: they checked or decided on the sheet, and nobody decides on the
    /// edits.
    /// </summary>
    public bool ForbidsEdits(Item item, Func<string, bool> isTheirs)
        => item.EditsPending
        && !Joined.Contains(SeparatedDuty.Decide)
        && (Decided.Any(isTheirs) || (item.At.CheckedBy is { } checker && isTheirs(checker)));

    /// <summary>Whether who answered a rectification is not to close it.</summary>
    public bool ForbidsClosing(int rectification, string key)
        => !Joined.Contains(SeparatedDuty.Check) && Answered.GetValueOrDefault(rectification) == key;
}
