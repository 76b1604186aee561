namespace PerfFlow.LocalHost.Processes;

/// <summary>Finds a command as a shell would.</summary>
internal static class CommandPath
{
    public static string? Find(string command)
    {
        string[] names = OperatingSystem.IsWindows() ? [$"{command}.cmd", $"{command}.exe"] : [command];
        return (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            .SelectMany(folder => names.Select(name => Path.Combine(folder, name)))
            .FirstOrDefault(File.Exists);
    }
}
