using System.Globalization;

namespace PerfFlow.Benchmarks;

/// <param name="Room">The subcommand it belongs to.</param>
/// <param name="Run">Measures; with <c>true</c> only runs its body once, at its smallest.</param>
internal sealed record Benchmark(string Room, string Name, Func<bool, Task<IReadOnlyList<Figure>>> Run);

internal sealed record Figure(string Name, double Value, string Unit);

internal static class Runner
{
    private const string Name = "--name=";

    /// <summary>
    /// Prints one table row per figure. Arguments: rooms (none: all), <c>--name=</c> and a part of a benchmark's name, <c>--test</c>.
    /// </summary>
    /// <returns>The exit code: 2 for a room that does not exist.</returns>
    public static async Task<int> RunAsync(string[] args, IReadOnlyList<Benchmark> benchmarks)
    {
        var once = args.Contains("--test");
        var rooms = args.Where(argument => !argument.StartsWith('-')).ToArray();
        var name = args.FirstOrDefault(argument => argument.StartsWith(Name, StringComparison.Ordinal))?[Name.Length..] ?? "";
        if (rooms.Except(benchmarks.Select(benchmark => benchmark.Room)).Any())
        {
            Console.Error.WriteLine(
                $"Rooms: {string.Join(", ", benchmarks.Select(benchmark => benchmark.Room).Distinct())}. "
                + $"{Name}part runs those with it in their name, --test each body once.");
            return 2;
        }

        Console.WriteLine("| benchmark | figure | value |\n|---|---|---|");
        foreach (var benchmark in benchmarks.Where(benchmark =>
            (rooms.Length == 0 || rooms.Contains(benchmark.Room)) && benchmark.Name.Contains(name, StringComparison.Ordinal)))
        {
            foreach (var figure in await benchmark.Run(once))
            {
                Console.WriteLine(string.Create(
                    CultureInfo.InvariantCulture,
                    $"| {benchmark.Room}: {benchmark.Name} | {figure.Name} | {figure.Value:0.###} {figure.Unit} |"));
            }
        }

        return 0;
    }
}
