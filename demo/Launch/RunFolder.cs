namespace PerfFlow.Demo.Launch;

/// <summary>
/// The folder of a run's files. Each is noted in a list before it is written, so that starting anew takes away these and no others.
/// </summary>
internal static class RunFolder
{
    private const string List = "files.txt";

    private static readonly Lock Turn = new();

    /// <param name="name">With the folder inside that it stands in.</param>
    public static async Task WriteAsync(string folder, string name, byte[] content, CancellationToken cancellation)
    {
        Note(folder, name);
        var path = Path.Combine(folder, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        await File.WriteAllBytesAsync(path, content, cancellation);
    }

    /// <summary>For what somebody else writes.</summary>
    public static void Note(string folder, string name)
    {
        lock (Turn)
        {
            Directory.CreateDirectory(folder);
            File.AppendAllLines(Path.Combine(folder, List), [name]);
        }
    }

    /// <summary>All files there, the list of them left out.</summary>
    public static IReadOnlyList<string> Files(string folder) =>
    [
        .. Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)
            .Where(file => file != Path.Combine(folder, List))
            .Order(StringComparer.Ordinal),
    ];

    /// <summary>Deletes what is on the list, and folders that are empty then.</summary>
    /// <returns>Files that stay, as no run has written them.</returns>
    public static IReadOnlyList<string> Clear(string folder)
    {
        var list = Path.Combine(folder, List);
        if (!File.Exists(list))
        {
            return Directory.Exists(folder) ? Files(folder) : [];
        }

        var root = Path.GetFullPath(folder) + Path.DirectorySeparatorChar;
        var paths = File.ReadAllLines(list).Distinct().Select(name => Path.GetFullPath(Path.Combine(folder, name)))
            .Where(path => path.StartsWith(root, StringComparison.Ordinal)) // the list is a file that anybody may have edited
            .ToList();
        paths.ForEach(File.Delete);
        File.Delete(list);
        foreach (var emptied in paths.Select(path => Path.GetDirectoryName(path)!).Append(Path.GetFullPath(folder)).Distinct()
            .OrderByDescending(path => path.Length)
            .Where(path => Directory.Exists(path) && !Directory.EnumerateFileSystemEntries(path).Any()))
        {
            Directory.Delete(emptied);
        }

        return Directory.Exists(folder) ? Files(folder) : [];
    }
}
