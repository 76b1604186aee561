using System.Xml.Linq;

namespace PerfFlow.Architecture.Tests;

/// <summary>What the repository promises of itself and no compiler checks.</summary>
public sealed class HouseTests
{
    private static readonly string Root = FindRoot();

    [Fact]
    public void Every_project_is_in_the_solution()
    {
        var solution = File.ReadAllText(Path.Combine(Root, "PerfFlow.sln"));
        var forgotten = Projects()
            .Select(Path.GetFileName)
            .Where(name => !solution.Contains(name!, StringComparison.Ordinal));

        Assert.Empty(forgotten);
    }

    [Fact]
    public void Versions_stand_in_one_place()
    {
        var strays =
            from file in Projects()
            from reference in XDocument.Load(file).Descendants("PackageReference")
            where reference.Attribute("Version") is not null || reference.Attribute("VersionOverride") is not null
            select $"{Path.GetFileName(file)}: {reference.Attribute("Include")?.Value}";

        Assert.Empty(strays);
    }

    [Fact]
    public void Functions_never_ask_which_host_they_run_on()
    {
        var conditional =
            from file in Directory.EnumerateFiles(Path.Combine(Root, "functions"), "*.cs", SearchOption.AllDirectories)
            where !IsBuilt(file)
            from line in File.ReadLines(file)
            where line.TrimStart().StartsWith("#if", StringComparison.Ordinal) || line.Contains("PerfFlow.Emulator", StringComparison.Ordinal)
            select $"{Path.GetFileName(file)}: {line.Trim()}";

        // The one exception: Flex Consumption has no polling blob trigger (docs/decisions/0002).
        Assert.Empty(conditional.Except(["IngestSheet.cs: #if EVENT_GRID"]));
    }

    private static IEnumerable<string> Projects()
        => Directory.EnumerateFiles(Root, "*.csproj", SearchOption.AllDirectories).Where(file => !IsBuilt(file));

    // The official SDK writes a project of its own below obj/.
    private static bool IsBuilt(string file)
        => file.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal);

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
