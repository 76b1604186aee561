using System.Text.Json;
using PerfFlow.Basics;

namespace PerfFlow.Azurite;

/// <summary>The most that things may cost (tests/budgets.json). Raising one needs a line of reason in docs/cost.md.</summary>
public static class Budgets
{
    private static readonly Lazy<IReadOnlyDictionary<string, double>> All = new(() =>
        JsonSerializer.Deserialize<Dictionary<string, double>>(File.ReadAllBytes(Repository.File("tests/budgets.json")))!);

    /// <exception cref="KeyNotFoundException">No budget has that name.</exception>
    public static double Of(string name) => All.Value[name];
}
