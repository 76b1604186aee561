using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;
using PerfFlow.Domain.Forms;
using PerfFlow.Sheets.Gate;
using PerfFlow.Sheets.Reading;
using PerfFlow.Sheets.Tests.Writers;

namespace PerfFlow.Sheets.Tests.Hostile;

/// <summary>Every row of the upload checklist and of the hostile table, held to what the meter counted.</summary>
public sealed class HostileXlsxTests
{
    private const string Main = XmlWorkbook.Transitional;

    private static readonly SheetLimits Small = new()
    {
        PartBytes = 1_000_000, TotalBytes = 1_500_000, RatioFloor = 100_000, Rows = 1_000,
        Columns = 100, Cells = 5_000, Sheets = 3, Merges = 100, TextTotal = 200_000, Entries = 20,
        Headers = 20, Indicators = 200, Styles = 1_000, XmlNames = 500, FileBytes = 2_000_000,
    };

    [Fact]
    public void FILE_EMPTY() => Refused("FILE_EMPTY", []);

    [Fact]
    public void FILE_TOO_LARGE() => Refused("FILE_TOO_LARGE", new byte[Small.FileBytes + 1]);

    [Fact]
    public void A_stream_is_read_no_further_than_the_limit()
    {
        using var endless = new EndlessStream();

        Assert.Equal("FILE_TOO_LARGE", SheetReader.Read(endless, Small).Findings.Single().Code);
        Assert.InRange(endless.Served, Small.FileBytes, Small.FileBytes + 200_000);
    }

    [Fact]
    public void NOT_A_WORKBOOK() => Refused("NOT_A_WORKBOOK", [0x89, 0x50, 0x4E, 0x47, 0, 0, 0, 0]);

    [Fact]
    public void ZIP_OF_FILES() => Refused("ZIP_OF_FILES", XmlWorkbook.Zip(new Dictionary<string, string> { ["readme.txt"] = "hello" }));

    [Fact]
    public void TEXT_FILE() => Refused("TEXT_FILE", "项目,金额\n甲,1\n"u8.ToArray());

    [Fact]
    public void WORKBOOK_DAMAGED_for_a_zip_cut_short() =>
        Refused("WORKBOOK_DAMAGED", new XmlWorkbook().Write(Drafts.SelfEvaluation())[..^30]);

    [Fact]
    public void WORKBOOK_DAMAGED_for_a_flipped_bit_in_a_stored_number()
    {
        var bytes = (new XmlWorkbook { Compression = CompressionLevel.NoCompression }).Write(Drafts.SelfEvaluation());
        var at = bytes.AsSpan().IndexOf("<v>1180</v>"u8) + 3;
        bytes[at] = (byte)'9';

        Refused("WORKBOOK_DAMAGED", bytes);
    }

    [Fact]
    public void WORKBOOK_DAMAGED_for_two_values_of_one_cell() =>
        Refused("WORKBOOK_DAMAGED", Sheet("<row r=\"1\"><c r=\"A1\"><v>1</v></c><c r=\"A1\"><v>2</v></c></row>"));

    [Fact]
    public void WORKBOOK_DAMAGED_for_text_in_two_byte_letters()
    {
        using var stream = new MemoryStream(new XmlWorkbook().Write(Drafts.SelfEvaluation()));
        stream.Position = 0;
        using var copy = new MemoryStream();
        stream.CopyTo(copy);
        using (var zip = new ZipArchive(copy, ZipArchiveMode.Update, leaveOpen: true))
        {
            zip.GetEntry("xl/worksheets/sheet1.xml")!.Delete();
            using var part = zip.CreateEntry("xl/worksheets/sheet1.xml").Open();
            part.Write([.. Encoding.Unicode.Preamble, .. Encoding.Unicode.GetBytes($"<worksheet xmlns=\"{Main}\"/>")]);
        }

        Refused("WORKBOOK_DAMAGED", copy.ToArray());
    }

    [Fact]
    public void ZIP_TOO_MANY_ENTRIES() =>
        Refused("ZIP_TOO_MANY_ENTRIES", With(Enumerable.Range(0, 30).ToDictionary(i => $"xl/media/image{i}.png", _ => "x")));

