namespace PerfFlow.Architecture.Tests;

/// <summary>The files of the house, without what is built from them.</summary>
internal static class Repository
{
    public static string Root { get; } = FindRoot();

    public static IEnumerable<string> Files(params string[] patterns)
        => patterns.SelectMany(pattern => Directory.EnumerateFiles(Root, pattern, SearchOption.AllDirectories)).Where(file => !IsBuilt(file));

    // The official SDK writes a project of its own below obj/.
    private static bool IsBuilt(string file)
        => Path.GetRelativePath(Root, file).Split(Path.DirectorySeparatorChar).Any(folder => folder is "bin" or "obj" or "node_modules" or "out");

    private static string FindRoot()
    {
        var directory = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(directory, "PerfFlow.sln")))
        {
            directory = Path.GetDirectoryName(directory) ?? throw new InvalidOperationException("PerfFlow.sln is nowhere above the tests.");
        }

        return directory;
    }
}
