using System.IO.Compression;
using System.Text;
using ClosedXML.Excel;
using PerfFlow.Domain.Findings;
using PerfFlow.Sheets.Marking;
using PerfFlow.Sheets.Reading;
using PerfFlow.Sheets.Templates;
using PerfFlow.Sheets.Tests.Samples;
using PerfFlow.Sheets.Tests.Workbooks;
using PerfFlow.Sheets.Workbooks;

namespace PerfFlow.Sheets.Tests.Marking;

public sealed class MarkedCopyTests
{
    private const string Sheet = "绩效自评表";

    private static readonly Finding[] Findings =
    [
        new("ACTUAL_MISSING", Severity.Error, new(Sheet, "F13"), new("实际完成值缺失。", "The actual is missing."), new("请填写。", "Fill it in.")),
        new("RATE_DIFFERS", Severity.Warning, new(Sheet, "F13"), new("数值存疑。", "Doubtful."), new("请核对。", "Check it.")),
        new("NOTE", Severity.Info, new(Sheet, "K40"), new("空单元格。", "A blank cell."), new("请核对。", "Check it.")),
        new("FILE_NOTE", Severity.Warning, null, new("=1+1", "=1+1"), new("=2+2", "=2+2")),
    ];

    private static readonly byte[] Original = WithExtras(
        Sample.Bytes<SelfEvaluationSheet>(TemplateWriter.SelfEvaluation, Sample.SelfEvaluation));

    [Fact]
    public void Faulty_cells_get_a_comment_and_the_colour_of_their_worst_finding()
    {
        using var workbook = ReadBook.Of(MarkedCopy.Write(Original, Findings)!);
        var sheet = workbook.Worksheet(Sheet);

        Assert.Equal(
            [("实际完成值缺失。请填写。\n数值存疑。请核对。", "FFFFC7CE", "512"), ("空单元格。请核对。", "FFDDEBF7", "")],
            new[] { "F13", "K40" }.Select(sheet.Cell)
                .Select(cell => (cell.Comment.Text, cell.Style.Fill.BackgroundColor.Color.Name.ToUpperInvariant(), cell.GetString())));
        Assert.Equal("原有批注", sheet.Cell("B13").Comment.Text);
    }

    [Fact]
    public void The_first_sheet_lists_the_findings_with_links_and_never_as_formulas()
    {
        using var workbook = ReadBook.Of(MarkedCopy.Write(Original, Findings)!);
        var list = workbook.Worksheet(1);

        Assert.Equal(["检查结果", Sheet, "其他"], workbook.Worksheets.Select(sheet => sheet.Name));
        Assert.Equal(
            "1|错误|绩效自评表!F13|实际完成值缺失。|请填写。|ACTUAL_MISSING", string.Join('|', list.Row(2).Cells(1, 6).Select(cell => cell.GetString())));
        Assert.Equal("'绩效自评表'!F13", list.Cell("C2").Hyperlink.InternalAddress);
        Assert.All(list.CellsUsed(), cell => Assert.False(cell.HasFormula));
    }

    [Fact]
    public void Every_part_that_need_not_change_stays_byte_for_byte()
    {
        var before = Parts(Original);
        var after = Parts(MarkedCopy.Write(Original, Findings)!);

        var changed = before.Keys.Where(name => !after.TryGetValue(name, out var bytes) || !bytes.AsSpan().SequenceEqual(before[name]))
            .Order(StringComparer.Ordinal);
        Assert.Equal(
            [
                "[Content_Types].xml", "xl/_rels/workbook.xml.rels", "xl/comments1.xml",
                "xl/styles.xml", "xl/workbook.xml", "xl/worksheets/sheet1.xml",
            ],
            changed.Where(name => !name.Contains("vmlDrawing", StringComparison.OrdinalIgnoreCase)));
        Assert.Contains("custom/part.bin", after.Keys);
    }

