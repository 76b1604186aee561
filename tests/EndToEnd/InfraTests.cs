using System.Diagnostics;
using System.Reflection;
using System.Text.Json.Nodes;
using PerfFlow.Demo.Launch;

namespace PerfFlow.EndToEnd.Tests;

/// <summary>The deployment compiles. Nothing is fetched: the templates use no module registry.</summary>
public sealed class InfraTests
{
    [Fact]
    public async Task Infra_compiles_without_a_warning()
    {
        var bicep = typeof(InfraTests).Assembly
            .GetCustomAttributes<AssemblyMetadataAttribute>()
            .Single(metadata => metadata.Key == "BicepPath").Value!;
        using var compiler = Process.Start(new ProcessStartInfo(bicep, ["build", Repository.File("infra/main.bicep"), "--stdout"])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        var template = compiler.StandardOutput.ReadToEndAsync();
        var complaints = await compiler.StandardError.ReadToEndAsync();
        await compiler.WaitForExitAsync();

        Assert.Equal("", complaints);
        Assert.Equal(0, compiler.ExitCode);
        Assert.Contains("\"allowSharedKeyAccess\": false", await template, StringComparison.Ordinal);
        Assert.Equal(
            [
                "APPLICATIONINSIGHTS_AUTHENTICATION_STRING",
                "APPLICATIONINSIGHTS_CONNECTION_STRING",
                "AzureWebJobsStorage__accountName",
                "AzureWebJobsStorage__clientId",
                "AzureWebJobsStorage__credential",
                "Entra__Audience",
                "Entra__Authority",
                "Entra__Tenants",
                "Smtp__From",
                "Smtp__Host",
                "Smtp__Password",
                "Smtp__User",
                "SweepSchedule",
            ],
            AppSettings(JsonNode.Parse(await template)!).Order(StringComparer.Ordinal));
        Assert.Equal((1, 1), (LeastLength(await template, "authority"), LeastLength(await template, "audience")));
    }

    /// <summary>What the deployed app is given: without an authority it would refuse everybody, and a development key must never be there.</summary>
    private static IEnumerable<string> AppSettings(JsonNode node) => node switch
    {
        JsonObject resource when Text(resource["type"])?.EndsWith("/sites/config", StringComparison.Ordinal) ?? false =>
            resource["properties"]!.AsObject().Select(setting => setting.Key),
        JsonObject members => members.Where(member => member.Value is not null).SelectMany(member => AppSettings(member.Value!)),
        JsonArray elements => elements.Where(element => element is not null).SelectMany(element => AppSettings(element!)),
        _ => [],
    };

    private static int? LeastLength(string template, string parameter) =>
        (int?)JsonNode.Parse(template)!["parameters"]![parameter]!["minLength"];

    private static string? Text(JsonNode? node) => node is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;
}
