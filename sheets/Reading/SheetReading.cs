using PerfFlow.Domain.Findings;
using PerfFlow.Domain.Forms;

namespace PerfFlow.Sheets.Reading;

/// <summary>
/// What a file turned out to be. A refused file has no forms and an error finding that names why;
/// the type goes through System.Text.Json and back unchanged.
/// </summary>
/// <param name="ReaderVersion">Version of the reader: the same bytes and version give the same reading.</param>
/// <param name="Forms">In the order of the sheets, then from top to bottom.</param>
/// <param name="Findings">Of the file and its layout; what the values are worth is judged by the domain.</param>
public sealed record SheetReading(string ReaderVersion, IReadOnlyList<ReadForm> Forms, IReadOnlyList<Finding> Findings);