    [Fact]
    public void A_marked_copy_reads_as_the_original_does()
    {
        Assert.Equal(ReadingJson.Of(SheetReader.Read(Original)), ReadingJson.Of(SheetReader.Read(MarkedCopy.Write(Original, Findings)!)));
    }

    [Fact]
    public void A_copy_of_an_xls_keeps_widths_heights_merges_and_number_formats()
    {
        var bytes = File.ReadAllBytes(
            Path.Combine(AppContext.BaseDirectory, "Corpus", "Files", "template-self-evaluation.libreoffice.xls"));
        using var workbook = ReadBook.Of(MarkedCopy.Write(bytes, [])!);
        using var template = ReadBook.Of(
            Sample.Bytes<SelfEvaluationSheet>(TemplateWriter.SelfEvaluation, Sample.SelfEvaluation));
        var (copy, given) = (workbook.Worksheet(Sheet), template.Worksheet(Sheet));

        Assert.All(
            Enumerable.Range(1, 9),
            column => Assert.InRange(copy.Column(column).Width, given.Column(column).Width - 1, given.Column(column).Width + 1));
        Assert.All([1, 11], row => Assert.InRange(copy.Row(row).Height, given.Row(row).Height - 1, given.Row(row).Height + 1));
        Assert.Equal(
            given.MergedRanges.Select(range => range.RangeAddress.ToString()).Order(StringComparer.Ordinal),
            copy.MergedRanges.Select(range => range.RangeAddress.ToString()).Order(StringComparer.Ordinal));
        Assert.Equal("0.00%", copy.Cell("H6").Style.NumberFormat.Format);
    }

    [Fact]
    public void Parts_the_reader_never_opens_are_weighed_before_they_are_edited()
    {
        using var stream = new MemoryStream();
        stream.Write(Original);
        using (var zip = new ZipArchive(stream, ZipArchiveMode.Update, leaveOpen: true))
        {
            zip.GetEntry("xl/comments1.xml")!.Delete();
            using var part = zip.CreateEntry("xl/comments1.xml").Open();
            part.Write(new byte[20_000_000]);
        }

        Assert.NotEmpty(SheetReader.Read(stream.ToArray()).Forms);
        Assert.Null(MarkedCopy.Write(stream.ToArray(), Findings));
    }

    [Fact]
    public void Of_findings_without_end_the_worst_are_marked_and_the_rest_counted()
    {
        var many = Enumerable.Range(1, 2_500)
            .Select(i => new Finding(
                "NOTE", i == 2_500 ? Severity.Error : Severity.Info, new(Sheet, $"K{i}"), new("提示", "A note."), new("核对", "Check.")))
            .ToList();
        using var workbook = ReadBook.Of(MarkedCopy.Write(Original, many)!);
        var list = workbook.Worksheet(1);

        Assert.Equal(2_002, list.LastRowUsed().RowNumber());
        Assert.Equal("绩效自评表!K2500", list.Cell("C2").GetString());
        Assert.Equal("MORE_FINDINGS", list.Cell("F2002").GetString());
    }

    [Fact]
    public void Scores_take_the_place_of_what_stands_in_their_cells_and_the_same_file_gives_the_same_bytes()
    {
        Place total = new(Sheet, "H18"), score = new(Sheet, "H15"), missing = new(Sheet, "H60");
        Finding[] notes = [FinalScore(total), FinalScore(score), FinalScore(missing)];
        var scores = new Dictionary<Place, FinalValue>
        {
            [total] = FinalValue.Of(99.5m), [score] = FinalValue.Of(19.64m), [missing] = FinalValue.Of(7),
        };

        var copy = MarkedCopy.WriteScored(Original, notes, scores)!;
        using var workbook = ReadBook.Of(copy);

        Assert.Equal(copy, MarkedCopy.WriteScored(Original, notes, scores));
        Assert.Equal("审定结果", workbook.Worksheet(1).Name);
        Assert.Equal(
            [(99.5m, false), (19.64m, false), (7m, false), (30m, false)],
            new[] { "H18", "H15", "H60", "H16" }.Select(workbook.Worksheet(Sheet).Cell)
                .Select(cell => (cell.GetValue<decimal>(), cell.HasFormula)));
        Assert.DoesNotContain("xl/calcChain.xml", Parts(copy).Keys);
        Assert.Empty(SheetReader.Read(copy).Findings);
    }

