using System.Text.Json;
using System.Text.Json.Serialization;

namespace PerfFlow.Demo.Data;

/// <summary>Reads figures; one that does not say where it is from, or says it twice, is refused.</summary>
internal sealed class FigureConverter : JsonConverterFactory
{
    public override bool CanConvert(Type typeToConvert)
        => typeToConvert.IsGenericType && typeToConvert.GetGenericTypeDefinition() == typeof(Figure<>);

    public override JsonConverter CreateConverter(Type typeToConvert, JsonSerializerOptions options)
        => (JsonConverter)Activator.CreateInstance(typeof(Of<>).MakeGenericType(typeToConvert.GetGenericArguments()))!;

    private sealed class Of<T> : JsonConverter<Figure<T>>
    {
        public override Figure<T> Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
        {
            var parts = JsonSerializer.Deserialize<Dictionary<string, T>>(ref reader, options)!;
            return parts.Count == 1
                ? new Figure<T>(parts.Values.Single(), Enum.Parse<Origin>(parts.Keys.Single(), ignoreCase: true))
                : throw new JsonException("A figure is either published or constructed.");
        }

        public override void Write(Utf8JsonWriter writer, Figure<T> value, JsonSerializerOptions options)
        {
            writer.WriteStartObject();
            writer.WritePropertyName(JsonNamingPolicy.CamelCase.ConvertName(value.Origin.ToString()));
            JsonSerializer.Serialize(writer, value.Value, options);
            writer.WriteEndObject();
        }
    }
}
