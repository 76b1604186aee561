using System.Text;
using PerfFlow.Domain.Findings;
using PerfFlow.LibreOffice;
using PerfFlow.Sheets.Gate;
using PerfFlow.Sheets.Marking;
using PerfFlow.Sheets.Tests.Workbooks;
using PerfFlow.Sheets.Tests.Writers;
using PerfFlow.Sheets.Xlsx;

namespace PerfFlow.Sheets.Tests.Marking;

/// <summary>Scores over formulas that other cells share, fill or need, in a workbook that says nothing of its calculation.</summary>
public sealed class FinalCellsTests
{
    private const string Sheet = "自评";

    /// <summary>A: points; B: shared formula; C: array formula; D: shared by the rows, needs B; E: alone.</summary>
    private static readonly string[] Rows =
    [
        """<c r="A1"><v>10</v></c><c r="B1"><f t="shared" ref="B1:B4" si="0">ROUND(A1*0.5,2)+LEN("A1")-2</f><v>5</v></c>"""
            + """<c r="C1" cm="1"><f t="array" ref="C1:C4">A1:A4*2</f><v>20</v></c>"""
            + """<c r="D1"><f t="shared" ref="D1:D4" si="1">B1+$A$1</f><v>15</v></c>"""
            + """<c r="E1"><f>SUM(B1:B4)</f><v>50</v></c><c r="F1"><f>A1+A2</f><v>30</v></c>""",
        """<c r="A2"><v>20</v></c><c r="B2"><f t="shared" si="0"/><v>10</v></c>"""
            + """<c r="C2"><v>40</v></c><c r="D2"><f t="shared" si="1"/><v>20</v></c>"""
            + """<c r="E2" t="str"><f>IF(E1&gt;=90,"优","良")</f><v>良</v></c>""",
        """<c r="A3"><v>30</v></c><c r="B3"><f t="shared" si="0"/><v>15</v></c>"""
            + """<c r="C3"><v>60</v></c><c r="D3"><f t="shared" si="1"/><v>25</v></c>""",
        """<c r="A4"><v>40</v></c><c r="B4"><f t="shared" si="0"/><v>20</v></c>"""
            + """<c r="C4"><v>80</v></c><c r="D4"><f t="shared" si="1"/><v>30</v></c>"""
            + """<c r="E4" t="s"><v>0</v></c>""",
    ];

    private static readonly byte[] Original = new XmlWorkbook
    {
        Edit = (name, xml) => name switch
        {
            "xl/worksheets/sheet1.xml" => $"<worksheet xmlns=\"{XmlWorkbook.Transitional}\"><sheetData>"
                + string.Concat(Rows.Select((cells, i) => $"<row r=\"{i + 1}\">{cells}</row>")) + "</sheetData></worksheet>",
            "xl/worksheets/sheet2.xml" => $"<worksheet xmlns=\"{XmlWorkbook.Transitional}\"><sheetData>"
                + $"<row r=\"1\"><c r=\"A1\"><f>{Sheet}!E1*2</f><v>100</v></c></row></sheetData></worksheet>",
            _ => xml,
        },
    }.Write(new Draft(Sheet).Row(1, 1, "自评等级:良"), new Draft("汇总").Row(1, 1, 1.0));

    private static readonly Dictionary<Place, FinalValue> Scores = new()
    {
        [new(Sheet, "B1")] = FinalValue.Of(9.5m), [new(Sheet, "B3")] = FinalValue.Of(30m), [new(Sheet, "C2")] = FinalValue.Of(41m),
        [new(Sheet, "E4")] = FinalValue.Of("优"),
    };

    private static byte[] Copy() => MarkedCopy.WriteScored(
        Original, [.. Scores.Keys.Select(place => new Finding("FINAL_SCORE", Severity.Info, place, new("审定", ""), new("", "")))], Scores)!;

    [Fact]
    public void Those_that_shared_a_formula_get_it_as_their_own()
    {
        using var workbook = ReadBook.Of(Copy());
        var sheet = workbook.Worksheet(Sheet);

        Assert.Equal(
            ["", "ROUND(A2*0.5,2)+LEN(\"A1\")-2", "", "ROUND(A4*0.5,2)+LEN(\"A1\")-2"],
            new[] { "B1", "B2", "B3", "B4" }.Select(cell => sheet.Cell(cell).FormulaA1));
        Assert.Equal((9.5, 30.0), (sheet.Cell("B1").GetDouble(), sheet.Cell("B3").GetDouble()));
        Assert.Equal(
            ["B1+$A$1", "B2+$A$1", "B3+$A$1", "B4+$A$1"],
            new[] { "D1", "D2", "D3", "D4" }.Select(cell => sheet.Cell(cell).FormulaA1));
    }

    [Fact]
    public void An_array_formula_over_a_score_leaves_its_results()
    {
        using var workbook = ReadBook.Of(Copy());
        var sheet = workbook.Worksheet(Sheet);

        Assert.Equal(
            [(20.0, false), (41.0, false), (60.0, false), (80.0, false)],
            new[] { "C1", "C2", "C3", "C4" }.Select(cell => (sheet.Cell(cell).GetDouble(), sheet.Cell(cell).HasFormula)));
    }

    [Fact]
    public void A_grade_beside_its_label_in_one_cell_leaves_the_label()
    {
        using var workbook = ReadBook.Of(Copy());

        Assert.Equal("自评等级:优", workbook.Worksheet(Sheet).Cell("E4").GetString());
    }

