using System.Text.Json;

namespace PerfFlow.LocalHost.App;

/// <summary>local.settings.json as Core Tools reads it: <c>Values</c>, <c>ConnectionStrings</c>, <c>Host.LocalHttpPort</c>.</summary>
/// <param name="Values">By name, with ':' between sections.</param>
internal sealed record LocalSettings(IReadOnlyDictionary<string, string?> Values, int? Port)
{
    private const string FileName = "local.settings.json";

    private static readonly JsonDocumentOptions Lenient = new() { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip };

    /// <exception cref="StartupException">The file is no JSON object of the expected shape, or is encrypted.</exception>
    public static LocalSettings Read(string folder)
    {
        var path = Path.Combine(folder, FileName);
        if (!File.Exists(path))
        {
            return new LocalSettings(new Dictionary<string, string?>(), null);
        }

        try
        {
            using var json = JsonDocument.Parse(File.ReadAllBytes(path), Lenient);
            var root = json.RootElement;
            if (root.TryGetProperty("IsEncrypted", out var encrypted) && encrypted.ValueKind == JsonValueKind.True)
            {
                throw new StartupException($"{path} is encrypted; run 'func settings decrypt' or write it anew.");
            }

            var values = Section(root, "Values").Select(value => (Name: Key(value.Name), Value: Text(value.Value)))
                .Concat(Section(root, "ConnectionStrings").Select(
                    value => (Name: $"ConnectionStrings:{value.Name}", Value: Text(value.Value))));
            var port = Section(root, "Host").Where(value => value.Name == "LocalHttpPort").Select(value => (int?)value.Value.GetInt32());
            return new LocalSettings(
                values.GroupBy(value => value.Name, StringComparer.OrdinalIgnoreCase)
                    .ToDictionary(same => same.Key, same => same.Last().Value, StringComparer.OrdinalIgnoreCase),
                port.FirstOrDefault());
        }
        catch (Exception invalid) when (invalid is JsonException or InvalidOperationException or FormatException)
        {
            throw new StartupException($"{path} cannot be read: {invalid.Message}", invalid);
        }
    }

    private static JsonElement.ObjectEnumerator Section(JsonElement root, string name) =>
        root.TryGetProperty(name, out var section) ? section.EnumerateObject() : default;

    private static string Key(string name) => name.Replace("__", ":", StringComparison.Ordinal);

    private static string? Text(JsonElement value) => value.ValueKind == JsonValueKind.String ? value.GetString() : value.GetRawText();
}
