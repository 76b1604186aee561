using System.Globalization;
using PerfFlow.Benchmarks.Host;

namespace PerfFlow.Benchmarks.Deadline;

/// <summary>Who takes part, by process ids: Azurite runs in several. Needs Linux: it reads /proc.</summary>
internal sealed record Parties(int AzuriteGroup, int Host, int Worker)
{
    /// <summary>Processor time so far.</summary>
    public Busy Busy() => new(
        Azurite().Aggregate(TimeSpan.Zero, (sum, id) => sum + Usage.Of(id).Processor),
        Usage.Of(Host).Processor,
        Usage.Of(Worker).Processor,
        Usage.Of(Environment.ProcessId).Processor);

    /// <summary>The most memory each has held, in bytes: the sum of Azurite's processes, host, worker.</summary>
    public (long Azurite, long Host, long Worker) Peaks() => (Azurite().Sum(Peak), Peak(Host), Peak(Worker));

    private static long Peak(int process) => File.ReadLines($"/proc/{process}/status")
        .Where(line => line.StartsWith("VmHWM:", StringComparison.Ordinal))
        .Select(line => 1024 * long.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture))
        .Single();

    private List<int> Azurite() =>
    [
        .. from folder in Directory.EnumerateDirectories("/proc")
        where int.TryParse(Path.GetFileName(folder), CultureInfo.InvariantCulture, out _)
        let stat = Stat(folder)
        where stat is [_, _, var leader, ..] && leader == AzuriteGroup.ToString(CultureInfo.InvariantCulture)
        select int.Parse(Path.GetFileName(folder), CultureInfo.InvariantCulture),
    ];

    /// <summary>
    /// State, parent, group and so on: what stands behind the name, which may have spaces. Empty for a process that has just ended.
    /// </summary>
    private static string[] Stat(string folder)
    {
        try
        {
            var text = File.ReadAllText(Path.Combine(folder, "stat"));
            return text[(text.LastIndexOf(')') + 2)..].Split(' ');
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }
}

/// <summary>Processor time by process.</summary>
internal sealed record Busy(TimeSpan Azurite, TimeSpan Host, TimeSpan Worker, TimeSpan Driver)
{
    /// <summary>Since <paramref name="before"/>, in milliseconds for each of so many.</summary>
    public IEnumerable<Figure> Each(Busy before, int count, string what)
    {
        yield return Of("Azurite", Azurite - before.Azurite);
        yield return Of("host", Host - before.Host);
        yield return Of("worker", Worker - before.Worker);
        yield return Of("host and worker", Host - before.Host + Worker - before.Worker);
        yield return Of("the driver, apart", Driver - before.Driver);

        Figure Of(string who, TimeSpan time) => new($"processor {what}: {who}", time.TotalMilliseconds / count, "ms");
    }
}
