using System.Text.Json;
using System.Text.Json.Serialization;

namespace PerfFlow.Functions.Edge.Http;

/// <summary>What a field of a body sets: without one it was left out, and what is there stays as it is.</summary>
/// <param name="Value">Null clears it.</param>
[JsonConverter(typeof(GivenConverter))]
public sealed record Given<T>(T? Value)
    where T : notnull;

internal static class Given
{
    public static T? Or<T>(this Given<T>? given, T? standing)
        where T : class => given is null ? standing : given.Value;

    /// <returns>Null for any other type.</returns>
    public static Type? TypeIn(Type type) =>
        type.IsGenericType && type.GetGenericTypeDefinition() == typeof(Given<>) ? type.GetGenericArguments()[0] : null;
}

internal sealed class GivenConverter : JsonConverterFactory
{
    public override bool CanConvert(Type typeToConvert) => Given.TypeIn(typeToConvert) is not null;

    public override JsonConverter CreateConverter(Type typeToConvert, JsonSerializerOptions options) =>
        (JsonConverter)Activator.CreateInstance(typeof(Of<>).MakeGenericType(Given.TypeIn(typeToConvert)!))!;

    private sealed class Of<T> : JsonConverter<Given<T>>
        where T : notnull
    {
        public override bool HandleNull => true;

        public override Given<T> Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
        {
            try
            {
                return new(reader.TokenType == JsonTokenType.Null ? default : JsonSerializer.Deserialize<T>(ref reader, options));
            }
            catch (JsonException fault)
            {
                throw new JsonException(fault.Message, fault); // without a path: whoever called puts theirs before that of the fault
            }
        }

        public override void Write(Utf8JsonWriter writer, Given<T>? value, JsonSerializerOptions options)
        {
            if (value is null)
            {
                writer.WriteNullValue();
            }
            else
            {
                JsonSerializer.Serialize(writer, value.Value, options);
            }
        }
    }
}
