using System.Text.Json;
using System.Text.Json.Nodes;

namespace PerfFlow.LocalHost.App;

/// <summary>The folder that building a function app fills: what the host reads there before it starts the worker.</summary>
/// <param name="Folder">Full path.</param>
/// <param name="Assembly">Full path of the worker.</param>
/// <param name="HostJson">host.json, its keys joined by colons.</param>
internal sealed record FunctionApp(string Folder, string Assembly, IReadOnlyList<KeyValuePair<string, string?>> HostJson)
{
    private const string Remedy = "Build the app first (dotnet build) and name the folder it is built into, for example bin/Debug/net10.0.";

    public string Name => Path.GetFileNameWithoutExtension(Assembly);

    /// <exception cref="StartupException">There is no built function app in the folder, or its files cannot be read.</exception>
    public static FunctionApp In(string folder)
    {
        var config = Found(folder, "worker.config.json");
        var hostJson = Found(folder, "host.json");
        var worker = Read(config, text => (string?)JsonNode.Parse(text)?["description"]?["defaultWorkerPath"])
            ?? throw new StartupException($"{config} names no description.defaultWorkerPath. {Remedy}");
        var assembly = Path.Combine(folder, worker);
        return File.Exists(assembly)
            ? new(folder, assembly, Read(hostJson, text => Flat(folder, text)))
            : throw new StartupException($"The worker {assembly} is missing. {Remedy}");
    }

    /// <summary>An app whose worker somebody else starts: all it needs is host.json.</summary>
    /// <exception cref="StartupException">It is not there, or cannot be read.</exception>
    public static FunctionApp WithoutWorkerIn(string folder) =>
        new(folder, Path.GetFileName(folder), Read(Found(folder, "host.json"), text => Flat(folder, text)));

    private static string Found(string folder, string file)
    {
        var path = Path.Combine(folder, file);
        return File.Exists(path) ? path : throw new StartupException($"No function app is built in {folder}: {file} is missing. {Remedy}");
    }

    private static KeyValuePair<string, string?>[] Flat(string folder, string text)
    {
        using var json = JsonDocument.Parse(
            text, new JsonDocumentOptions { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true });
        if (json.RootElement.ValueKind != JsonValueKind.Object
            || !json.RootElement.TryGetProperty("version", out var version)
            || version.GetString() != "2.0")
        {
            throw new StartupException($"{Path.Combine(folder, "host.json")} must have \"version\": \"2.0\".");
        }

        using var stream = new MemoryStream(System.Text.Encoding.UTF8.GetBytes(text));
        return [.. new ConfigurationBuilder().AddJsonStream(stream).Build().AsEnumerable()];
    }

    private static T Read<T>(string file, Func<string, T> read)
    {
        try
        {
            return read(File.ReadAllText(file));
        }
        catch (Exception unreadable) when (unreadable is JsonException or InvalidOperationException or FormatException or IOException)
        {
            throw new StartupException($"{file} cannot be read: {unreadable.Message}", unreadable);
        }
    }
}
