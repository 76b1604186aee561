using PerfFlow.Domain.Findings;
using PerfFlow.Domain.Review;

namespace PerfFlow.Domain.FormChecks;

/// <summary>A form checked: targets, monitoring or self-evaluation, and nothing else.</summary>
public abstract record Assessment
{
    private protected Assessment(IReadOnlyList<Finding> findings) => Findings = findings;

    /// <summary>Last in what is stored of each kind.</summary>
    public IReadOnlyList<Finding> Findings { get; init; }

    /// <summary>What the board shows of it.</summary>
    public abstract SheetFigures ToFigures();
}
