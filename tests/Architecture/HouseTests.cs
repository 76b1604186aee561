using System.Text.Json;
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
            where line.TrimStart().StartsWith("#if", StringComparison.Ordinal) || line.Contains("PerfFlow.LocalHost", StringComparison.Ordinal)
            select $"{Path.GetFileName(file)}: {line.Trim()}";

        Assert.Empty(conditional);
    }

    [Fact]
    public void Functions_are_built_without_the_local_host()
    {
        var project = File.ReadAllText(Path.Combine(Root, "functions", "PerfFlow.Functions.csproj")) + File.ReadAllText(Path.Combine(Root, "FunctionApp.props"));

        Assert.DoesNotContain("LocalHost", project, StringComparison.Ordinal);
    }

    /// <summary>docs/decisions/0002: what runs is what Microsoft ships, and nothing that passes for it.</summary>
    [Fact]
    public void No_type_here_carries_a_name_of_Microsofts()
    {
        var impostors =
            from file in Directory.EnumerateFiles(Root, "*.cs", SearchOption.AllDirectories)
            where !IsBuilt(file)
            from line in File.ReadLines(file)
            where line.StartsWith("namespace Microsoft.", StringComparison.Ordinal) || line.StartsWith("namespace Azure.", StringComparison.Ordinal)
            select $"{Path.GetRelativePath(Root, file)}: {line}";

        Assert.Empty(impostors);
    }

    [Fact]
    public void Every_budget_is_held_by_a_test()
    {
        var tests = Path.Combine(Root, "tests");
        var sources = Directory.EnumerateFiles(tests, "*Tests.cs", SearchOption.AllDirectories).Where(file => !IsBuilt(file)).Select(File.ReadAllText).ToList();
        var budgets = JsonSerializer.Deserialize<Dictionary<string, double>>(File.ReadAllBytes(Path.Combine(tests, "budgets.json")))!;

        Assert.Equal([], budgets.Keys.Where(budget => !sources.Any(source =>
            source.Contains($"\"{budget}\"", StringComparison.Ordinal)
            || source.Contains($"(\"{budget.Split(": ")[1]}\", await", StringComparison.Ordinal)))); // a request's, see RequestCostTests
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
