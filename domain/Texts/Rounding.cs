namespace PerfFlow.Domain.Texts;

/// <summary>
/// Scores, rates, money and what is read of a cell are rounded half up (away from zero), as the finance system's ROUND does.
/// </summary>
public static class Rounding
{
    public static decimal HalfUp(decimal value, int places = 2) => Math.Round(value, places, MidpointRounding.AwayFromZero);
}
