using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using PerfFlow.Domain.Access;
using PerfFlow.Domain.Review;

namespace PerfFlow.Domain.Archive;

/// <summary>What verifying an archive came to.</summary>
/// <param name="Manifest">Null when it cannot be read.</param>
/// <param name="Files">Files whose bytes were hashed.</param>
/// <param name="Events">Events whose chain was recomputed, the project's and the unit's.</param>
public sealed record ArchiveVerdict(ArchiveManifest? Manifest, int Files, int Events, IReadOnlyList<ArchiveProblem> Problems)
{
    public bool Ok => Problems.Count == 0;
}

/// <summary>
/// Verifies a project-year's archive from its bytes alone: every file against manifest and <c>SHA256SUMS</c>, the chains of
/// events from their first link to the heads and through the anchored points, each sheet and evidence against the ledger, and that
/// everyone who acts in the events is named.
/// </summary>
public static class ArchiveCheck
{
    /// <param name="archive">Seekable.</param>
    /// <param name="sha256">Of the whole file as the unit's ledger has it; null: not compared.</param>
    public static ArchiveVerdict Verify(Stream archive, string? sha256 = null)
    {
        var problems = new List<ArchiveProblem>();
        if (sha256 is not null
            && !string.Equals(Convert.ToHexStringLower(SHA256.HashData(archive)), sha256, StringComparison.OrdinalIgnoreCase))
        {
            problems.Add(ArchiveProblems.ArchiveChanged());
        }

        archive.Position = 0;
        try
        {
            using var zip = new ZipArchive(archive, ZipArchiveMode.Read, leaveOpen: true, Encoding.UTF8);
            return Verify(zip, problems);
        }
        catch (Exception damaged) when (IsDamage(damaged))
        {
            return new(null, 0, 0, [.. problems, ArchiveProblems.NotAZip()]);
        }
    }

    private static ArchiveVerdict Verify(ZipArchive zip, List<ArchiveProblem> problems)
    {
        var hashes = Hashes(zip, problems);
        if (Bytes(zip, ArchiveManifest.FileName) is not { } json || ArchiveManifest.Parse(json) is not { } manifest)
        {
            return new(null, hashes.Count, 0, [.. problems, ArchiveProblems.ManifestUnreadable()]);
        }

        problems.AddRange(AgainstManifest(manifest, hashes));
        if (Bytes(zip, ArchiveManifest.SumsName) is not { } sums || !ArchiveSums.Agree(Encoding.UTF8.GetString(sums), hashes))
        {
            problems.Add(ArchiveProblems.SumsDiffer());
        }

        var project = Chained(zip, ArchiveManifest.EventsName, manifest.Stream, manifest.Head, problems);
        var unit = Chained(zip, ArchiveManifest.UnitEventsName, manifest.UnitStream, manifest.UnitHead, problems);
        problems.AddRange(manifest.Anchors
            .Where(anchor => project.All(happened => (happened.Version, happened.Hash) != (anchor.Version, anchor.Hash)))
            .Select(anchor => ArchiveProblems.AnchorDiffers(ArchiveManifest.EventsName, anchor.Version)));
        problems.AddRange(AgainstLedger(manifest, project, hashes));
        problems.AddRange(Unnamed(Bytes(zip, ArchiveManifest.PeopleName), [.. project, .. unit]));
        return new(manifest, hashes.Count, project.Count + unit.Count, problems);
    }

    private static Dictionary<string, string> Hashes(ZipArchive zip, List<ArchiveProblem> problems)
    {
        var hashes = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var entry in zip.Entries)
        {
            if (entry.CompressedLength != entry.Length)
            {
                problems.Add(ArchiveProblems.FilePacked(entry.FullName)); // ours are stored: nothing here may inflate
            }
            else if (!hashes.TryAdd(entry.FullName, Hash(entry)))
            {
                problems.Add(ArchiveProblems.FileTwice(entry.FullName));
            }
        }

