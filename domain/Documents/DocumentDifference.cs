using System.Collections.Immutable;

namespace PerfFlow.Domain.Documents;

public enum SectionChange
{
    Added,
    Removed,
    Changed,
}

/// <summary>A section in which two versions of a document differ.</summary>
/// <param name="Before">Lines of the older one that the newer does not have, in their order.</param>
/// <param name="After">Lines of the newer one that the older does not have; both are empty where lines only changed places.</param>
public sealed record SectionDifference(
    string Heading, SectionChange Change, ImmutableArray<string> Before, ImmutableArray<string> After);

/// <summary>Two versions of a document beside each other, section by section.</summary>
public static class DocumentDifference
{
    /// <returns>In the order of the newer one, what it has no longer at the end; empty for two that say the same.</returns>
    public static ImmutableArray<SectionDifference> Of(Document before, Document after)
    {
        var (old, now) = (DocumentLines.Of(before), DocumentLines.Of(after));
        var byHeading = old.ToDictionary(section => section.Heading, StringComparer.Ordinal);
        var kept = now.Select(section => section.Heading).ToHashSet(StringComparer.Ordinal);
        return
        [
            .. now.Select(section => Of(byHeading.GetValueOrDefault(section.Heading), section)).OfType<SectionDifference>(),
            .. old.Where(section => !kept.Contains(section.Heading))
                .Select(section => new SectionDifference(section.Heading, SectionChange.Removed, [.. section.Lines], [])),
        ];
    }

    private static SectionDifference? Of(DocumentSection? before, DocumentSection after) => before switch
    {
        null => new(after.Heading, SectionChange.Added, [], [.. after.Lines]),
        _ when before.Lines.SequenceEqual(after.Lines) => null,
        _ => new(
            after.Heading, SectionChange.Changed, Without(before.Lines, after.Lines), Without(after.Lines, before.Lines)),
    };

    /// <summary>A line that stands twice in the one and once in the other is one line too many.</summary>
    private static ImmutableArray<string> Without(IReadOnlyList<string> lines, IReadOnlyList<string> others)
    {
        var left = others.CountBy(line => line).ToDictionary(StringComparer.Ordinal);
        return [.. lines.Where(line => !Take(line))];

        bool Take(string line)
        {
            if (left.GetValueOrDefault(line) is not (> 0 and var count))
            {
                return false;
            }

            left[line] = count - 1;
            return true;
        }
    }
}
