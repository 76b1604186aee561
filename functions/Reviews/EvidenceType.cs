using System.Text;
using PerfFlow.Functions.Edge.Http;

namespace PerfFlow.Functions.Reviews;

/// <summary>What a file of evidence is by its content; its name says nothing.</summary>
/// <param name="Name">As the setting <c>Evidence:Types</c> names it.</param>
/// <param name="Extension">Of the name it is given back under, without its dot.</param>
public sealed record EvidenceType(string Name, string Media, string Extension)
{
    private const int HeadLength = 8;
    private const int Chunk = 64 * 1024;
    private const string OpenDocument = "application/vnd.oasis.opendocument.";
    private const string OpenXml = "application/vnd.openxmlformats-officedocument.";

    /// <summary>Of what was taken before the documents in compound files were told apart.</summary>
    private const string AnyCompound = "application/x-ole-storage";

    internal static readonly EvidenceType Pdf = new("pdf", "application/pdf", "pdf");
    internal static readonly EvidenceType Png = new("png", "image/png", "png");
    internal static readonly EvidenceType Jpeg = new("jpg", "image/jpeg", "jpg");
    internal static readonly EvidenceType PlainText = new("txt", "text/plain; charset=utf-8", "txt"); // .csv too
    internal static readonly EvidenceType Xlsx = new("xlsx", OpenXml + "spreadsheetml.sheet", "xlsx");
    internal static readonly EvidenceType Docx = new("docx", OpenXml + "wordprocessingml.document", "docx");
    internal static readonly EvidenceType Ods = new("ods", OpenDocument + "spreadsheet", "ods");
    internal static readonly EvidenceType Odt = new("odt", OpenDocument + "text", "odt");
    internal static readonly EvidenceType Doc = new("ole", "application/msword", "doc");
    internal static readonly EvidenceType Xls = new("ole", "application/vnd.ms-excel", "xls");
    internal static readonly EvidenceType Ppt = new("ole", "application/vnd.ms-powerpoint", "ppt");

    private static readonly EvidenceType[] All = [Pdf, Png, Jpeg, PlainText, Xlsx, Docx, Ods, Odt, Doc, Xls, Ppt];

    private static readonly string[] OfCompound = ["doc", "xls", "ppt", "wps", "et", "dps"];

    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Of a kept file: of its type, whatever its sender called it.</summary>
    internal static string ExtensionOf(string media, string fileName) =>
        All.FirstOrDefault(type => type.Media == media)?.Extension
        ?? (media == AnyCompound
            ? OfCompound.FirstOrDefault(known => fileName.EndsWith($".{known}", StringComparison.OrdinalIgnoreCase))
            : null)
        ?? "bin";

    /// <returns>The type, or what stands against it.</returns>
    internal static async Task<(EvidenceType? Type, Problem? Problem)> OfAsync(Stream file, CancellationToken cancellation)
    {
        var head = new byte[HeadLength];
        file.Position = 0;
        var read = await file.ReadAtLeastAsync(head, HeadLength, throwOnEndOfStream: false, cancellation);
        return Magic(head.AsSpan(0, read)) switch
        {
            "zip" => OfficePackage.Look(file),
            "pdf" => (Pdf, null),
            "png" => (Png, null),
            "jpg" => (Jpeg, null),
            "ole" => OfCompoundFile(file),
            _ => await IsTextAsync(file, cancellation) ? (PlainText, null) : (null, EvidenceProblems.TypeNotAllowed),
        };
    }

    internal static string? Magic(ReadOnlySpan<byte> head) =>
        head.StartsWith("PK\x03\x04"u8) ? "zip"
        : head.StartsWith("%PDF-"u8) ? "pdf"
        : head.StartsWith((ReadOnlySpan<byte>)[0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A]) ? "png"
        : head.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xD8, 0xFF]) ? "jpg"
        : head.StartsWith((ReadOnlySpan<byte>)[0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]) ? "ole"
        : null;

    private static (EvidenceType? Type, Problem? Problem) OfCompoundFile(Stream file)
    {
        file.Position = 0;
        var found = CompoundLook.Of(file);
        return found.Problem is { } problem ? (null, problem)
            : found.Type is { } type ? (type, null)
            : (null, EvidenceProblems.TypeNotAllowed);
    }

    /// <summary>
    /// UTF-8 to the end, without control characters: no program, and nothing that a browser takes for markup of another kind.
    /// </summary>
    private static async Task<bool> IsTextAsync(Stream file, CancellationToken cancellation)
    {
        var decoder = StrictUtf8.GetDecoder();
        var bytes = new byte[Chunk];
        var chars = new char[StrictUtf8.GetMaxCharCount(Chunk)];
        file.Position = 0;
        try
        {
            int read;
            do
            {
                read = await file.ReadAsync(bytes, cancellation);
                var count = decoder.GetChars(bytes, 0, read, chars, 0, flush: read == 0);
                if (chars.Take(count).Any(c => char.IsControl(c) && c is not ('\t' or '\r' or '\n')))
                {
                    return false;
                }
            }
            while (read > 0);

            return true;
        }
        catch (DecoderFallbackException)
        {
            return false;
        }
    }
}
