using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using PerfFlow.Domain.Forms;
using PerfFlow.Sheets.Reading;

namespace PerfFlow.Sheets.Tests.Samples;

/// <summary>
/// A reading as a person checks it: one line a cell, <c>F13 512人 = 512</c>; a percent cell ends in <c>%</c>.
/// Messages are left out, since their wording may change.
/// </summary>
internal static class ReadingJson
{
    private static readonly JsonSerializerOptions Options = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        WriteIndented = true,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Converters = { new CellLine(), new JsonStringEnumConverter() },
    };

    public static string Of(SheetReading reading) => new JsonObject
    {
        ["forms"] = JsonSerializer.SerializeToNode(reading.Forms, Options),
        ["findings"] = new JsonArray(
            [.. reading.Findings.Select(finding => (JsonNode)$"{finding.Level} {finding.Code} {finding.Place}".TrimEnd())]),
    }.ToJsonString(Options).ReplaceLineEndings("\n") + "\n";

    private sealed class CellLine : JsonConverter<Cell>
    {
        public override Cell Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            throw new NotSupportedException();

        public override void Write(Utf8JsonWriter writer, Cell value, JsonSerializerOptions options) =>
            writer.WriteStringValue(
                $"{value.Place.Cell} {value.Raw}"
                + $"{(value.Number is { } number ? FormattableString.Invariant($" = {number}") : "")}{(value.Percent ? "%" : "")}");
    }
}
