namespace PerfFlow.Azurite;

/// <summary>Where another project of the repository was built to, in the same configuration as the tests that run.</summary>
public static class BuildOutput
{
    /// <summary>The folder of the repository.</summary>
    public static string Root { get; } = FindRoot();

    /// <param name="project">Folder of the project below the root of the repository.</param>
    /// <remarks>
    /// A function app and the host run from their own outputs: that of a test project holds the files of both, mixed.
    /// The test project refers to what it asks for, so that it is built.
    /// </remarks>
    public static string Of(string project)
    {
        var here = AppContext.BaseDirectory.TrimEnd(Path.DirectorySeparatorChar);
        var bin = here.LastIndexOf($"{Path.DirectorySeparatorChar}bin{Path.DirectorySeparatorChar}", StringComparison.Ordinal);
        return Path.Combine(Root, project, here[(bin + 1)..]);
    }

    private static string FindRoot()
    {
        var root = AppContext.BaseDirectory.TrimEnd(Path.DirectorySeparatorChar);
        while (!File.Exists(Path.Combine(root, "PerfFlow.sln")))
        {
            root = Path.GetDirectoryName(root) ?? throw new InvalidOperationException($"PerfFlow.sln is nowhere above {AppContext.BaseDirectory}.");
        }

        return root;
    }
}
