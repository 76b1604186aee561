using PerfFlow.Domain.Findings;

namespace PerfFlow.Domain.Forms;

/// <summary>A value as the section wrote it, with its place.</summary>
/// <param name="Place">Where it stands.</param>
/// <param name="Raw">The text as shown or typed, untouched; empty for a blank cell.</param>
/// <param name="Number">
/// The stored number, if the cell holds one or its text is one (full-width digits, thousands commas, a unit).
/// Money is in 万元 whatever the sheet's unit. A percent cell keeps its stored fraction: 0.95 for 95%.
/// </param>
/// <param name="Percent">The number format shows a percentage.</param>
public sealed record Cell(Place Place, string Raw, decimal? Number = null, bool Percent = false)
{
    public bool IsBlank => string.IsNullOrWhiteSpace(Raw) && Number is null;
}
