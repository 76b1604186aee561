using System.Buffers.Binary;
using System.Runtime.InteropServices;
using PerfFlow.Functions.Edge.Http;

namespace PerfFlow.Functions.Reviews;

/// <summary>
/// What an OLE compound file holds, by the entries of its directory wherever they lie: programs differ in which of two directories they
/// follow, and a file in the file has one too. Nothing else of the file is believed, so nothing can be damaged or led in a circle.
/// </summary>
/// <param name="Type">Of the first document in it; null when there is none of a kind we know.</param>
internal sealed record CompoundLook(EvidenceType? Type, Problem? Problem)
{
    private const int Step = 64; // sectors of small streams, in which a small file may lie
    private const int EntryLength = 128;
    private const int Chunk = 1024 * Step;
    private const int LongestName = 31;
    private const byte Storage = 1;
    private const byte Root = 5;

    /// <summary>Classes of the packager, the older one and today's: what they hold is opened as any file is.</summary>
    private static readonly Guid[] Packages =
        [new("0003000C-0000-0000-C000-000000000046"), new("F20DA720-C02F-11CE-927B-0800095AE340")];

    /// <param name="file">From where it stands to its end.</param>
    public static CompoundLook Of(Stream file)
    {
        var window = new byte[Chunk + EntryLength];
        var (kept, type, problem) = (0, (EvidenceType?)null, (Problem?)null);
        while (file.ReadAtLeast(window.AsSpan(kept, Chunk), Chunk, throwOnEndOfStream: false) is > 0 and var read)
        {
            var at = 0;
            for (; at + EntryLength <= kept + read; at += Step)
            {
                var entry = window.AsSpan(at, EntryLength);
                var name = NameOf(entry);
                type ??= TypeOf(name);
                problem ??= ProblemOf(name, entry) ?? (IsPackageByItsStream(entry) ? EvidenceProblems.EmbedsFile : null);
            }

            kept = kept + read - at;
            window.AsSpan(at, kept).CopyTo(window);
        }

        return new(type, problem);
    }

    private static EvidenceType? TypeOf(string name) => name switch
    {
        "WORDDOCUMENT" => EvidenceType.Doc,
        "WORKBOOK" or "BOOK" => EvidenceType.Xls,
        "POWERPOINT DOCUMENT" => EvidenceType.Ppt,
        _ => null,
    };

    private static Problem? ProblemOf(string name, ReadOnlySpan<byte> entry) => name switch
    {
        "" => null,
        "_VBA_PROJECT" or "_VBA_PROJECT_CUR" => EvidenceProblems.HasMacros,
        "VBA" or "MACROS" when entry[66] == Storage => EvidenceProblems.HasMacros,
        "ENCRYPTEDPACKAGE" or "ENCRYPTIONINFO" or "ENCRYPTEDSUMMARY" => EvidenceProblems.Unreadable,
        _ when entry[66] is Storage or Root && Packages.Contains(new Guid(entry.Slice(80, 16))) => EvidenceProblems.EmbedsFile,
        _ => null,
    };

    /// <summary>Where the directory says no class, the object's own stream does (CompObj, [MS-OLEDS] 2.3.8).</summary>
    private static bool IsPackageByItsStream(ReadOnlySpan<byte> at) =>
        at.StartsWith((ReadOnlySpan<byte>)[0x01, 0x00, 0xFE, 0xFF]) && Packages.Contains(new Guid(at.Slice(12, 16)));

    /// <summary>In capitals, as compound files compare names. Empty for what is no entry, and for one that was taken away.</summary>
    private static string NameOf(ReadOnlySpan<byte> entry)
    {
        var length = (BinaryPrimitives.ReadUInt16LittleEndian(entry[64..]) / 2) - 1;
        return length is >= 1 and <= LongestName && entry[66] is Storage or 2 or Root && entry[67] <= 1
            ? MemoryMarshal.Cast<byte, char>(entry[..(length * 2)]).ToString().ToUpperInvariant()
            : "";
    }
}
