using System.Collections.Frozen;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace PerfFlow.Functions.Edge.Http;

/// <summary>
/// Enumerations in the JSON of the API: one name in kebab-case, exactly as it is written here. The official converter also reads lists
/// (<c>section-head,lead</c> as the two numbers or-ed together), other spellings, and so values that are none.
/// </summary>
internal sealed class EnumNames : JsonConverterFactory
{
    private static readonly JsonStringEnumConverter Writing = new(JsonNamingPolicy.KebabCaseLower, allowIntegerValues: false);

    public override bool CanConvert(Type typeToConvert) => typeToConvert.IsEnum;

    public override JsonConverter CreateConverter(Type typeToConvert, JsonSerializerOptions options) =>
        (JsonConverter)Activator.CreateInstance(
            typeof(Of<>).MakeGenericType(typeToConvert), Writing.CreateConverter(typeToConvert, options))!;

    /// <summary>In the order of their values.</summary>
    public static IEnumerable<string> In(Type type) => Enum.GetNames(type).Select(JsonNamingPolicy.KebabCaseLower.ConvertName);

    private sealed class Of<T>(JsonConverter writing) : JsonConverter<T>
        where T : struct, Enum
    {
        private static readonly FrozenDictionary<string, T> Values =
            In(typeof(T)).Zip(Enum.GetNames<T>(), (name, member) => KeyValuePair.Create(name, Enum.Parse<T>(member)))
                .ToFrozenDictionary(StringComparer.Ordinal);

        private readonly JsonConverter<T> writing = (JsonConverter<T>)writing;

        public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            reader.TokenType == JsonTokenType.String ? ValueOf(reader.GetString()!) : throw new JsonException();

        public override T ReadAsPropertyName(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            ValueOf(reader.GetString()!);

        public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) => writing.Write(writer, value, options);

        public override void WriteAsPropertyName(Utf8JsonWriter writer, T value, JsonSerializerOptions options) =>
            writing.WriteAsPropertyName(writer, value, options);

        private static T ValueOf(string name) => Values.TryGetValue(name, out var value) ? value : throw new JsonException();
    }
}
