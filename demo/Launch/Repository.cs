namespace PerfFlow.Demo.Launch;

/// <summary>Finds what was built beside the running program, in the configuration this program was built in.</summary>
internal static class Repository
{
    private static readonly string Root = FindRoot();

    /// <summary>The folder of the function app, as a host takes it.</summary>
    public static string FunctionApp => Output("functions");

    /// <summary>The program that hosts it.</summary>
    public static string LocalHost => Path.Combine(Output("host"), "PerfFlow.LocalHost.dll");

    public static string File(string name) => Path.Combine(Root, name);

    private static string Output(string room)
    {
        var own = new DirectoryInfo(AppContext.BaseDirectory); // …/bin/{configuration}/{framework}/
        return Path.Combine(Root, room, "bin", own.Parent!.Name, own.Name);
    }

    private static string FindRoot()
    {
        var directory = new DirectoryInfo(AppContext.BaseDirectory);
        while (!System.IO.File.Exists(Path.Combine(directory.FullName, "PerfFlow.sln")))
        {
            directory = directory.Parent
                ?? throw new DemoException("The demo runs from a clone of the repository: PerfFlow.sln is nowhere above it.");
        }

        return directory.FullName;
    }
}
