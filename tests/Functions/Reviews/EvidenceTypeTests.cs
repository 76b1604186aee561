using System.Text;
using Microsoft.AspNetCore.Http;
using PerfFlow.Functions.Edge.Access;
using PerfFlow.Functions.Edge.Http;
using PerfFlow.Functions.Reading;
using PerfFlow.Functions.Reviews;
using PerfFlow.Functions.Tests.App;
using static PerfFlow.Functions.Tests.Reviews.Documents;

namespace PerfFlow.Functions.Tests.Reviews;

public class EvidenceTypeTests
{
    private const string NotAllowed = "EVIDENCE_TYPE_NOT_ALLOWED";
    private const string Macros = "EVIDENCE_HAS_MACROS";
    private const string Remote = "EVIDENCE_LOADS_REMOTE";
    private const string Unreadable = "EVIDENCE_UNREADABLE";
    private const string Embeds = "EVIDENCE_EMBEDS_FILE";

    public static TheoryData<string, byte[]> Known => new()
    {
        { "pdf", "%PDF-1.7\n..."u8.ToArray() },
        { "png", [0x89, .. "PNG\r\n"u8, 0x1A, (byte)'\n', 0, 0] },
        { "jpg", [0xFF, 0xD8, 0xFF, 0xE0, 0, 0] },
        { "doc", Compound(("1Table", 2, null), ("WordDocument", 2, null)) },
        { "xls", Compound(("Workbook", 2, null)) },
        { "ppt", Compound(("PowerPoint Document", 2, null)) },
        { "txt", Encoding.UTF8.GetBytes("项目,金额\r\n培训,100\n") },
        { "txt", [0xEF, 0xBB, 0xBF, .. Encoding.UTF8.GetBytes("带 BOM 的文本")] },
        { "xlsx", TestSheets.Targets(TestYear.Project, TestYear.Year) },
        { "docx", Docx() },
        { "docx", Docx(encoding: Encoding.Unicode) },
        { "docx", Docx(encoding: Encoding.BigEndianUnicode) },
        { "ods", OpenDocument("spreadsheet") },
        { "odt", OpenDocument("text") },
    };

    /// <summary>What programs leave in ordinary documents.</summary>
    public static TheoryData<string, string, byte[]> Harmless => new()
    {
        { "a link to a page", "docx", Docx(relationships: External("hyperlink", "https://example.gov.cn/a")) },
        {
            "a template of the author's machine", "docx",
            Docx(relationships: External("attachedTemplate", "file:///C:\\Users\\li\\公文.dotm"))
        },
        {
            "a picture pasted from a page", "docx",
            Docx(relationships: External("image", "file:///C:/Users/li/AppData/Local/Temp/clip_image001.png"))
        },
        { "a template in the same folder", "docx", Docx(relationships: External("attachedTemplate", "公文.dotx")) },
        {
            "values of another workbook", "docx",
            Docx(relationships: External("externalLinkPath", "file:///\\\\server\\share\\b.xlsx"))
        },
        {
            "a default for macros of which there are none", "docx",
            Docx(overrides: $"<Default Extension='vba' ContentType='{Vba}'/>")
        },
        { "an embedded workbook", "docx", Docx(more: ("word/embeddings/w.xlsx", TestSheets.Targets(TestYear.Project, TestYear.Year))) },
        { "an equation as an object", "docx", Docx(more: ("word/embeddings/oleObject1.bin", Compound(("Equation Native", 2, null)))) },
        { "a text about DDE", "docx", Docx(body: "<w:d xmlns:w='urn:w'><w:t>DDE AUTO </w:t><w:instrText>PAGE </w:instrText></w:d>") },
        { "a picture of the author's machine", "docx", Field("INCLUDEPICTURE \"file:///C:\\\\Users\\\\li\\\\1.png\" \\d") },
        { "cells of a workbook beside it", "docx", Field("LINK Excel.Sheet.12 \"b.xlsx\" R1C1:R2C2 \\a") },
        { "a link to a page as a field", "docx", Field("HYPERLINK \"https://example.gov.cn\"") },
        { "a link in a text", "odt", OpenDocument("text", "<o:a xlink:href='https://example.gov.cn'/>") },
        { "a picture of the text itself", "odt", OpenDocument("text", "<o:image xlink:href='Pictures/1.png'/>") },
    };

