namespace PerfFlow.Domain.Indicators;

/// <summary>An actual value as understood, in the terms of its target.</summary>
/// <param name="Value">Number in the unit of the target, or 1 (是) / 0 (否); null for a date or a tier.</param>
/// <param name="Date">When it was done, for a date target.</param>
/// <param name="Tier">Index of the qualitative tier named (0 is the best); null when none is named.</param>
/// <param name="Raw">The text as the section wrote it.</param>
public sealed record Actual(decimal? Value, DateOnly? Date, int? Tier, string Raw);
