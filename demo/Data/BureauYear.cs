using System.Text.Json;

namespace PerfFlow.Demo.Data;

/// <summary>One year of one bureau as the demo plays it (data/2023.json). Amounts in 万元.</summary>
public sealed record BureauYear(string About, int Year, Unit Unit, StatedTotals Stated, IReadOnlyList<Project> Projects)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { Converters = { new FigureConverter() } };

    public static BureauYear Load(int year = 2023)
        => Read(File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "data", $"{year}.json")));

    /// <exception cref="JsonException">A figure does not say where it is from.</exception>
    internal static BureauYear Read(ReadOnlySpan<byte> json) => JsonSerializer.Deserialize<BureauYear>(json, Json)!;
}

public sealed record Unit(Figure<string> Name);

/// <summary>The totals as printed; known not to equal the sum of the projects.</summary>
public sealed record StatedTotals(Figure<int> Projects, Figure<decimal> InitialBudget, Figure<decimal> Spent);

/// <param name="Section">科室 that owes the sheets.</param>
/// <param name="ListedAmount">The amount printed beside the name; null where none is.</param>
/// <param name="SpentByQuarter">Cumulative at the end of the first three quarters.</param>
/// <param name="Spent">全年执行数, so of the fourth quarter too.</param>
/// <param name="Score">What the system must compute from the sheets.</param>
public sealed record Project(
    string Id,
    int Number,
    Figure<string> Name,
    Figure<string> Section,
    string Description,
    string Goal,
    Figure<decimal>? ListedAmount,
    Figure<decimal> InitialBudget,
    Figure<decimal> Budget,
    Figure<IReadOnlyList<decimal>> SpentByQuarter,
    Figure<decimal> Spent,
    Figure<decimal> Score,
    IReadOnlyList<Indicator> Indicators)
{
    /// <summary>Cumulative spending up to the end of <paramref name="month"/>.</summary>
    public decimal SpentUpTo(int month) => month == 12 ? Spent.Value : SpentByQuarter.Value[(month / 3) - 1];
}

/// <param name="Nature">Operator; null where the target's text says it (不超过2次).</param>
/// <param name="Quarters">Cumulative at the end of the first three quarters.</param>
/// <param name="Actual">Of the year, so of the fourth quarter too.</param>
/// <param name="Explanation">Why it deviates; null where it does not.</param>
/// <param name="Milestones">季度计划 of seasonal work: share of the target due at the end of each quarter.</param>
public sealed record Indicator(
    string Level1,
    string Level2,
    string Name,
    string? Nature,
    Figure<string> Target,
    string? Unit,
    Figure<decimal> Points,
    Figure<IReadOnlyList<string>> Quarters,
    Figure<string> Actual,
    string? Explanation,
    Figure<IReadOnlyList<decimal>>? Milestones = null)
{
    /// <summary>As the section writes it: with the unit, up to the end of <paramref name="month"/>.</summary>
    public string ActualUpTo(int month) => (month == 12 ? Actual.Value : Quarters.Value[(month / 3) - 1]) + Unit;
}
