namespace PerfFlow.Demo.Launch;

/// <summary>Finds what was built beside the running program.</summary>
internal static class Repository
{
    private static readonly string Root = FindRoot();

    /// <summary>The function app for the emulator, in the configuration this program was built in.</summary>
    public static string FunctionApp
    {
        get
        {
            var output = new DirectoryInfo(AppContext.BaseDirectory); // …/bin/{configuration}/{framework}/
            return Path.Combine(Root, "functions", "bin", "emulator", output.Parent!.Name, output.Name, "PerfFlow.Functions.dll");
        }
    }

    public static string File(string name) => Path.Combine(Root, name);

    private static string FindRoot()
    {
        var directory = new DirectoryInfo(AppContext.BaseDirectory);
        while (!System.IO.File.Exists(Path.Combine(directory.FullName, "PerfFlow.sln")))
        {
            directory = directory.Parent ?? throw new DemoException("The demo runs from a clone of the repository: PerfFlow.sln is nowhere above it.");
        }

        return directory.FullName;
    }
}
