using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using Azure.Data.Tables;
using PerfFlow.Storage.Tables;

namespace PerfFlow.Storage.Ledgers;

/// <summary>
/// Whether a board row says what the events come to. A row written by an older version of the application lacks properties
/// that were added since; everything it does say must be right.
/// </summary>
internal static class BoardRowText
{
    /// <summary>Properties that hold a map: its keys are content, and none may be missing.</summary>
    private static readonly string[] Maps = ["items", "members", "files"];

    public static bool IsOf([NotNullWhen(true)] TableEntity? live, TableEntity computed)
    {
        if (live is null)
        {
            return false;
        }

        try
        {
            using var said = JsonDocument.Parse(live.GetLongText(LedgerRows.RowColumn));
            using var right = JsonDocument.Parse(computed.GetLongText(LedgerRows.RowColumn));
            return IsPartOf(said.RootElement, right.RootElement);
        }
        catch (Exception malformed) when (malformed is JsonException or InvalidCastException)
        {
            return false;
        }
    }

    private static bool IsPartOf(JsonElement said, JsonElement right) => said.ValueKind switch
    {
        JsonValueKind.Object => right.ValueKind == JsonValueKind.Object
            && said.EnumerateObject().All(property => right.TryGetProperty(property.Name, out var value)
                && IsPartOf(property.Value, value)
                && (!Maps.Contains(property.Name) || property.Value.EnumerateObject().Count() == value.EnumerateObject().Count())),
        JsonValueKind.Array => right.ValueKind == JsonValueKind.Array
            && said.GetArrayLength() == right.GetArrayLength()
            && said.EnumerateArray().Zip(right.EnumerateArray()).All(pair => IsPartOf(pair.First, pair.Second)),
        _ => JsonElement.DeepEquals(said, right),
    };
}
