using System.Text.RegularExpressions;

namespace PerfFlow.Architecture.Tests;

/// <summary>There is one door to the house, and what it asks for is written on it once.</summary>
public sealed partial class DoorTests
{
    /// <summary>What is read from the attribute cannot differ from it.</summary>
    [Fact]
    public void A_function_names_a_right_in_its_attribute_alone()
    {
        var elsewhere =
            from file in Functions()
            from line in File.ReadLines(file)
            where RightByName().IsMatch(line)
            select $"{Path.GetFileName(file)}: {line.Trim()}";

        Assert.Empty(elsewhere);
    }

    /// <summary>One command id, one actor, one place that tells whom it concerns.</summary>
    [Fact]
    public void What_people_do_to_an_item_goes_through_its_desk() => Assert.Equal(
        ["ItemDesk.cs", "Scene.cs"],
        Functions().Where(file => File.ReadAllText(file).Contains("StreamUntilSigned", StringComparison.Ordinal))
            .Select(Path.GetFileName)
            .Order(StringComparer.Ordinal));

    [Theory]
    [InlineData("    [Requires(Right.ViewItem)]", false)]
    [InlineData("    case RequiresAttribute { Right: var right }:", false)]
    [InlineData("        if (!membership.May(Right.ViewItem))", true)]
    public void A_right_that_is_named_is_seen(string line, bool named) => Assert.Equal(named, RightByName().IsMatch(line));

    private static IEnumerable<string> Functions() =>
        Repository.Files("*.cs").Where(
            file => file.StartsWith(Path.Combine(Repository.Root, "functions") + Path.DirectorySeparatorChar, StringComparison.Ordinal));

    [GeneratedRegex(@"(?<!\[Requires\()\bRight\.[A-Z]")]
    private static partial Regex RightByName();
}