    [Fact]
    public void The_same_file_and_scores_give_the_same_bytes_without_a_time_in_them()
    {
        var copy = Copy();
        using var zip = new System.IO.Compression.ZipArchive(new MemoryStream(copy));

        Assert.Equal(copy, Copy());
        Assert.Equal([1980], zip.Entries.Select(entry => entry.LastWriteTime.Year).Distinct());
    }

    [Fact]
    public void A_workbook_that_says_nothing_of_its_calculation_is_calculated_when_it_is_opened()
    {
        using var zip = new System.IO.Compression.ZipArchive(new MemoryStream(Copy()));
        using var reader = new StreamReader(zip.GetEntry("xl/workbook.xml")!.Open(), Encoding.UTF8);
        var xml = reader.ReadToEnd();

        Assert.Matches("</sheets><definedNames>.*</definedNames><calcPr fullCalcOnLoad=\"1\" */>", xml);
    }

    /// <summary>LibreOffice shows a result that is stored, whatever the workbook says of its calculation.</summary>
    [LibreOfficeFact]
    public async Task What_needs_a_score_shows_what_follows_from_it_on_other_sheets_too()
    {
        var saved = await Soffice.Convert("xlsx:Calc MS Excel 2007 XML", ("copy.xlsx", Copy()));
        var grids = XlsxReader.Read(saved[0], new Meter(SheetLimits.Default)).ToDictionary(grid => grid.Name);

        Assert.Equal(
            ["19.5", "20", "40", "30", "69.5", "30", "良"],
            new[] { "D1", "D2", "D3", "D4", "E1", "F1", "E2" }.Select(cell => Text(Sheet, cell)));
        Assert.Equal("139", Text("汇总", "A1"));

        string? Text(string sheet, string cell)
        {
            var (row, column) = CellReference.Parse(cell);
            return grids[sheet].At(row, column)?.Text;
        }
    }

    [Fact]
    public void Of_more_formulas_than_any_form_has_there_is_no_copy()
    {
        var rows = string.Concat(Enumerable.Range(1, 5_001).Select(row => $"<row r=\"{row}\"><c r=\"A{row}\"><f>B1</f><v>1</v></c></row>"));
        var workbook = new XmlWorkbook
        {
            Edit = (name, xml) => name == "xl/worksheets/sheet1.xml"
                ? $"<worksheet xmlns=\"{XmlWorkbook.Transitional}\"><sheetData>{rows}</sheetData></worksheet>"
                : xml,
        }.Write(new Draft(Sheet).Row(1, 1, 1.0));

        Assert.Null(MarkedCopy.WriteScored(workbook, [], new Dictionary<Place, FinalValue> { [new(Sheet, "B1")] = FinalValue.Of(1m) }));
        Assert.NotNull(MarkedCopy.Write(workbook, []));
    }

    [Fact]
    public void Nor_is_there_of_longer_ones()
    {
        var shared = string.Concat(Enumerable.Range(2, 20)
            .Select(row => $"<row r=\"{row}\"><c r=\"A{row}\"><f t=\"shared\" si=\"0\"/></c></row>"));
        var first = $"<row r=\"1\"><c r=\"A1\"><f t=\"shared\" si=\"0\" ref=\"A1:A21\">B1&amp;\"{new string('x', 8_000)}\"</f></c></row>";
        var workbook = new XmlWorkbook
        {
            Edit = (name, xml) => name == "xl/worksheets/sheet1.xml"
                ? $"<worksheet xmlns=\"{XmlWorkbook.Transitional}\"><sheetData>{first}{shared}</sheetData></worksheet>"
                : xml,
        }.Write(new Draft(Sheet).Row(1, 1, 1.0));

        Assert.Null(MarkedCopy.WriteScored(workbook, [], new Dictionary<Place, FinalValue> { [new(Sheet, "B1")] = FinalValue.Of(1m) }));
    }

    [Fact]
    public void A_name_without_end_is_read_once()
    {
        Assert.Empty(FormulaText.Areas(new string('a', 8_000) + new string('\'', 8_000), Sheet, out var isWhole));
        Assert.False(isWhole);
    }

    [Theory]
    [InlineData("SUM(H13:$H$17,'其他 表'!B2)+I6", 2, 1, "SUM(I15:$H$17,'其他 表'!C4)+J8")]
    [InlineData("LOG10(A1)&\"B2\"&$C3", 1, 1, "LOG10(B2)&\"B2\"&$C4")]
    public void A_formula_moves_all_but_what_is_fixed(string formula, int rows, int columns, string moved) =>
        Assert.Equal(moved, FormulaText.Moved(formula, rows, columns));

    [Theory]
    [InlineData("SUM(H13:H17)*2+I6", true)]
    [InlineData("IF(H1>=90,\"优\",TRUE)", true)]
    [InlineData("得分*2", false)]
    [InlineData("SUM(H:H)", false)]
    [InlineData("SUM(1:3)", false)]
    [InlineData("INDIRECT(\"H1\")", false)]
    public void What_a_formula_needs_is_known_when_it_names_cells(string formula, bool isWhole)
    {
        FormulaText.Areas(formula, Sheet, out var found);

        Assert.Equal(isWhole, found);
    }
}
