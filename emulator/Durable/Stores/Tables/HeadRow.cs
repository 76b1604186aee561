using System.Collections.Immutable;
using System.Text.Json;
using Azure.Data.Tables;
using PerfFlow.Emulator.Durable.History;

namespace PerfFlow.Emulator.Durable.Stores.Tables;

/// <summary>The head as a table row. Texts clients ask for are in the row too; see <see cref="BlobTexts"/> for their form.</summary>
internal static class HeadRow
{
    public const string Input = "Input";
    public const string Output = "Output";
    public const string Failure = "Failure";
    public const string Status = "CustomStatus";
    public const string Commit = "Commit";
    public const string Live = "Live";
    public const string Seen = "Seen";

    /// <summary>The columns needed to know an instance, without its texts.</summary>
    public static readonly ImmutableArray<string> Columns =
    [
        "PartitionKey", "RowKey", "Timestamp", "Id", "Name", "Version", "State", "CreatedAt", "UpdatedAt", "Tags",
        "Generation", "Rows", "Delivered", "FirstSequence", "NextTimer", "HasWork", Seen, Commit,
    ];

    /// <summary>The whole row, as a generation begins with it.</summary>
    public static TableEntity Write(InstanceHead head)
    {
        var row = WriteProgress(head);
        row["Id"] = head.InstanceId;
        row["Name"] = head.Name;
        row["Version"] = head.Version;
        row["CreatedAt"] = head.CreatedAt.UtcTicks;
        row["Tags"] = head.Tags is null ? string.Empty : JsonSerializer.Serialize(head.Tags, HistoryJson.Stored.ImmutableSortedDictionaryStringString);
        row["Generation"] = head.Generation;
        row["FirstSequence"] = head.FirstSequence;
        return row;
    }

    /// <summary>What changes within a generation, to be merged into the row.</summary>
    public static TableEntity WriteProgress(InstanceHead head) => new(HubKeys.Partition(head.InstanceId), HubKeys.Head(head.InstanceId))
    {
        ["State"] = head.Status.ToString(),
        ["UpdatedAt"] = head.UpdatedAt.UtcTicks,
        ["Rows"] = head.Rows,
        ["Delivered"] = head.Delivered,
        ["NextTimer"] = head.NextTimer?.UtcTicks ?? 0,
        ["HasWork"] = head.HasWork,
        [Live] = head.IsLive,
    };

    /// <param name="row">The row.</param>
    /// <param name="seen">Its column <see cref="Seen"/>, loaded.</param>
    public static InstanceHead Read(TableEntity row, string? seen) => new()
    {
        InstanceId = row.GetString("Id"),
        Name = row.GetString("Name"),
        Version = row.GetString("Version"),
        Status = Enum.Parse<InstanceStatus>(row.GetString("State")),
        CreatedAt = Time(row, "CreatedAt"),
        UpdatedAt = Time(row, "UpdatedAt"),
        Tags = row.GetString("Tags") is { Length: > 0 } tags
            ? JsonSerializer.Deserialize(tags, HistoryJson.Stored.ImmutableSortedDictionaryStringString)
            : null,
        Generation = row.GetInt32("Generation")!.Value,
        Rows = row.GetInt32("Rows")!.Value,
        Delivered = row.GetInt32("Delivered")!.Value,
        FirstSequence = row.GetInt64("FirstSequence")!.Value,
        NextTimer = row.GetInt64("NextTimer") is > 0 ? Time(row, "NextTimer") : null,
        HasWork = row.GetBoolean("HasWork")!.Value,
        Seen = seen is null
            ? ImmutableDictionary<string, long>.Empty
            : JsonSerializer.Deserialize(seen, HistoryJson.Stored.ImmutableDictionaryStringInt64)!,
        Tag = row.ETag.ToString(),
    };

    private static DateTimeOffset Time(TableEntity row, string column) => new(row.GetInt64(column)!.Value, TimeSpan.Zero);
}
