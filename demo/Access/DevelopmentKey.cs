using System.Text.Json;
using System.Text.Json.Nodes;
using PerfFlow.Demo.Launch;

namespace PerfFlow.Demo.Access;

/// <summary>The key that the first build wrote into local.settings.json.</summary>
public static class DevelopmentKey
{
    // As Core Tools read it.
    private static readonly JsonDocumentOptions Lenient = new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true };

    /// <exception cref="DemoException">There is no such file or no key in it.</exception>
    public static string FromLocalSettings()
    {
        var file = Repository.File("local.settings.json");
        if (!File.Exists(file))
        {
            throw new DemoException("local.settings.json is missing: build functions/ once, or give the key with --key.");
        }

        try
        {
            return (string?)JsonNode.Parse(File.ReadAllBytes(file), documentOptions: Lenient)?["Values"]?["DevelopmentKey"] is
                { Length: > 0 } key
                ? key
                : throw new InvalidOperationException();
        }
        catch (Exception unreadable) when (unreadable is JsonException or InvalidOperationException)
        {
            throw new DemoException(
                "local.settings.json has no DevelopmentKey: delete it and build functions/ again, or give the key with --key.", unreadable);
        }
    }
}