    public static TheoryData<string, string, byte[]> Refused => new()
    {
        { "any zip", NotAllowed, Zip(("a.txt", []), ("b.exe", [])) },
        { "a presentation", NotAllowed, Docx(main: "application/vnd.openxmlformats-officedocument.presentationml.presentation.main+xml") },
        {
            "a document template", NotAllowed,
            Docx(main: "application/vnd.openxmlformats-officedocument.wordprocessingml.template.main+xml")
        },
        { "a drawing", NotAllowed, OpenDocument("graphics") },
        {
            "a file packed as an object of today's class", Embeds,
            Compound(("WordDocument", 2, null), ("ObjectPool", 1, "F20DA720-C02F-11CE-927B-0800095AE340"))
        },
        { "a packed file whose stream alone says so", Embeds, [.. Compound(("WordDocument", 2, null)), .. Packager()] },
        {
            "a packed file in a text by its name alone", Embeds,
            Docx(body: "<w:d xmlns:w='urn:w' xmlns:o='urn:o'><o:OLEObject Type='Embed' ProgID='Package'/></w:d>")
        },
        { "an installer", NotAllowed, Compound(("!_StringPool", 2, null)) },
        { "a program", NotAllowed, [0x4D, 0x5A, 0x90, 0x00] },
        { "Latin 1", NotAllowed, [0xE4, 0xF6, 0xFC] },
        { "half a character", NotAllowed, [0xE9, 0xA1] },
        { "text with a zero byte", NotAllowed, "text\0"u8.ToArray() },
        { "text with an escape sequence", NotAllowed, "text\x1B[31m"u8.ToArray() },

        { "macros under a name of their own", Macros, Of("macros") },
        {
            "macros in capitals and another part's name", Macros,
            Docx(overrides: "<Override PartName='/WORD/%68armless.DAT' ContentType='APPLICATION/vnd.ms-office.VBAPROJECT'/>")
        },
        {
            "macros by the extension", Macros,
            Docx(overrides: $"<Default Extension='DAT' ContentType='{Vba}'/>", more: ("word/a.dat", [1]))
        },
        { "macros in UTF-16", Macros, Docx(overrides: $"<Override PartName='/x' ContentType='{Vba}'/>", encoding: Encoding.Unicode) },
        { "macros by the main type", Macros, Docx(main: "application/vnd.ms-word.document.macroEnabled.main+xml") },
        { "macros by a relationship alone", Macros, Docx(relationships: Within("vbaProject", "../word/x.dat")) },
        { "macros by the name alone", Macros, Docx(more: ("word/VBAPROJECT.BIN", [])) },
        {
            "macros by nothing but their bytes", Macros,
            Docx(more: ("docProps/thumb.jpeg", Compound(("VBA", 1, null), ("_VBA_PROJECT", 2, null))))
        },
        {
            "Excel's older macros", Macros,
            Docx(overrides: "<Override PartName='/xl/m.xml' ContentType='application/vnd.ms-excel.macrosheet+xml'/>")
        },
        { "a control", Macros, Docx(relationships: Within("control", "activeX/activeX1.xml")) },
        { "an embedded workbook with macros", Macros, Docx(more: ("word/embeddings/a.bin", Of("macros"))) },
        { "an embedded object with macros", Macros, Docx(more: ("word/embeddings/o.bin", Compound(("Macros", 1, null)))) },
        { "a .doc with macros", Macros, Compound(("WordDocument", 2, null), ("Macros", 1, null)) },
        { "an .xls with macros", Macros, Compound(("Workbook", 2, null), ("_VBA_PROJECT_CUR", 1, null)) },
        { "a .doc with macros in small letters", Macros, Compound(("worddocument", 2, null), ("macros", 1, null)) },
        { "a project in small letters", Macros, Compound(("WordDocument", 2, null), ("_vba_project", 2, null)) },
        { "an embedded object with macros in small letters", Macros, Docx(more: ("word/embeddings/o.bin", Compound(("vba", 1, null)))) },
        {
            "macros that a second type hides", Macros,
            Docx(overrides: $"<Override PartName='/x' ContentType='{Vba}'/><Override PartName='/x' ContentType='image/png'/>")
        },
        { "a text with macros", Macros, OpenDocument("text", more: "Basic/Standard/script-lc.xml") },
        {
            "a text that calls a macro", Macros,
            OpenDocument("text", "<o:event-listener xlink:href='vnd.sun.star.script:L$a.py?language=Python'/>")
        },

        { "a template from elsewhere", Remote, Of("template") },
        { "a template of a share", Remote, Docx(relationships: External("attachedTemplate", "\\\\server\\share\\t.dotm")) },
        { "a template of a share, as a file", Remote, Docx(relationships: External("attachedTemplate", "file://server/share/t.dotm")) },
        { "an object from elsewhere", Remote, Docx(relationships: External("oleObject", "mhtml:https://example.org/a!x-usc:b")) },
        { "a frame", Remote, Docx(relationships: External("frame", "HTTP://example.org")) },
        { "a part of the document", Remote, Docx(relationships: External("subDocument", "https://example.org/a.docx")) },
        { "a picture that tells who reads", Remote, Docx(relationships: External("image", "https://example.org/1.png")) },
        { "a template from an embedded document", Remote, Docx(more: ("word/embeddings/d.docx", Of("template"))) },
        {
            "a command, as a field", Remote,
            Docx(body: "<w:d xmlns:w='urn:w'><w:instrText>DDE</w:instrText><w:instrText>AUTO c:\\cmd </w:instrText></w:d>")
        },
        {
            "a command, as a link", Remote,
            Docx(
                overrides: "<Override PartName='/xl/externalLinks/e1.xml' "
                    + "ContentType='application/vnd.openxmlformats-officedocument.spreadsheetml.externalLink+xml'/>",
                more: (
                    "xl/externalLinks/e1.xml", "<externalLink><ddeLink ddeService='cmd' ddeTopic='/c calc'/></externalLink>"u8.ToArray()))
        },
        { "a picture from elsewhere, as a field", Remote, Field("INCLUDEPICTURE \\d \"https://example.org/1.png\"") },
        { "a text from a share, as a field", Remote, Field("includetext \"\\\\\\\\server\\\\a.docx\"") },
        { "a workbook of a server, as a field", Remote, Field("LINK Excel.Sheet.12 file://server/b.xlsx R1C1") },
        { "a document of a server, as a field", Remote, Field("RD ftp://example.org/a.docx") },
        { "an old picture from elsewhere, as a field", Remote, Field("IMPORT \"http://example.org/1.png\"") },
        { "a picture whose address is a field", Remote, Field("INCLUDEPICTURE ", "QUOTE \"https://example.org/1.png\"") },
        { "a picture of a text from elsewhere", Remote, OpenDocument("text", "<o:image xlink:href='https://example.org/1.png'/>") },
        { "a sheet that asks a program", Remote, OpenDocument("spreadsheet", "<o:dde-link/>") },

        { "a file packed into an object", Embeds, Docx(more: ("word/embeddings/o.bin", Of("package"))) },
        { "a page taken in when it is opened", Embeds, Docx(relationships: Within("aFChunk", "chunk.html")) },
        { "a file packed into a .doc", Embeds, Of("package") },

        { "a document with a password", Unreadable, Of("password") },
        { "a text with a password", Unreadable, OpenDocument("text", manifest: "<m:encryption-data/>") },
        { "a zip without an end", Unreadable, TestSheets.Targets(TestYear.Project, TestYear.Year)[..2000] },
        { "a zip that is only a beginning", Unreadable, "PK\x03\x04"u8.ToArray() },
        { "two parts of one name", Unreadable, Docx(more: [("word/a.xml", []), ("word/A.xml", [])]) },
        { "a document type", Unreadable, Docx(more: ("word/x.rels", "<!DOCTYPE a [<!ENTITY e 'x'>]><a>&e;</a>"u8.ToArray())) },
        { "two kinds of document in one", Unreadable, Docx(more: ("META-INF/manifest.xml", "<a/>"u8.ToArray())) },
        { "a long list of relationships", Unreadable, Docx(more: ("word/_rels/b.rels", Attribute(1024 * 1024))) },
        { "a long text", Unreadable, Docx(body: Encoding.UTF8.GetString(Attribute(16 * 1024 * 1024))) },
        { "a long field", Unreadable, Field(new string('a', 64 * 1024 + 1)) },
        { "a bomb", Unreadable, Docx(more: ("word/_rels/b.rels", Bomb())) },
        { "documents without an end", Unreadable, Nested(5) },
    };

