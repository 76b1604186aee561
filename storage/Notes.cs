using System.Text.Json;

namespace PerfFlow.Storage;

/// <summary>Notes lie beside the ledger and are written over: one that cannot be read is as good as none, and soon made again.</summary>
internal static class Notes
{
    public static T? Parse<T>(BinaryData? json)
        where T : class
    {
        try
        {
            return json is null ? null : JsonSerializer.Deserialize<T>(json, Wire.Json);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
