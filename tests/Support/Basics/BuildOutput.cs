namespace PerfFlow.Basics;

/// <summary>Where another project of the repository was built to, in the same configuration as the tests that run.</summary>
public static class BuildOutput
{
    /// <param name="project">Folder of the project below the root of the repository.</param>
    /// <remarks>
    /// A function app and the host run from their own outputs: that of a test project holds the files of both, mixed.
    /// The test project refers to what it asks for, so that it is built.
    /// </remarks>
    public static string Of(string project)
    {
        var here = AppContext.BaseDirectory.TrimEnd(Path.DirectorySeparatorChar);
        var bin = here.LastIndexOf($"{Path.DirectorySeparatorChar}bin{Path.DirectorySeparatorChar}", StringComparison.Ordinal);
        return Path.Combine(Repository.File(project), here[(bin + 1)..]);
    }
}