    [Theory]
    [MemberData(nameof(Known))]
    public async Task A_type_is_known_by_its_content(string extension, byte[] content) => Assert.Equal(extension, await SaidAsync(content));

    [Theory]
    [MemberData(nameof(Harmless))]
    public async Task What_ordinary_documents_hold_is_taken(string what, string extension, byte[] content) =>
        Assert.Equal((what, extension), (what, await SaidAsync(content)));

    [Theory]
    [MemberData(nameof(Refused))]
    public async Task Everything_else_is_refused_for_what_it_is(string what, string code, byte[] content) =>
        Assert.Equal((what, code), (what, await SaidAsync(content)));

    [Fact]
    public async Task A_directory_that_lies_about_itself_is_refused()
    {
        var sheet = TestSheets.Targets(TestYear.Project, TestYear.Year);
        for (var i = 2; i <= 22; i++) // every byte of the end record but its mark
        {
            byte[] changed = [.. sheet];
            changed[^i] = 0xFF;
            Assert.Contains(await SaidAsync(changed), (string[])["xlsx", Unreadable, NotAllowed]);
        }
    }

    [Fact]
    public async Task No_byte_that_is_changed_brings_anything_but_an_answer()
    {
        var document = Docx(relationships: External("hyperlink", "https://example.gov.cn"), more: ("word/embeddings/o.bin", Of("package")));
        for (var i = 0; i < document.Length; i++)
        {
            byte[] changed = [.. document];
            changed[i] ^= 0x55;
            Assert.NotEmpty(await SaidAsync(changed));
            Assert.NotEmpty(await SaidAsync(document[..i]));
        }
    }

