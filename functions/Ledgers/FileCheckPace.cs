using Microsoft.Extensions.Configuration;

namespace PerfFlow.Functions.Ledgers;

/// <summary>How often, and how fast, all files that the ledgers name are read again and compared with their hashes.</summary>
/// <param name="Every">From the beginning of one look through a year to that of the next; setting <c>FileCheck:Every</c>.</param>
/// <param name="PerRound">Files of all years in a round of the night, about; setting <c>FileCheck:PerRound</c>.</param>
public sealed record FileCheckPace(TimeSpan Every, int PerRound)
{
    private const int UsualPerRound = 5000;

    private static readonly TimeSpan Usual = TimeSpan.FromDays(30);

    /// <exception cref="InvalidOperationException">One of them is nothing or negative, or no value of its kind.</exception>
    internal static FileCheckPace From(IConfiguration configuration)
    {
        var pace = new FileCheckPace(
            configuration.GetValue("FileCheck:Every", Usual), configuration.GetValue("FileCheck:PerRound", UsualPerRound));
        return pace.Every <= TimeSpan.Zero ? throw new InvalidOperationException("FileCheck:Every must be more than nothing.")
            : pace.PerRound <= 0 ? throw new InvalidOperationException("FileCheck:PerRound must be more than nothing.")
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
