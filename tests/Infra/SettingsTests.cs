using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace PerfFlow.Infra.Tests;

/// <summary>
/// What the app asks for, the deployment gives: a setting that is missing there stops the app, or silently a function of it.
/// </summary>
public sealed partial class SettingsTests(Template template) : IClassFixture<Template>
{
    [Fact]
    public void Every_setting_that_a_trigger_names_is_deployed()
    {
        var named = Repository.SourcesOf("functions")
            .SelectMany(source => TriggerSetting().Matches(source))
            .Select(match => match.Groups["name"].Value)
            .ToList();
        Assert.NotEmpty(named);
        Assert.Empty(named.Except(template.AppSettings().Keys));
    }

    [Fact]
    public void Every_setting_without_a_default_is_deployed()
    {
        var without = Documented().Where(setting => setting.Default == "–").Select(setting => setting.Name).ToList();
        Assert.NotEmpty(without);
        Assert.All(without, name => Assert.Contains(template.AppSettings().Keys, deployed => Sets(deployed, name)));
    }

    [Fact]
    public void Every_deployed_setting_of_ours_is_documented() => Assert.All(
        template.AppSettings().Keys.Where(deployed => !deployed.StartsWith("APPLICATIONINSIGHTS_", StringComparison.Ordinal)),
        deployed => Assert.Contains(Documented(), setting => Sets(deployed, setting.Name)));

    [Fact]
    public void The_environment_gives_every_parameter_and_an_app_without_authority_is_not_deployed()
    {
        var given = JsonNode.Parse(Repository.Read("infra/main.parameters.json"))!["parameters"]!
            .AsObject()
            .Select(parameter => parameter.Key);
        var taken = template.Root["parameters"]!.AsObject();
        Assert.Equal(taken.Select(parameter => parameter.Key).Order(StringComparer.Ordinal), given.Order(StringComparer.Ordinal));
        Assert.Equal((1, 1), ((int)taken["authority"]!["minLength"]!, (int)taken["audience"]!["minLength"]!));
    }

    private static IEnumerable<(string Name, string Default)> Documented() =>
        from row in DocumentedRow().Matches(Repository.Read("docs/settings.md"))
        from name in Quoted().Matches(row.Groups["names"].Value)
        select (name.Groups["name"].Value, row.Groups["default"].Value);

    private static bool Sets(string deployed, string documented)
    {
        var name = documented.Replace(":", "__", StringComparison.Ordinal);
        return deployed == name || deployed.StartsWith($"{name}__", StringComparison.Ordinal);
    }

    [GeneratedRegex("""Trigger\(\s*"%(?<name>\w+)%""")]
    private static partial Regex TriggerSetting();

    [GeneratedRegex("""^\| (?<names>`[^|]+`) \| (?<default>[^|]+?) \|""", RegexOptions.Multiline)]
    private static partial Regex DocumentedRow();

    [GeneratedRegex("`(?<name>[^`]+)`")]
    private static partial Regex Quoted();
}
