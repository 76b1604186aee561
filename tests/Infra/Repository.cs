namespace PerfFlow.Infra.Tests;

/// <summary>The clone the tests were built in: what is deployed is text, and read as text.</summary>
internal static class Repository
{
    public static string Root { get; } = Above(new DirectoryInfo(AppContext.BaseDirectory));

    public static string File(string name) => Path.Combine(Root, name);

    public static string Read(string name) => System.IO.File.ReadAllText(File(name));

    /// <summary>The source of the function app, without what its build made of it.</summary>
    public static IEnumerable<string> FunctionSources() =>
        from path in Directory.EnumerateFiles(File("functions"), "*.cs", SearchOption.AllDirectories)
        where !Path.GetRelativePath(File("functions"), path).Split(Path.DirectorySeparatorChar).Any(folder => folder is "bin" or "obj")
        select System.IO.File.ReadAllText(path);

    private static string Above(DirectoryInfo directory) =>
        System.IO.File.Exists(Path.Combine(directory.FullName, "PerfFlow.sln")) ? directory.FullName
        : directory.Parent is { } parent ? Above(parent)
        : throw new InvalidOperationException("PerfFlow.sln is nowhere above the tests.");
}