    private static Finding FinalScore(Place place) => new("FINAL_SCORE", Severity.Info, place, new("审定", ""), new("", ""));

    [Fact]
    public void Scores_are_written_into_the_new_xlsx_of_an_xls()
    {
        var bytes = File.ReadAllBytes(
            Path.Combine(AppContext.BaseDirectory, "Corpus", "Files", "template-self-evaluation.libreoffice.xls"));
        Place total = new(Sheet, "H18");
        var copy = MarkedCopy.WriteScored(
            bytes, [FinalScore(total)], new Dictionary<Place, FinalValue> { [total] = FinalValue.Of(99.5m) })!;

        using var workbook = ReadBook.Of(copy);

        Assert.Equal(99.5m, workbook.Worksheet(Sheet).Cell("H18").GetValue<decimal>());
    }

    [Fact]
    public void The_list_is_printed_one_page_wide_in_a_Chinese_font_with_its_head_on_every_page()
    {
        var parts = Parts(MarkedCopy.Write(Original, Findings)!);
        var list = Encoding.UTF8.GetString(parts.Single(part => part.Key.StartsWith("xl/worksheets/", StringComparison.Ordinal)
            && Encoding.UTF8.GetString(part.Value).Contains("序号", StringComparison.Ordinal)).Value);

        Assert.Contains("fitToWidth=\"1\" fitToHeight=\"0\"", list, StringComparison.Ordinal);
        Assert.Contains("'检查结果'!$1:$1", Encoding.UTF8.GetString(parts["xl/workbook.xml"]), StringComparison.Ordinal);
        Assert.Contains("宋体", Encoding.UTF8.GetString(parts["xl/styles.xml"]), StringComparison.Ordinal);
    }

    [Fact]
    public void A_refused_file_has_no_marked_copy()
    {
        Assert.Null(MarkedCopy.Write("no workbook"u8.ToArray(), Findings));
    }

    private static byte[] Edited(byte[] workbook, string part, Func<string, string> edit)
    {
        using var stream = new MemoryStream();
        stream.Write(workbook);
        using (var zip = new ZipArchive(stream, ZipArchiveMode.Update, leaveOpen: true))
        {
            string xml;
            using (var reader = new StreamReader(zip.GetEntry(part)!.Open()))
            {
                xml = reader.ReadToEnd();
            }

            zip.GetEntry(part)!.Delete();
            using var to = zip.CreateEntry(part).Open();
            to.Write(Encoding.UTF8.GetBytes(edit(xml)));
        }

        return stream.ToArray();
    }

    /// <summary>A second sheet, a comment of the section's own, and a part that no library models.</summary>
    private static byte[] WithExtras(byte[] workbook)
    {
        using var stream = new MemoryStream();
        lock (Drawing.Turn)
        {
            using var book = ReadBook.Of(workbook);
            book.AddWorksheet("其他").Cell("A1").Value = "说明";
            book.Worksheet(1).Cell("B13").Comment.AddText("原有批注");
            book.SaveAs(stream, new SaveOptions { EvaluateFormulasBeforeSaving = true });
        }

        using (var zip = new ZipArchive(stream, ZipArchiveMode.Update, leaveOpen: true))
        using (var part = zip.CreateEntry("custom/part.bin").Open())
        {
            part.Write("kept"u8);
        }

        return stream.ToArray();
    }

    private static Dictionary<string, byte[]> Parts(byte[] workbook)
    {
        using var zip = new ZipArchive(new MemoryStream(workbook));
        return zip.Entries.ToDictionary(entry => entry.FullName.TrimStart('/'), entry =>
        {
            using var stream = entry.Open();
            using var bytes = new MemoryStream();
            stream.CopyTo(bytes);
            return bytes.ToArray();
        });
    }
}
