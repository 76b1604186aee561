namespace PerfFlow.Basics;

/// <summary>The clone that the tests were built in, without what is built from it.</summary>
public static class Repository
{
    public static string Root { get; } = Above(new DirectoryInfo(AppContext.BaseDirectory));

    /// <param name="name">From the root on.</param>
    public static string File(string name) => Path.Combine(Root, name);

    public static string Read(string name) => System.IO.File.ReadAllText(File(name));

    public static IEnumerable<string> Files(params string[] patterns) => patterns.SelectMany(pattern => Below(Root, pattern));

    /// <summary>The text of each source file of a room.</summary>
    public static IEnumerable<string> SourcesOf(string room) => Below(File(room), "*.cs").Select(System.IO.File.ReadAllText);

    // The official SDK writes a project of its own below obj/.
    private static IEnumerable<string> Below(string folder, string pattern) =>
        from file in Directory.EnumerateFiles(folder, pattern, SearchOption.AllDirectories)
        where !Path.GetRelativePath(Root, file)
            .Split(Path.DirectorySeparatorChar)
            .Any(part => part is "bin" or "obj" or "node_modules" or "out")
        select file;

    private static string Above(DirectoryInfo folder) =>
        System.IO.File.Exists(Path.Combine(folder.FullName, "PerfFlow.sln")) ? folder.FullName
        : folder.Parent is { } parent ? Above(parent)
        : throw new InvalidOperationException($"PerfFlow.sln is nowhere above {AppContext.BaseDirectory}.");
}
