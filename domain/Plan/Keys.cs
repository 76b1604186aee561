using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using System.Text.Json.Serialization;
using PerfFlow.Domain.Findings;

namespace PerfFlow.Domain.Plan;

/// <summary>
/// A name that stands in routes, table keys and blob names: <c>[a-z0-9-]{1,24}</c>. What people read is a title, not a key.
/// </summary>
public interface IKey<TSelf>
    where TSelf : class, IKey<TSelf>
{
    string Value { get; }

    static abstract TSelf Of(string checkedText);

    static virtual bool TryParse([NotNullWhen(true)] string? text, [NotNullWhen(true)] out TSelf? key)
    {
        key = IsKey(text) ? TSelf.Of(text!) : null;
        return key is not null;
    }

    private static bool IsKey(string? text)
        => text is { Length: >= 1 and <= 24 } && text.All(c => c is (>= 'a' and <= 'z') or (>= '0' and <= '9') or '-');
}

/// <summary>Parses keys, with one refusal for all of them.</summary>
public static class Key
{
    /// <summary><c>INVALID_KEY</c> unless the text matches <c>[a-z0-9-]{1,24}</c>.</summary>
    public static Result<TKey> Parse<TKey>(string? text)
        where TKey : class, IKey<TKey>
        => TKey.TryParse(text, out var key) ? key : Invalid;

    internal static Refusal Invalid { get; } = new(
        RefusalKind.Invalid,
        "INVALID_KEY",
        new("标识只能用小写字母、数字和连字符,长度 1 到 24。", "An id has 1 to 24 lower-case letters, digits and hyphens."));
}

[JsonConverter(typeof(KeyConverter<UnitId>))]
public sealed record UnitId : IKey<UnitId>
{
    private UnitId(string value) => Value = value;

    public string Value { get; }

    static UnitId IKey<UnitId>.Of(string checkedText) => new(checkedText);

    public static Result<UnitId> Parse(string? text) => Key.Parse<UnitId>(text);

    public override string ToString() => Value;
}

[JsonConverter(typeof(KeyConverter<ProjectId>))]
public sealed record ProjectId : IKey<ProjectId>
{
    private ProjectId(string value) => Value = value;

    public string Value { get; }

    static ProjectId IKey<ProjectId>.Of(string checkedText) => new(checkedText);

    public static Result<ProjectId> Parse(string? text) => Key.Parse<ProjectId>(text);

    public override string ToString() => Value;
}

[JsonConverter(typeof(KeyConverter<StageId>))]
public sealed record StageId : IKey<StageId>
{
    private StageId(string value) => Value = value;

    public string Value { get; }

    static StageId IKey<StageId>.Of(string checkedText) => new(checkedText);

    public static Result<StageId> Parse(string? text) => Key.Parse<StageId>(text);

    public override string ToString() => Value;
}

/// <summary>A key is its text in JSON, also as a property name.</summary>
internal sealed class KeyConverter<TKey> : JsonConverter<TKey>
    where TKey : class, IKey<TKey>
{
    public override TKey Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
        => TKey.TryParse(reader.GetString(), out var key) ? key : throw new JsonException(Key.Invalid.Code);

    public override void Write(Utf8JsonWriter writer, TKey value, JsonSerializerOptions options)
        => writer.WriteStringValue(value.Value);

    public override TKey ReadAsPropertyName(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
        => Read(ref reader, typeToConvert, options);

    public override void WriteAsPropertyName(Utf8JsonWriter writer, TKey value, JsonSerializerOptions options)
        => writer.WritePropertyName(value.Value);
}
