using System.Globalization;
using PerfFlow.Domain.Forms;
using PerfFlow.LibreOffice;
using PerfFlow.Sheets.Reading;
using PerfFlow.Sheets.Templates;
using PerfFlow.Sheets.Tests.Samples;
using PerfFlow.Sheets.Tests.Workbooks;
using PerfFlow.Sheets.Workbooks;

namespace PerfFlow.Sheets.Tests.Templates;

/// <summary>The empty target sheet as a clerk fills it in: some rows, some of the spare ones, the lines to be signed.</summary>
public sealed class FilledTemplateTests
{
    private const int First = 15, FirstSpare = 42, Last = 51;

    private static readonly byte[] Empty = Sample.Bytes<TargetSheet>(
        TemplateWriter.Targets, new(new("测试单位", "培训项目", 2023), [new(FundSource.Total, 100)], [], "完成全年培训任务"));

    private static readonly Gen<int[]> Rows = Gen.Bool.Array[Last - First + 1]
        .Select(filled => filled.Index().Where(row => row.Item).Select(row => First + row.Index).ToArray())
        .Where(rows => rows.Length > 0);

    [Fact]
    public void What_is_read_are_the_rows_that_were_filled_in_and_nothing_is_said_of_the_others() => Rows.Sample(
        rows => Assert.Equal(Whole(rows), Told(Filled(rows))), iter: 25, threads: 1);

    [LibreOfficeFact]
    public async Task Nor_when_LibreOffice_has_saved_it()
    {
        int[] rows = [First, First + 4, FirstSpare, FirstSpare + 2, Last];
        var filled = Filled(rows);

        var saved = await Soffice.Convert("xlsx:Calc MS Excel 2007 XML", ("targets.xlsx", filled));

        Assert.Equal(Whole(rows), Told(saved[0]));
        Assert.Equal(ReadingJson.Of(SheetReader.Read(filled)), ReadingJson.Of(SheetReader.Read(saved[0])));
    }

