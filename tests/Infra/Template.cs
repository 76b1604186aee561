using System.Diagnostics;
using System.Reflection;
using System.Text.Json.Nodes;

namespace PerfFlow.Infra.Tests;

/// <summary>What the Bicep compiler makes of infra/. Nothing is fetched: the files use no module registry.</summary>
public sealed class Template : IAsyncLifetime
{
    public string Complaints { get; private set; } = "";

    public JsonNode Root { get; private set; } = new JsonObject();

    public async Task InitializeAsync()
    {
        var bicep = typeof(Template).Assembly
            .GetCustomAttributes<AssemblyMetadataAttribute>()
            .Single(metadata => metadata.Key == "BicepPath").Value!;
        using var compiler = Process.Start(new ProcessStartInfo(bicep, ["build", Repository.File("infra/main.bicep"), "--stdout"])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        var template = compiler.StandardOutput.ReadToEndAsync();
        Complaints = await compiler.StandardError.ReadToEndAsync();
        await compiler.WaitForExitAsync();
        Root = compiler.ExitCode == 0 ? JsonNode.Parse(await template)! : throw new InvalidOperationException(Complaints);
    }

    public Task DisposeAsync() => Task.CompletedTask;

    /// <summary>The resources of a type, those of the modules too.</summary>
    internal IReadOnlyList<JsonNode> Resources(string type) => [.. Within(Root).Where(resource => Text(resource["type"]) == type)];

    internal JsonNode Resource(string type) => Resources(type).Single();

    /// <summary>What a module is given and holds.</summary>
    internal JsonNode Module(string name) =>
        Resources("Microsoft.Resources/deployments").Single(module => Text(module["name"]) == name)["properties"]!;

    internal Dictionary<string, string> AppSettings() =>
        Resource("Microsoft.Web/sites/config")["properties"]!.AsObject()
            .ToDictionary(setting => setting.Key, setting => Text(setting.Value)!);

    internal static Dictionary<string, string> Outputs(JsonNode template) =>
        template["outputs"]!.AsObject().ToDictionary(output => output.Key, output => Text(output.Value!["value"])!);

    internal static string? Text(JsonNode? node) => node is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;

    /// <summary>Resources are an array or, with symbolic names, an object: the compiler chooses by the language a file uses.</summary>
    private static IEnumerable<JsonNode> Within(JsonNode? node) => node switch
    {
        JsonObject members => (members.ContainsKey("apiVersion") ? [node] : Enumerable.Empty<JsonNode>())
            .Concat(members.SelectMany(member => Within(member.Value))),
        JsonArray elements => elements.SelectMany(Within),
        _ => [],
    };
}
