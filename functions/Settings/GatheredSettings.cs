using System.Collections.Immutable;
using Microsoft.Extensions.Configuration;

namespace PerfFlow.Functions.Settings;

/// <summary>
/// All settings, read at the start and before anything else is done, so that every one that is wrong is named at once. Whoever reads
/// one throws an <see cref="InvalidOperationException"/> that names it; it is then read again as if that one were not set, for what
/// else may be wrong beside it.
/// </summary>
internal sealed class GatheredSettings(IConfiguration configuration)
{
    private const int MostWrong = 20; // of one reader

    private readonly SortedDictionary<string, string> wrong = new(StringComparer.OrdinalIgnoreCase);
    private readonly SortedSet<string> known = new(StringComparer.OrdinalIgnoreCase);

    /// <returns>What it reads; nothing when that is wrong: <see cref="RequireAllRight"/> then stops the start.</returns>
    public T Read<T>(Func<IConfiguration, T> read)
    {
        var left = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        for (var attempt = 1; attempt <= MostWrong; attempt++)
        {
            var watched = new WatchedConfiguration(configuration, known, left);
            try
            {
                var value = read(watched);
                return left.Count == 0 ? value : default!;
            }
            catch (Exception fault) when (fault is InvalidOperationException or FormatException or ArgumentException or OverflowException)
            {
                var name = NameIn(fault.Message, watched.Read);
                if (!left.Add(name))
                {
                    break; // it is needed, and not set at all
                }

                wrong.TryAdd(name, TextOf(fault, name));
            }
        }

        return default!;
    }

    /// <exception cref="WrongSettingsException">Some are wrong: it names all.</exception>
    public void RequireAllRight()
    {
        if (wrong.Count > 0)
        {
            throw new WrongSettingsException([.. wrong.Values]);
        }
    }

    /// <summary>What is set and read by nobody, below a section that is ours or nearly called like a setting of ours.</summary>
    /// <returns>Name, and the setting that may have been meant.</returns>
    public ImmutableArray<(string Name, string Meant)> Unknown() =>
    [
        .. from name in Names(configuration)
           where !known.Contains(name)
           let near = known.MinBy(other => Distance(name, other))
           where near is not null && (IsOurs(name) || (IsLong(name) && Distance(name, near) <= 2))
           orderby name
           select (name, near),
    ];

    private bool IsOurs(string name) => name.IndexOf(':', StringComparison.Ordinal) is > 0 and var end
        && name[..end] != "AzureWebJobsStorage" // the host has more to say there
        && known.Any(other => other.StartsWith(name[..(end + 1)], StringComparison.OrdinalIgnoreCase));

    private static bool IsLong(string name) => name.Length >= "PurgeAfter".Length - 2 && !name.Contains(':', StringComparison.Ordinal);

    private static IEnumerable<string> Names(IConfiguration part) => part.GetChildren().SelectMany(child =>
        Names(child).Concat(child.Value is null ? [] : [child.Path]));

    /// <summary>The name that the text begins with, or else the longest in it; the last one read when it names none.</summary>
    private static string NameIn(string message, IReadOnlyList<string> read) =>
        read.Where(name => message.StartsWith(name, StringComparison.OrdinalIgnoreCase)).MaxBy(name => name.Length)
        ?? read.Where(name => message.Contains(name, StringComparison.OrdinalIgnoreCase)).MaxBy(name => name.Length)
        ?? read[^1];

    /// <summary>One line, which begins with the name.</summary>
    private static string TextOf(Exception fault, string name) =>
        fault.Message.StartsWith(name, StringComparison.OrdinalIgnoreCase) ? fault.Message : $"{name}: {fault.Message}";

    /// <summary>Letters to change, add or leave out, whatever their case.</summary>
    private static int Distance(string one, string other)
    {
        var row = Enumerable.Range(0, other.Length + 1).ToArray();
        for (var i = 1; i <= one.Length; i++)
        {
            var (diagonal, _) = (row[0], row[0] = i);
            for (var j = 1; j <= other.Length; j++)
            {
                var same = char.ToUpperInvariant(one[i - 1]) == char.ToUpperInvariant(other[j - 1]);
                (diagonal, row[j]) = (row[j], Math.Min(Math.Min(row[j], row[j - 1]) + 1, diagonal + (same ? 0 : 1)));
            }
        }

        return row[^1];
    }
}

/// <summary>Settings are wrong, each with what is wrong with it; the application does not start.</summary>
public sealed class WrongSettingsException : InvalidOperationException
{
    public WrongSettingsException()
    {
    }

    public WrongSettingsException(string message)
        : base(message)
    {
    }

    public WrongSettingsException(string message, Exception inner)
        : base(message, inner)
    {
    }

    internal WrongSettingsException(IReadOnlyCollection<string> wrong)
        : base(
            $"应用设置有 {wrong.Count} 处错误,程序没有启动(说明见 docs/settings.md)。 "
            + $"The application does not start: {wrong.Count} settings are wrong (see docs/settings.md).\n"
            + string.Join('\n', wrong.Select(each => $"- {each}")))
    {
    }
}
