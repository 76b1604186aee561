using System.Collections.Immutable;
using PerfFlow.Domain.Review;

namespace PerfFlow.Functions.Items;

/// <summary>What came of a command on an item.</summary>
/// <param name="Before">The project it was decided on; null for a repeat, which gets the first answer.</param>
/// <param name="Events">What followed from it just now; none for a repeat, and where it was done already.</param>
public sealed record ItemDone(ProjectYear? Before, ImmutableArray<ItemEvent> Events, ProjectYear After)
{
    /// <summary>Done by this command, now or when it was first sent.</summary>
    public bool IsNew => Before is null || !Events.IsEmpty;
}
