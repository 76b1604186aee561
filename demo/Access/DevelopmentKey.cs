using System.Text.Json;
using PerfFlow.Demo.Launch;

namespace PerfFlow.Demo.Access;

/// <summary>The key that the first build wrote into local.settings.json.</summary>
public static class DevelopmentKey
{
    /// <exception cref="DemoException">There is no such file or no key in it.</exception>
    public static string FromLocalSettings()
    {
        var file = Repository.File("local.settings.json");
        if (!File.Exists(file))
        {
            throw new DemoException("local.settings.json is missing: build functions/ once, or give the key with --key.");
        }

        using var settings = JsonDocument.Parse(File.ReadAllBytes(file));
        return settings.RootElement.TryGetProperty("Values", out var values) && values.TryGetProperty("DevelopmentKey", out var key)
            ? key.GetString()!
            : throw new DemoException("local.settings.json has no DevelopmentKey: delete it and build functions/ again, or give the key with --key.");
    }
}
