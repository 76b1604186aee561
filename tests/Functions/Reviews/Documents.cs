using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;

namespace PerfFlow.Functions.Tests.Reviews;

/// <summary>Office documents by hand, harmless and not, as small as an office would still open them.</summary>
internal static class Documents
{
    public const string Word = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml";
    public const string Excel = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml";
    public const string Vba = "application/vnd.ms-office.vbaProject";

    private const string Office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    private const string Body = "<w:document xmlns:w='http://schemas.openxmlformats.org/wordprocessingml/2006/main'><w:body/></w:document>";

    /// <summary>One of each kind that is refused.</summary>
    public static byte[] Of(string what) => what switch
    {
        "macros" => Docx(
            overrides: $"<Override PartName='/word/harmless.dat' ContentType='{Vba}'/>", more: ("word/harmless.dat", "x"u8.ToArray())),
        "template" => Docx(relationships: External("attachedTemplate", "https://example.org/t.dotm")),
        "package" => Compound(("WordDocument", 2, null), ("ObjectPool", 1, "0003000C-0000-0000-C000-000000000046")),
        "password" => Compound(("EncryptedPackage", 2, null), ("EncryptionInfo", 2, null)),
        _ => throw new ArgumentOutOfRangeException(nameof(what)),
    };

    public static string External(string kind, string target) =>
        $"<Relationship Id='x' Type='{Office}/{kind}' Target='{target}' TargetMode='External'/>";

    public static string Within(string kind, string target) => $"<Relationship Id='i' Type='{Office}/{kind}' Target='{target}'/>";

    /// <param name="relationships">Of the main part.</param>
    /// <param name="encoding">Of its XML.</param>
    public static byte[] Docx(
        string overrides = "", string relationships = "", string main = Word, string body = Body, Encoding? encoding = null,
        params (string Name, byte[] Content)[] more) =>
        Package(
            $"<Default Extension='rels' ContentType='application/vnd.openxmlformats-package.relationships+xml'/>"
            + $"<Override PartName='/word/document.xml' ContentType='{main}'/>{overrides}",
            Within("officeDocument", "word/document.xml"),
            encoding,
            [
                ("word/document.xml", Encode(body, encoding)),
                ("word/_rels/document.xml.rels", Relationships(relationships, encoding)),
                .. more,
            ]);

    public static byte[] Package(
        string types, string root, Encoding? encoding = null, params (string Name, byte[] Content)[] more) => Zip(
        [
            (
                "[Content_Types].xml",
                Encode($"<Types xmlns='http://schemas.openxmlformats.org/package/2006/content-types'>{types}</Types>", encoding)),
            ("_rels/.rels", Relationships(root, encoding)),
            .. more,
        ]);

    public static byte[] OpenDocument(string kind, string content = "", string manifest = "", params string[] more) => Zip(
        [
            ("mimetype", Encoding.ASCII.GetBytes($"application/vnd.oasis.opendocument.{kind}")),
            ("content.xml", Encode($"<o:c xmlns:o='urn:o' xmlns:xlink='http://www.w3.org/1999/xlink'>{content}</o:c>", null)),
            ("META-INF/manifest.xml", Encode($"<m:manifest xmlns:m='urn:m'>{manifest}</m:manifest>", null)),
            .. more.Select(name => (name, Array.Empty<byte>())),
        ]);

    public static byte[] Zip(params (string Name, byte[] Content)[] parts)
    {
        using var to = new MemoryStream();
        using (var zip = new ZipArchive(to, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, content) in parts)
            {
                using var part = zip.CreateEntry(name).Open();
                part.Write(content);
            }
        }

        return to.ToArray();
    }

    /// <summary>A header, a sector that is no directory, and a directory of these entries.</summary>
    public static byte[] Compound(params (string Name, byte Type, string? ClassId)[] entries)
    {
        var file = new byte[1024 + (128 * (entries.Length + 1))];
        ((ReadOnlySpan<byte>)[0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]).CopyTo(file);
        foreach (var (i, (name, type, id)) in entries.Prepend(("Root Entry", (byte)5, null)).Index())
        {
            var entry = file.AsSpan(1024 + (128 * i), 128);
            Encoding.Unicode.GetBytes(name, entry);
            BinaryPrimitives.WriteUInt16LittleEndian(entry[64..], (ushort)((name.Length + 1) * 2));
            entry[66] = type;
            entry[67] = 1;
            _ = id is not null && Guid.Parse(id).TryWriteBytes(entry[80..]);
        }

        return file;
    }

    /// <summary>The stream of an object that says which program opens it: the packager.</summary>
    public static byte[] Packager()
    {
        var stream = new byte[128];
        ((ReadOnlySpan<byte>)[0x01, 0x00, 0xFE, 0xFF, 0x03, 0x0A, 0x00, 0x00, 0xFF, 0xFF, 0xFF, 0xFF]).CopyTo(stream);
        Guid.Parse("F20DA720-C02F-11CE-927B-0800095AE340").TryWriteBytes(stream.AsSpan(12));
        return stream;
    }

    private static byte[] Relationships(string inner, Encoding? encoding) =>
        Encode($"<Relationships xmlns='http://schemas.openxmlformats.org/package/2006/relationships'>{inner}</Relationships>", encoding);

    private static byte[] Encode(string xml, Encoding? encoding) => encoding is null
        ? Encoding.UTF8.GetBytes(xml)
        : [.. encoding.GetPreamble(), .. encoding.GetBytes($"<?xml version='1.0' encoding='{encoding.WebName}'?>{xml}")];
}
