using PerfFlow.Domain.Findings;

namespace PerfFlow.Sheets.Marking;

/// <summary>What the first sheet of a marked copy lists.</summary>
/// <param name="Name">Of the sheet.</param>
/// <param name="What">Head of what is said.</param>
/// <param name="Beside">Head of what is said to it.</param>
internal sealed record MarkList(string Name, string What, string Beside, IReadOnlyList<Finding> Findings);