        return hashes;
    }

    private static IEnumerable<ArchiveProblem> AgainstManifest(ArchiveManifest manifest, Dictionary<string, string> hashes)
    {
        foreach (var file in manifest.Files)
        {
            if (!hashes.TryGetValue(file.Path, out var hash))
            {
                yield return ArchiveProblems.FileMissing(file.Path);
            }
            else if (hash != file.Sha256)
            {
                yield return ArchiveProblems.FileChanged(file.Path);
            }
        }

        foreach (var missing in manifest.Missing)
        {
            yield return ArchiveProblems.FileMissing(missing);
        }

        string[] own = [ArchiveManifest.FileName, ArchiveManifest.SumsName];
        foreach (var path in hashes.Keys.Except(manifest.Files.Select(file => file.Path)).Except(own))
        {
            yield return ArchiveProblems.FileUnlisted(path);
        }
    }

    private static IReadOnlyList<ArchivedEvent> Chained(
        ZipArchive zip, string path, string stream, ChainHead head, List<ArchiveProblem> problems)
    {
        if (Bytes(zip, path) is not { } lines || EventLines.Read(Encoding.UTF8.GetString(lines)) is not { } events)
        {
            problems.Add(ArchiveProblems.EventsUnreadable(path));
            return [];
        }

        if (EventLines.FirstBroken(stream, events, head) is { } version)
        {
            problems.Add(ArchiveProblems.ChainBroken(path, version));
        }

        return events;
    }

    /// <summary>Every sheet and every evidence the ledger names is there, with the bytes it names.</summary>
    private static IEnumerable<ArchiveProblem> AgainstLedger(
        ArchiveManifest manifest, IReadOnlyList<ArchivedEvent> events, Dictionary<string, string> hashes)
    {
        foreach (var happened in events)
        {
            using var json = JsonDocument.Parse(happened.Text);
            var root = json.RootElement;
            if (Text(root, "type") == EventName.Of<ItemEvent.SheetUploaded>()
                && Text(root, "stage") is { } stage && root.TryGetProperty("version", out var number)
                && number.ValueKind == JsonValueKind.Number && number.TryGetInt32(out var version))
            {
                var file = manifest.Files.FirstOrDefault(
                    file => (file.Kind, file.Stage, file.Version) == (ArchivedKind.Sheet, stage, version));
                if (file is null)
                {
                    yield return ArchiveProblems.SheetMissing(stage, version);
                }
                else if (hashes.GetValueOrDefault(file.Path) != Text(root, "sha256"))
                {
                    yield return ArchiveProblems.SheetChanged(file.Path);
                }
            }
            else if (Text(root, "type") == EventName.Of<ItemEvent.EvidenceAttached>()
                && root.TryGetProperty("evidence", out var evidence)
                && Text(evidence, "id") is { } id)
            {
                var file = manifest.Files.FirstOrDefault(
                    file => (file.Kind, file.Stage, file.Id) == (ArchivedKind.Evidence, Text(root, "stage"), id));
                if (file is null)
                {
                    yield return ArchiveProblems.EvidenceMissing(id);
                }
                else if (hashes.GetValueOrDefault(file.Path) != Text(evidence, "sha256"))
                {
                    yield return ArchiveProblems.EvidenceChanged(file.Path);
                }
            }
        }
    }

    private static IEnumerable<ArchiveProblem> Unnamed(byte[]? people, IReadOnlyList<ArchivedEvent> events)
    {
        var acting = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var happened in events)
        {
            using var json = JsonDocument.Parse(happened.Text);
            if (json.RootElement.ValueKind == JsonValueKind.Object
                && json.RootElement.TryGetProperty("by", out var by) && Text(by, "key") is { } key
                && key != Actor.System.Key)
            {
                acting.Add(key);
            }
        }

        return acting.Except(NamedIn(people)).Select(ArchiveProblems.PersonUnnamed);
    }

    private static string[] NamedIn(byte[]? people)
    {
        try
        {
            return people is not null && JsonSerializer.Deserialize<Dictionary<string, string>>(people) is { } named ? [.. named.Keys] : [];
        }
        catch (JsonException)
        {
            return [];
        }
    }

    private static string? Text(JsonElement of, string name)
        => of.ValueKind == JsonValueKind.Object && of.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String
            ? value.GetString()
            : null;

    /// <summary>Empty for bytes that cannot be read: no file has that hash.</summary>
    private static string Hash(ZipArchiveEntry entry)
    {
        try
        {
            using var content = entry.Open();
            return Convert.ToHexStringLower(SHA256.HashData(content));
        }
        catch (Exception damaged) when (IsDamage(damaged))
        {
            return "";
        }
    }

    private static byte[]? Bytes(ZipArchive zip, string path)
    {
        if (zip.GetEntry(path) is not { } entry || entry.CompressedLength != entry.Length)
        {
            return null;
        }

        try
        {
            using var content = entry.Open();
            using var copy = new MemoryStream();
            content.CopyTo(copy);
            return copy.ToArray();
        }
        catch (Exception damaged) when (IsDamage(damaged))
        {
            return null;
        }
    }

    private static bool IsDamage(Exception thrown)
        => thrown is InvalidDataException or IOException or NotSupportedException or ArgumentException;
}
