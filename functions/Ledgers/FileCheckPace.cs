using Microsoft.Extensions.Configuration;
using PerfFlow.Functions.Settings;

namespace PerfFlow.Functions.Ledgers;

/// <summary>How often, and how fast, all files that the ledgers name are read again and compared with their hashes.</summary>
/// <param name="Every">From the beginning of one look through a year to that of the next; setting <c>FileCheck:Every</c>.</param>
/// <param name="PerRound">Files of all years in a round of the night, about; setting <c>FileCheck:PerRound</c>.</param>
public sealed record FileCheckPace(TimeSpan Every, int PerRound)
{
    private const int UsualPerRound = 5000;

    private static readonly TimeSpan Usual = TimeSpan.FromDays(30);
    private static readonly TimeSpan Least = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Most = TimeSpan.FromDays(366);

    /// <exception cref="InvalidOperationException">One of them is no value of its kind, or out of its range.</exception>
    internal static FileCheckPace From(IConfiguration configuration)
    {
        var pace = new FileCheckPace(
            Spans.From(configuration, "FileCheck:Every", Usual, Least, Most), configuration.GetValue("FileCheck:PerRound", UsualPerRound));
        return pace.PerRound <= 0 ? throw new InvalidOperationException("FileCheck:PerRound must be more than nothing.")
            : pace;
    }
}

/// <summary>What is left of a round; shared by all that look at once.</summary>
public sealed class FileBudget(int files)
{
    private int left = files;

    public bool IsSpent => Volatile.Read(ref left) <= 0;

    /// <summary>
    /// Whether these may be read too. The last may be more than was left, so that an event with many is not left for ever.
    /// </summary>
    public bool Take(int some)
    {
        var may = !IsSpent;
        Interlocked.Add(ref left, may ? -some : 0);
        return may;
    }
}
