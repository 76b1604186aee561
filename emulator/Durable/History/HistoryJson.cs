using System.Collections.Immutable;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace PerfFlow.Emulator.Durable.History;

/// <summary>History as text. Adding an optional member is compatible; renaming or retyping one breaks stored hubs.</summary>
[JsonSerializable(typeof(HistoryEvent))]
[JsonSerializable(typeof(ParentLink))]
[JsonSerializable(typeof(Failure))]
[JsonSerializable(typeof(ImmutableSortedDictionary<string, string>))]
[JsonSerializable(typeof(ImmutableDictionary<string, long>))]
internal sealed partial class HistoryJson : JsonSerializerContext
{
    /// <summary>Text is stored, never embedded in a page: Chinese stays readable and short.</summary>
    public static HistoryJson Stored { get; } = new(new JsonSerializerOptions
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    });

    public static string Write(HistoryEvent item) => JsonSerializer.Serialize(item, Stored.HistoryEvent);

    public static HistoryEvent Read(string text) => JsonSerializer.Deserialize(text, Stored.HistoryEvent)!;

    public static string Write(Failure failure) => JsonSerializer.Serialize(failure, Stored.Failure);

    public static Failure ReadFailure(string text) => JsonSerializer.Deserialize(text, Stored.Failure)!;

    public static string Write(ImmutableDictionary<string, long> seen) => JsonSerializer.Serialize(seen, Stored.ImmutableDictionaryStringInt64);
}
