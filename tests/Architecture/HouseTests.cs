using System.Globalization;
using System.Text.Json;
using System.Xml.Linq;

namespace PerfFlow.Architecture.Tests;

/// <summary>What the repository promises of itself and no compiler checks.</summary>
public sealed class HouseTests
{
    [Fact]
    public void Every_project_is_in_the_solution()
    {
        var solution = File.ReadAllText(Path.Combine(Repository.Root, "PerfFlow.sln"));
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
            from file in Repository.Files("*.cs")
            where file.StartsWith(Path.Combine(Repository.Root, "functions") + Path.DirectorySeparatorChar, StringComparison.Ordinal)
            from line in File.ReadLines(file)
            where line.TrimStart().StartsWith("#if", StringComparison.Ordinal)
                || line.Contains("PerfFlow.LocalHost", StringComparison.Ordinal)
            select $"{Path.GetFileName(file)}: {line.Trim()}";

        Assert.Empty(conditional);
    }

    [Fact]
    public void Functions_are_built_without_the_local_host()
    {
        var project = File.ReadAllText(Path.Combine(Repository.Root, "functions", "PerfFlow.Functions.csproj"))
            + File.ReadAllText(Path.Combine(Repository.Root, "FunctionApp.props"));

        Assert.DoesNotContain("LocalHost", project, StringComparison.Ordinal);
    }

    /// <summary>docs/decisions/0002: what runs is what Microsoft ships, and nothing that passes for it.</summary>
    [Fact]
    public void No_type_here_carries_a_name_of_Microsofts()
    {
        var impostors =
            from file in Repository.Files("*.cs")
            from line in File.ReadLines(file)
            where line.StartsWith("namespace Microsoft.", StringComparison.Ordinal)
                || line.StartsWith("namespace Azure.", StringComparison.Ordinal)
            select $"{Path.GetRelativePath(Repository.Root, file)}: {line}";

        Assert.Empty(impostors);
    }

    [Fact]
    public void Every_budget_is_held_by_a_test()
    {
        var sources = Repository.Files("*Tests.cs").Select(File.ReadAllText).ToList();
        var budgets = JsonSerializer.Deserialize<Dictionary<string, double>>(
            File.ReadAllBytes(Path.Combine(Repository.Root, "tests", "budgets.json")))!;

        Assert.Equal([], budgets.Keys.Where(budget => !sources.Any(source =>
            source.Contains($"\"{budget}\"", StringComparison.Ordinal)
            || source.Contains($"(\"{budget.Split(": ")[1]}\", await", StringComparison.Ordinal)))); // a request's, see RequestCostTests
    }

    [Fact]
    public void No_line_is_longer_than_140_characters()
    {
        const string rule = "max_line_length = ";
        var most = File.ReadLines(Path.Combine(Repository.Root, ".editorconfig"))
            .Where(line => line.StartsWith(rule, StringComparison.Ordinal))
            .Select(line => int.Parse(line.AsSpan(rule.Length), CultureInfo.InvariantCulture))
            .Single();
        var longer =
            from file in Repository.Files("*.cs")
            from line in File.ReadLines(file).Index()
            where line.Item.Length > most
            select $"{Path.GetRelativePath(Repository.Root, file)}:{line.Index + 1} has {line.Item.Length} characters";

        Assert.Equal(140, most);
        Assert.Empty(longer);
    }

    private static IEnumerable<string> Projects() => Repository.Files("*.csproj");
}