    [Fact]
    public async Task Looks_beyond_the_cores_wait_and_beyond_the_queue_are_refused()
    {
        var http = new DefaultHttpContext();
        new Caller("t:a", "a", IsOperator: false).Enter(http);
        var (slots, end, begun) = (new WorkbookSlots(), new TaskCompletionSource(), 0);

        var looks = Enumerable.Range(0, 200).Select(_ => slots.EvidenceAsync<EvidenceType>(http.Request, async () =>
        {
            Interlocked.Increment(ref begun);
            await end.Task;
            return (EvidenceType.Pdf, null);
        })).ToArray();

        Assert.InRange(begun, 1, Environment.ProcessorCount);
        end.SetResult();
        var answers = await Task.WhenAll(looks);
        Assert.InRange(answers.Count(answer => answer.Found == EvidenceType.Pdf), begun, 199);
        Assert.All(answers.Where(answer => answer.Found is null), answer => Assert.Equal(Problems.Busy, answer.Problem));
    }

    [Fact]
    public async Task A_character_across_two_chunks_is_one() =>
        Assert.Equal("txt", await SaidAsync(Encoding.UTF8.GetBytes(new string('a', (64 * 1024) - 1) + "绩效")));

    [Theory]
    [InlineData("application/x-ole-storage", "旧表.XLS", "xls")]
    [InlineData("application/x-ole-storage", "setup.msi", "bin")]
    [InlineData("application/pdf", "a.exe", "pdf")]
    [InlineData("text/html", "a.html", "bin")]
    public void A_kept_file_has_the_extension_of_its_type(string media, string fileName, string extension) =>
        Assert.Equal(extension, EvidenceType.ExtensionOf(media, fileName));

    /// <summary>Its extension, or the code of why it is none.</summary>
    private static async Task<string> SaidAsync(byte[] content)
    {
        var (type, problem) = await EvidenceType.OfAsync(new MemoryStream(content), default);
        return type?.Extension ?? problem!.Code;
    }

    /// <summary>200 MB of spaces.</summary>
    private static byte[] Bomb()
    {
        var bytes = new byte[200 * 1024 * 1024];
        Array.Fill(bytes, (byte)' ');
        "<a>"u8.CopyTo(bytes);
        return bytes;
    }

    private static byte[] Attribute(int length) => Encoding.UTF8.GetBytes($"<a a='{new string(' ', length)}'/>");

    /// <summary>Each in the one before it.</summary>
    private static byte[] Field(params string[] instructions) => Docx(body: "<w:d xmlns:w='urn:w'>"
        + string.Concat(instructions.Select(one => $"<w:fldChar w:fldCharType='begin'/><w:instrText>{one}</w:instrText>"))
        + string.Concat(instructions.Select(_ => "<w:fldChar w:fldCharType='separate'/><w:t>1</w:t><w:fldChar w:fldCharType='end'/>"))
        + "</w:d>");

    private static byte[] Nested(int depth) => depth == 0 ? Docx() : Docx(more: ("word/embeddings/d.docx", Nested(depth - 1)));
}