    [Fact]
    public void ZIP_DUPLICATE_ENTRY() =>
        Refused("ZIP_DUPLICATE_ENTRY", With(new Dictionary<string, string> { ["XL/workbook.xml"] = "<workbook/>" }));

    [Fact]
    public void PART_TOO_LARGE() =>
        Refused("PART_TOO_LARGE", Sheet(string.Concat(Noise(1_100_000).Chunk(10_000).Select(chunk => $"<!--{new string(chunk)}-->"))));

    [Fact]
    public void TOTAL_TOO_LARGE()
    {
        var noise = Noise(800_000);
        Refused(
            "TOTAL_TOO_LARGE",
            new XmlWorkbook
            {
                Edit = (name, xml) =>
                    name.EndsWith("sheet1.xml", StringComparison.Ordinal) || name.EndsWith("sharedStrings.xml", StringComparison.Ordinal)
                        ? Comment(xml, noise)
                        : xml,
            }.Write(Drafts.SelfEvaluation()));
    }

    [Fact]
    public void RATIO_TOO_HIGH()
    {
        var meter = Refused("RATIO_TOO_HIGH", Sheet(new string(' ', 900_000)));

        Assert.InRange(meter.Inflated, Small.RatioFloor, 250_000);
    }

    [Fact]
    public void RATIO_TOO_HIGH_whatever_size_the_directory_declares()
    {
        var bytes = Sheet(new string(' ', 900_000));
        foreach (var at in Find(bytes, [0x50, 0x4B, 0x01, 0x02]))
        {
            BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(at + 24), 10);
        }