    [Fact]
    public void Eight_indicators_of_one_kind_find_room_without_a_row_being_inserted()
    {
        int[] rows = [First, First + 1, First + 2, .. Enumerable.Range(FirstSpare, 5)];

        var (read, _) = Read(Filled(rows));

        Assert.Equal(8, read.Count(row => row.StartsWith("产出指标|数量指标|", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData(null, null, "满意度指标|服务对象满意度指标", "INFERRED_LEVEL")]
    [InlineData(null, "数量指标", "满意度指标|数量指标", "INFERRED_LEVEL")]
    [InlineData("产出指标", null, "产出指标|", "LEVEL_MISSING")]
    [InlineData("产出指标", "数量指标", "产出指标|数量指标", null)]
    public void A_spare_row_without_its_levels_is_read_and_asked_about(string? level1, string? level2, string read, string? finding)
    {
        var (rows, findings) = Read(Filled([First], sheet =>
        {
            sheet.Cell(FirstSpare + 1, 2).SetValue(level1 ?? "");
            sheet.Cell(FirstSpare + 1, 3).SetValue(level2 ?? "");
            sheet.Cell(FirstSpare + 1, 4).SetValue("培训人数");
        }));

        Assert.StartsWith($"{read}|培训人数|", rows[^1], StringComparison.Ordinal);
        Assert.Equal(finding is null ? [] : [finding], findings);
    }

    [Fact]
    public void A_spare_row_with_a_target_or_points_alone_is_asked_for_its_name()
    {
        Assert.All<int>([6, 8], column => Assert.Contains(
            "NAME_MISSING", Read(Filled([First], sheet => sheet.Cell(FirstSpare, column).Value = 5)).Findings));
    }

    /// <summary>Who signs may type over the printed words.</summary>
    [Fact]
    public void What_is_typed_over_the_words_under_the_form_is_no_row_of_it()
    {
        int[] rows = [First];

        Assert.Equal(Whole(rows), Told(Filled(rows, sheet =>
        {
            sheet.Cell("A53").SetValue("同意");
            sheet.Cell("A54").SetValue("张三");
            sheet.Cell("D54").SetValue("0873-1234567");
            sheet.Cell("E54").SetValue("2023年3月1日");
            sheet.Cell("A55").SetValue("李四");
        })));
    }

    [Fact]
    public void All_that_a_section_has_to_fill_in_is_open_and_the_code_is_text()
    {
        using var workbook = ReadBook.Of(Empty);
        var sheet = workbook.Worksheet(1);

        Assert.All(
            [
                "G4", "C5", "G5", "C6", "G6", "C7", "G7", "B13", "F13", "D15", "H41", "B42", "C42", "D42", "H51",
                "A53", "D53", "E53", "A54", "D54", "E54", "A55",
            ],
            cell => Assert.False(sheet.Cell(cell).Style.Protection.Locked, cell));
        Assert.Equal("@", sheet.Cell("G4").Style.NumberFormat.Format);
        Assert.Equal(
            ["宋体"], sheet.CellsUsed().Select(cell => cell.Style.Font.FontName).Distinct());
    }

    [Fact]
    public void Code_department_and_implementer_that_were_typed_in_are_read()
    {
        var header = SheetReader.Read(Filled([First], sheet =>
        {
            sheet.Cell("G4").SetValue("532500210000000012345");
            sheet.Cell("C5").SetValue("州财政局");
            sheet.Cell("G5").SetValue("州就业局");
        })).Forms[0].Header;

        Assert.Equal(
            ("532500210000000012345", "州财政局", "州就业局"),
            (header.ProjectCode!.Raw, header.Department!.Raw, header.Implementer!.Raw));
    }

    private static byte[] Filled(int[] rows, Action<ClosedXML.Excel.IXLWorksheet>? more = null)
    {
        using var stream = new MemoryStream();
        lock (Drawing.Turn)
        {
            using var book = ReadBook.Of(Empty);
            var sheet = book.Worksheet(1);
            foreach (var row in rows)
            {
                if (row >= FirstSpare)
                {
                    sheet.Cell(row, 2).SetValue("产出指标");
                    sheet.Cell(row, 3).SetValue("数量指标");
                }

                sheet.Cell(row, 4).SetValue(string.Create(CultureInfo.InvariantCulture, $"指标{row}"));
                sheet.Cell(row, 5).SetValue("≥");
                sheet.Cell(row, 6).Value = row;
                sheet.Cell(row, 7).SetValue("人");
                sheet.Cell(row, 8).Value = 2.5;
            }

            sheet.Cell("A53").SetValue("同意申报,指标设置合理,共12项。\n签字:李四\n2023年3月2日");
            sheet.Cell("A54").SetValue("填报人:张三");
            sheet.Cell("D54").SetValue("联系电话:0873-1234567");
            sheet.Cell("E54").SetValue("填报日期:2023年3月1日");
            more?.Invoke(sheet);
            book.SaveAs(stream, new ClosedXML.Excel.SaveOptions { EvaluateFormulasBeforeSaving = true });
        }

        return stream.ToArray();
    }

    private static string Whole(int[] rows) => string.Join('\n', rows.Select(Row));

    /// <summary>The rows, and behind them whatever was found.</summary>
    private static string Told(byte[] bytes)
    {
        var (rows, findings) = Read(bytes);
        return string.Join('\n', [.. rows, .. findings]);
    }

    private static string Row(int row)
    {
        var (level1, level2) = row >= FirstSpare ? ("产出指标", "数量指标") : FormWords.Kinds[(row - First) / 3];
        return string.Create(CultureInfo.InvariantCulture, $"{level1}|{level2}|指标{row}|≥|{row}|人|2.5");
    }

    private static (IReadOnlyList<string> Rows, IReadOnlyList<string> Findings) Read(byte[] bytes)
    {
        var reading = SheetReader.Read(bytes);
        var form = Assert.IsType<ReadForm.Targets>(Assert.Single(reading.Forms)).Form;
        return (
            [.. form.Rows.Select(row => string.Create(
                CultureInfo.InvariantCulture,
                $"{row.Key.Level1.Raw}|{row.Key.Level2.Raw}|{row.Key.Name.Raw}|"
                + $"{row.Nature!.Raw}|{row.Value.Number}|{row.Unit!.Raw}|{row.Points!.Number}"))],
            [.. reading.Findings.Select(finding => finding.Code)]);
    }
}
