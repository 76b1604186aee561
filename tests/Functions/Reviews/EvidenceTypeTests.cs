using System.IO.Compression;
using System.Text;
using PerfFlow.Functions.Reviews;
using PerfFlow.Functions.Tests.App;

namespace PerfFlow.Functions.Tests.Reviews;

public class EvidenceTypeTests
{
    public static TheoryData<string, byte[]> Known => new()
    {
        { "pdf", "%PDF-1.7\n..."u8.ToArray() },
        { "png", [0x89, .. "PNG\r\n"u8, 0x1A, (byte)'\n', 0, 0] },
        { "jpg", [0xFF, 0xD8, 0xFF, 0xE0, 0, 0] },
        { "ole", [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1, 0, 0] },
        { "txt", Encoding.UTF8.GetBytes("项目,金额\r\n培训,100\n") },
        { "txt", [0xEF, 0xBB, 0xBF, .. Encoding.UTF8.GetBytes("带 BOM 的文本")] },
        { "xlsx", TestSheets.Targets(TestYear.Project, TestYear.Year) },
        { "docx", Zip("[Content_Types].xml", "word/document.xml") },
        { "ods", OpenDocument("spreadsheet") },
        { "odt", OpenDocument("text") },
    };

    public static TheoryData<string, byte[]> Refused => new()
    {
        { "any zip", Zip("a.txt", "b.exe") },
        { "a workbook with macros", Zip("[Content_Types].xml", "xl/workbook.xml", "xl/vbaProject.bin") },
        { "a workbook with old macros", Zip("[Content_Types].xml", "xl/workbook.xml", "xl/macrosheets/sheet1.xml") },
        { "a document with macros, named in capitals", Zip("[Content_Types].xml", "word/document.xml", "word/VBAPROJECT.BIN") },
        { "a text with macros", OpenDocument("text", "Basic/Standard/script-lc.xml") },
        { "a presentation", Zip("[Content_Types].xml", "ppt/presentation.xml") },
        { "a drawing", OpenDocument("graphics") },
        { "a zip without an end", TestSheets.Targets(TestYear.Project, TestYear.Year)[..2000] },
        { "a zip that is only a beginning", "PK\x03\x04"u8.ToArray() },
        { "a program", [0x4D, 0x5A, 0x90, 0x00] },
        { "Latin 1", [0xE4, 0xF6, 0xFC] },
        { "half a character", [0xE9, 0xA1] },
        { "text with a zero byte", "text\0"u8.ToArray() },
        { "text with an escape sequence", "text\x1B[31m"u8.ToArray() },
    };

    [Theory]
    [MemberData(nameof(Known))]
    public async Task A_type_is_known_by_its_content(string name, byte[] content) => Assert.Equal(name, await NameAsync(content));

    [Theory]
    [MemberData(nameof(Refused))]
    public async Task Everything_else_is_refused(string what, byte[] content) =>
        Assert.Equal((what, (string?)null), (what, await NameAsync(content)));

    [Fact]
    public async Task A_directory_that_lies_about_itself_is_refused()
    {
        var sheet = TestSheets.Targets(TestYear.Project, TestYear.Year);
        for (var i = 2; i <= 22; i++) // every byte of the end record but its mark
        {
            byte[] changed = [.. sheet];
            changed[^i] = 0xFF;
            Assert.True(await NameAsync(changed) is null or "xlsx");
        }
    }

    [Fact]
    public async Task A_character_across_two_chunks_is_one() =>
        Assert.Equal("txt", await NameAsync(Encoding.UTF8.GetBytes(new string('a', (64 * 1024) - 1) + "绩效")));

    private static async Task<string?> NameAsync(byte[] content) => (await EvidenceType.OfAsync(new MemoryStream(content), default))?.Name;

    private static byte[] OpenDocument(string kind, params string[] more) => Written(zip =>
    {
        using (var mimetype = zip.CreateEntry("mimetype", CompressionLevel.NoCompression).Open())
        {
            mimetype.Write(Encoding.ASCII.GetBytes($"application/vnd.oasis.opendocument.{kind}"));
        }

        foreach (var name in (string[])["content.xml", "META-INF/manifest.xml", .. more])
        {
            zip.CreateEntry(name);
        }
    });

    private static byte[] Zip(params string[] names) => Written(zip =>
    {
        foreach (var name in names)
        {
            zip.CreateEntry(name);
        }
    });

    private static byte[] Written(Action<ZipArchive> write)
    {
        using var to = new MemoryStream();
        using (var zip = new ZipArchive(to, ZipArchiveMode.Create, leaveOpen: true))
        {
            write(zip);
        }

        return to.ToArray();
    }
}
