using System.Text;

namespace PerfFlow.Functions.Reviews;

/// <summary>What a file of evidence is by its content; its name says nothing.</summary>
/// <param name="Name">As the setting <c>Evidence:Types</c> names it.</param>
public sealed record EvidenceType(string Name, string Media)
{
    private const int HeadLength = 8;
    private const int Chunk = 64 * 1024;

    private static readonly EvidenceType Pdf = new("pdf", "application/pdf");
    private static readonly EvidenceType Png = new("png", "image/png");
    private static readonly EvidenceType Jpeg = new("jpg", "image/jpeg");
    private static readonly EvidenceType Ole = new("ole", "application/x-ole-storage"); // .xls, .doc
    private static readonly EvidenceType PlainText = new("txt", "text/plain; charset=utf-8"); // .csv too

    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <returns>Null for every other type, macros and plain zips among them.</returns>
    public static async Task<EvidenceType?> OfAsync(Stream file, CancellationToken cancellation)
    {
        var head = new byte[HeadLength];
        file.Position = 0;
        var read = await file.ReadAtLeastAsync(head, HeadLength, throwOnEndOfStream: false, cancellation);
        return Magic(head.AsSpan(0, read)) switch
        {
            "zip" => await OfficePackage.TypeAsync(file, cancellation),
            "pdf" => Pdf,
            "png" => Png,
            "jpg" => Jpeg,
            "ole" => Ole,
            _ => await IsTextAsync(file, cancellation) ? PlainText : null,
        };
    }

    private static string? Magic(ReadOnlySpan<byte> head) =>
        head.StartsWith("PK\x03\x04"u8) ? "zip"
        : head.StartsWith("%PDF-"u8) ? "pdf"
        : head.StartsWith((ReadOnlySpan<byte>)[0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A]) ? "png"
        : head.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xD8, 0xFF]) ? "jpg"
        : head.StartsWith((ReadOnlySpan<byte>)[0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]) ? "ole"
        : null;

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
