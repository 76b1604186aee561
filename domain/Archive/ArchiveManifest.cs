using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace PerfFlow.Domain.Archive;

/// <summary>What a file of the archive is.</summary>
public static class ArchivedKind
{
    public const string Events = "events";
    public const string UnitEvents = "unit-events";
    public const string People = "people";
    public const string Decisions = "decisions";
    public const string Sheet = "sheet";
    public const string Reading = "reading";
    public const string Finished = "finished";
    public const string Evidence = "evidence";
    public const string Report = "report";
    public const string Rules = "rules";
}

/// <summary>One file of an archive.</summary>
/// <param name="Path">In the zip; ours, never the sender's.</param>
/// <param name="Kind">See <see cref="ArchivedKind"/>.</param>
/// <param name="Sha256">Of the bytes in the zip, hex.</param>
/// <param name="Stage">Sheets, readings, finished forms and evidence.</param>
/// <param name="Version">Sheets, readings and finished forms.</param>
/// <param name="Id">Evidence: its id in the ledger.</param>
/// <param name="FileName">What the sender called it.</param>
public sealed record ArchivedFile(
    string Path,
    string Kind,
    string Sha256,
    long Bytes,
    string? Stage = null,
    int? Version = null,
    string? Id = null,
    string? FileName = null);

/// <summary>Where a chain stood at some time.</summary>
/// <param name="Version">Number of events.</param>
public sealed record ChainHead(int Version, string Hash);

/// <summary><c>manifest.json</c>: what an archive is of, what is in it, and where the ledger stood.</summary>
/// <param name="Format">Always <see cref="Current"/>.</param>
/// <param name="Profile">Rule profile of the year.</param>
/// <param name="Head">Of the project's events in <c>events.jsonl</c>.</param>
/// <param name="UnitHead">Of the unit's own events in <c>unit-events.jsonl</c>, up to the signing of the report.</param>
/// <param name="Anchors">Heads of the project's chain that were anchored outside the ledger, in their order.</param>
/// <param name="Files">By path; all but the manifest itself and <c>SHA256SUMS</c>.</param>
/// <param name="Missing">Paths of files that the ledger knows and that were gone when the archive was made.</param>
public sealed record ArchiveManifest(
    string Format,
    string Unit,
    string UnitName,
    int Year,
    string Project,
    string ProjectName,
    string Section,
    string Profile,
    ChainHead Head,
    ChainHead UnitHead,
    IReadOnlyList<ChainHead> Anchors,
    IReadOnlyList<ArchivedFile> Files,
    IReadOnlyList<string> Missing)
{
    public const string Current = "perfflow-archive/1";
    public const string FileName = "manifest.json";
    public const string SumsName = "SHA256SUMS";
    public const string EventsName = "events.jsonl";
    public const string UnitEventsName = "unit-events.jsonl";
    public const string PeopleName = "people.json";

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        NewLine = "\n",
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>Name of the project's stream, with which its chain begins.</summary>
    [JsonIgnore]
    public string Stream => FormattableString.Invariant($"{Unit}:{Year}:{Project}");

    [JsonIgnore]
    public string UnitStream => FormattableString.Invariant($"{Unit}:{Year}:@unit");

    public byte[] ToJson() => JsonSerializer.SerializeToUtf8Bytes(this, Json);

    /// <returns>Null for what is no manifest of this format.</returns>
    public static ArchiveManifest? Parse(ReadOnlySpan<byte> json)
    {
        try
        {
            return JsonSerializer.Deserialize<ArchiveManifest>(json, Json) is { Format: Current } manifest
                && manifest.Files.All(file => file is not null) && manifest.Anchors.All(anchor => anchor is not null)
                    ? manifest
                    : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