        Refused("RATIO_TOO_HIGH", bytes);
    }

    [Fact]
    public void ENCRYPTED()
    {
        var bytes = new XmlWorkbook().Write(Drafts.SelfEvaluation());
        foreach (var at in Find(bytes, [0x50, 0x4B, 0x01, 0x02]))
        {
            bytes[at + 8] |= 1;
        }

        Refused("ENCRYPTED", bytes);
    }

    [Theory]
    [InlineData("MACROS", "xl/vbaProject.bin")]
    [InlineData("MACROS", "xl/macrosheets/sheet1.xml")]
    [InlineData("EXTERNAL_LINKS", "xl/externalLinks/externalLink1.xml")]
    [InlineData("EMBEDDED_OBJECTS", "xl/embeddings/oleObject1.bin")]
    [InlineData("ACTIVE_CONTENT", "xl/activeX/activeX1.xml")]
    [InlineData("DATA_CONNECTIONS", "xl/connections.xml")]
    [InlineData("BINARY_WORKBOOK", "xl/workbook.bin")]
    public void Parts_that_do_something_are_refused(string code, string part) =>
        Refused(code, With(new Dictionary<string, string> { [part] = "x" }));

    [Theory]
    [InlineData("MACROS", "application/vnd.ms-office.vbaProject")]
    [InlineData("MACROS", "application/vnd.ms-excel.macrosheet+xml")]
    [InlineData("EXTERNAL_LINKS", "application/vnd.openxmlformats-officedocument.spreadsheetml.externalLink+xml")]
    [InlineData("EMBEDDED_OBJECTS", "application/vnd.openxmlformats-officedocument.oleObject")]
    [InlineData("ACTIVE_CONTENT", "application/vnd.ms-office.activeX+xml")]
    [InlineData("DATA_CONNECTIONS", "application/vnd.openxmlformats-officedocument.spreadsheetml.connections+xml")]
    public void Parts_that_do_something_are_refused_wherever_they_lie(string code, string type) => Refused(code, new XmlWorkbook
    {
        Extra = new Dictionary<string, string> { ["xl/media/harmless.xml"] = "<x/>" },
        Edit = (name, xml) =>
            name == "[Content_Types].xml"
                ? xml.Replace(
                    "</Types>", $"<Override PartName=\"/xl/media/harmless.xml\" ContentType=\"{type}\"/></Types>", StringComparison.Ordinal)
                : xml,
    }.Write(Drafts.SelfEvaluation()));

    [Theory]
    [InlineData("iso-2022-jp")]
    [InlineData("utf-7")]
    [InlineData("gb18030")]
    [InlineData("hz-gb-2312")]
    [InlineData("utf-16")]
    [InlineData("no-such")]
    public void WORKBOOK_DAMAGED_for_an_encoding_that_could_hide_a_run(string encoding) => Refused("WORKBOOK_DAMAGED", new XmlWorkbook
    {
        Edit = (name, xml) =>
            name.EndsWith("sheet1.xml", StringComparison.Ordinal) ? $"<?xml version=\"1.0\" encoding=\"{encoding}\"?>{xml}" : xml,
    }.Write(Drafts.SelfEvaluation()));

    [Fact]
    public void WORKBOOK_DAMAGED_for_a_cell_in_another_row_than_its_own() =>
        Refused("WORKBOOK_DAMAGED", Sheet("<row r=\"1\" hidden=\"1\"><c r=\"A2\"><v>1</v></c></row>"));

    [Theory]
    [InlineData(-1)]
    [InlineData(long.MinValue)]
    [InlineData(1_000_000)]
    public void ZIP_TOO_MANY_ENTRIES_whatever_number_the_64_bit_record_says(long count) =>
        Refused("ZIP_TOO_MANY_ENTRIES", ZipQuirks.With64BitFields(new XmlWorkbook().Parts(Drafts.SelfEvaluation()), count));

    [Fact]
    public void XML_TOO_MANY_NAMES() =>
        Refused("XML_TOO_MANY_NAMES", Sheet(string.Concat(Enumerable.Range(0, Small.XmlNames).Select(i => $"<n{i}/>"))));

    [Fact]
    public void TOO_MANY_STYLES() => Refused("TOO_MANY_STYLES", new XmlWorkbook
    {
        Edit = (name, xml) => name == "xl/styles.xml"
            ? xml.Replace("<cellXfs>", "<cellXfs>" + string.Concat(Enumerable.Repeat("<xf/>", Small.Styles)), StringComparison.Ordinal)
            : xml,
    }.Write(Drafts.SelfEvaluation()));

    [Fact]
    public void TOO_MANY_FORMS_for_headers_without_end() => Refused("TOO_MANY_FORMS", new XmlWorkbook().Write(Repeated(
        Small.Headers + 1, (draft, row) => draft.Row(row, 1, "一级指标", "二级指标", "三级指标", "指标值"))));

    [Fact]
    public void TOO_MANY_FORMS_for_indicators_without_end() => Refused("TOO_MANY_FORMS", new XmlWorkbook().Write(Repeated(
        Small.Indicators + 1, (draft, row) => draft.Row(row, 1, "产出指标", "数量指标", $"指标{row}", "≥1"))));

    /// <summary>One text of a table stands in every row; what is bounded is what the forms are given, not what the file stores.</summary>
    [Fact]
    public void TEXT_TOTAL_TOO_LONG_for_one_text_in_many_cells()
    {
        var text = Noise(5_000);
        var draft = Repeated(60, (draft, row) => draft.Row(row, 1, "产出指标", "数量指标", $"指标{row}", "≥1")).Merge("E2:E61");
        draft["E1"] = "备注";
        draft["D2"] = text;
        draft.Merge("D2:D61");
        Enumerable.Range(3, 59).ToList().ForEach(row => draft[$"D{row}"] = null);

        var meter = Refused("TEXT_TOTAL_TOO_LONG", new XmlWorkbook().Write(draft));

        Assert.InRange(meter.Characters, 5_000, 10_000);
    }

    [Fact]
    public void TOO_MANY_MERGES_for_ranges_that_cover_too_much() => Refused("TOO_MANY_MERGES", Sheet(
        "<row r=\"1\"><c r=\"CV1\"><v>1</v></c></row>",
        string.Concat(Enumerable.Range(1, 90).Select(i => $"<mergeCell ref=\"A{i}:CV{i}\"/>"))));

    /// <summary>A sum over many lines of funds, each a sum itself, is never added up line by line.</summary>
    [Fact]
    public void Totals_that_were_never_calculated_cost_no_more_than_the_lines_of_a_form()
    {
        var draft = Drafts.SelfEvaluation().Move(900, 0);
        draft["A901"] = null;
        draft.Row(1, 4, "年初预算数", "全年预算数", "全年执行数");
        for (var row = 2; row <= 900; row++)
        {
            draft.Row(row, 3, "年度资金总额", new Computed("1"), new Computed("1"), new Computed("1"));
        }

        var form = Assert.IsType<ReadForm.SelfEvaluation>(Assert.Single(SheetReader.Read(new XmlWorkbook().Write(draft)).Forms));
        Assert.Equal(50, form.Form.Funds.Count);
    }

    [Fact]
    public void A_workbook_declared_with_macros_that_has_none_is_read() => Assert.Single(
        SheetReader.Read(new XmlWorkbook
        {
            Edit = (_, xml) => xml.Replace("spreadsheetml.sheet.main", "ms-excel.sheet.macroEnabled.main", StringComparison.Ordinal),
        }.Write(Drafts.SelfEvaluation())).Forms);

    [Theory]
    [InlineData("<!DOCTYPE x [<!ENTITY a \"aaaa\"><!ENTITY b \"&a;&a;&a;\">]>")]
    [InlineData("<!DOCTYPE x [<!ENTITY a SYSTEM \"file:///etc/passwd\">]>")]
    public void DTD_FORBIDDEN(string dtd) =>
        Refused(
            "DTD_FORBIDDEN",
            new XmlWorkbook { Edit = (name, xml) => name == "xl/sharedStrings.xml" ? dtd + xml : xml }.Write(Drafts.SelfEvaluation()));

    [Fact]
    public void TOO_MANY_SHEETS() =>
        Refused("TOO_MANY_SHEETS", new XmlWorkbook().Write([.. Enumerable.Range(0, 4).Select(i => new Draft($"表{i}").Row(1, 1, "x"))]));

    [Fact]
    public void TOO_MANY_ROWS() => Refused("TOO_MANY_ROWS", Sheet("<row r=\"1048576\"><c r=\"A1048576\"><v>1</v></c></row>"));

    [Fact]
    public void TOO_MANY_COLUMNS() => Refused("TOO_MANY_COLUMNS", Sheet("<row r=\"1\"><c r=\"XFD1\"><v>1</v></c></row>"));

    [Fact]
    public void TOO_MANY_CELLS()
    {
        var meter = Refused(
            "TOO_MANY_CELLS",
            Sheet(string.Concat(Enumerable.Range(1, 900)
                .Select(row => $"<row r=\"{row}\">{string.Concat(Enumerable.Repeat("<c><v>1</v></c>", 10))}</row>"))));

        Assert.Equal(Small.Cells + 1, meter.Cells);
    }

    [Fact]
    public void TEXT_TOO_LONG() => Refused("TEXT_TOO_LONG", Sheet($"<row><c t=\"inlineStr\"><is><t>{Noise(40_000)}</t></is></c></row>"));

    [Fact]
    public void TEXT_TOO_LONG_for_an_attribute_no_reader_should_buffer() =>
        Refused("TEXT_TOO_LONG", Sheet($"<row spans=\"{Noise(700_000)}\"/>"));

    [Fact]
    public void TEXT_TOTAL_TOO_LONG() => Refused(
        "TEXT_TOTAL_TOO_LONG",
        Sheet(string.Concat(Enumerable.Repeat($"<row><c t=\"inlineStr\"><is><t>{Noise(30_000)}</t></is></c></row>", 8))));

    [Fact]
    public void TOO_MANY_MERGES() =>
        Refused("TOO_MANY_MERGES", Sheet("<row/>", string.Concat(Enumerable.Range(1, 101).Select(i => $"<mergeCell ref=\"A{i}:B{i}\"/>"))));

    [Fact]
    public void XML_TOO_DEEP() =>
        Refused("XML_TOO_DEEP", Sheet(string.Concat(Enumerable.Repeat("<a>", 100)) + string.Concat(Enumerable.Repeat("</a>", 100))));

    [Theory]
    [InlineData("<mergeCells><mergeCell ref=\"A1:XFD1048576\"/></mergeCells>")]
    [InlineData(
        "<dataValidations><dataValidation sqref=\"A1:XFD1048576\" type=\"list\">"
        + "<formula1>\"a,b\"</formula1></dataValidation></dataValidations>")]
    [InlineData(
        "<conditionalFormatting sqref=\"A1:XFD1048576\"><cfRule type=\"expression\"><formula>1</formula></cfRule></conditionalFormatting>")]
    public void A_range_over_the_whole_sheet_costs_nothing(string range)
    {
        var meter = new Meter(Small);
        var bytes = new XmlWorkbook
        {
            Edit = (name, xml) => name.EndsWith("sheet1.xml", StringComparison.Ordinal)
                ? xml.Replace("</worksheet>", range + "</worksheet>", StringComparison.Ordinal)
                : xml,
        }.Write(new Draft("表").Row(1, 1, "x"));

        Assert.Equal("NO_FORM", SheetReader.Read(bytes, meter).Findings.Single().Code);
        Assert.Equal(1, meter.Cells);
    }

    [Fact]
    public void Nested_parentheses_and_circular_formulas_are_never_evaluated()
    {
        var deep = new string('(', 8_000) + "1" + new string(')', 8_000);
        var sheet = Drafts.SelfEvaluation()
            .With(sheet =>
            {
                sheet["F13"] = new Computed(deep, 6);
                sheet["H13"] = new Computed("G13", 20);
                sheet["G13"] = new Computed("H13", 20);
            });

        Assert.Empty(SheetReader.Read(new XmlWorkbook().Write(sheet)).Findings);
    }

    [Fact]
    public void A_relation_to_a_part_outside_the_package_finds_nothing() =>
        Refused(
            "WORKBOOK_DAMAGED",
            new XmlWorkbook { Edit = (_, xml) => xml.Replace("worksheets/sheet1.xml", "../../../etc/passwd", StringComparison.Ordinal) }
                .Write(Drafts.SelfEvaluation()));

    private static Meter Refused(string code, byte[] file)
    {
        var meter = new Meter(Small);
        var reading = SheetReader.Read(file, meter);

        Assert.Equal((code, 0), (string.Join(',', reading.Findings.Select(finding => finding.Code)), reading.Forms.Count));
        Assert.InRange(meter.Inflated, 0, Small.TotalBytes + 81_920);
        return meter;
    }

    private static byte[] Sheet(string rows, string merges = "") => new XmlWorkbook
    {
        Edit = (name, xml) => name.EndsWith("sheet1.xml", StringComparison.Ordinal)
            ? $"<worksheet xmlns=\"{Main}\">"
                + $"<sheetData>{rows}</sheetData>{(merges.Length > 0 ? $"<mergeCells>{merges}</mergeCells>" : "")}</worksheet>"
            : xml,
    }.Write(new Draft("表").Row(1, 1, "x"));

    /// <summary>A header, and a row of a kind again and again.</summary>
    private static Draft Repeated(int times, Action<Draft, int> row)
    {
        var draft = new Draft("表").Row(1, 1, "一级指标", "二级指标", "三级指标", "指标值");
        for (var i = 2; i < times + 2; i++)
        {
            row(draft, i);
        }

        return draft;
    }

    private static byte[] With(Dictionary<string, string> extra) => new XmlWorkbook { Extra = extra }.Write(Drafts.SelfEvaluation());

    private static string Comment(string xml, string noise) =>
        $"{xml[..(xml.IndexOf('>', StringComparison.Ordinal) + 1)]}"
        + $"{string.Concat(noise.Chunk(10_000).Select(chunk => $"<!--{new string(chunk)}-->"))}"
        + $"{xml[(xml.IndexOf('>', StringComparison.Ordinal) + 1)..]}";

    /// <summary>Letters that do not pack well, so that the ratio is no reason to refuse them.</summary>
    private static string Noise(int length)
    {
        var random = new Random(1);
        return new string([.. Enumerable.Range(0, length).Select(_ => (char)('a' + random.Next(26)))]);
    }

    private static IEnumerable<int> Find(byte[] bytes, byte[] pattern)
    {
        for (var at = bytes.AsSpan().IndexOf(pattern); at >= 0;)
        {
            yield return at;
            var next = bytes.AsSpan(at + 1).IndexOf(pattern);
            at = next < 0 ? -1 : at + 1 + next;
        }
    }

    private sealed class EndlessStream : Stream
    {
        public long Served { get; private set; }

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position { get => Served; set => throw new NotSupportedException(); }

        public override int Read(byte[] buffer, int offset, int count)
        {
            Served += count;
            return count;
        }

        public override void Flush()
        {
        }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
