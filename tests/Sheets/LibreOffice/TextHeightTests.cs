using System.Globalization;
using System.Security;
using System.Text;
using PerfFlow.LibreOffice;
using PerfFlow.Sheets.Tests.Workbooks;
using PerfFlow.Sheets.Workbooks;

namespace PerfFlow.Sheets.Tests.LibreOffice;

public sealed class TextHeightTests
{
    private const int Texts = 100;
    private const double OneLine = 17;

    private static readonly double[] Widths = [.. Enumerable.Range(0, 10).Select(i => 9 + (i * 8.5))];

    private static readonly string[] Words =
    [
        "组织", "开展职业技能培训", "人次", "500", "12,345.67万元", "(含线上线下)", "“十四五”规划", "≥98%", "2023年12月底前", "Microsoft Office", "GDP",
        "20km", "因疫情减少一期", "见附件1",
    ];

    private static readonly string[] Marks = ["", "", ",", "。", ";", "、", ":", " "];

    private static readonly Gen<string> Text =
        Gen.Select(Gen.Int[0, Words.Length - 1], Gen.Int[0, Marks.Length - 1], (word, mark) => Words[word] + Marks[mark])
            .Array[1, 25].Select(words => string.Concat(words).Trim());

    [PrintedFact]
    public async Task A_text_is_given_the_height_that_LibreOffice_finds_for_it_but_for_a_line_in_one_of_a_hundred_and_not_much_more()
    {
        var texts = new List<string>();
        Text.Sample(texts.Add, iter: Texts, threads: 1, seed: "0000000000001");

        using var fitted = ReadBook.Of((await Soffice.Convert("xlsx:Calc MS Excel 2007 XML", ("heights.fods", Flat(texts))))[0]);

        var heights = (
            from sheet in fitted.Worksheets.Zip(Widths)
            from text in texts.Index()
            let given = TextHeight.Of(text.Item, sheet.Second)
            select (Found: sheet.First.Row(text.Index + 1).Height, Given: given, Width: sheet.Second, Text: text.Item)).ToList();
        var less = heights.Where(each => each.Found > each.Given).ToList();
        Assert.InRange(less.Count, 0, heights.Count / 100);
        Assert.All(less, each => Assert.InRange(each.Found - each.Given, 0, OneLine));
        Assert.InRange(heights.Sum(each => each.Given) / heights.Sum(each => each.Found), 1, 1.6);
    }

    /// <summary>A sheet for each width, a text in each row; in its own format alone LibreOffice fits rows when it opens a file.</summary>
    private static byte[] Flat(IReadOnlyList<string> texts)
    {
        var xml = new StringBuilder("""
            <?xml version="1.0" encoding="UTF-8"?>
            <office:document xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
             xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"
             xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"
             xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0"
             office:version="1.2" office:mimetype="application/vnd.oasis.opendocument.spreadsheet"><office:automatic-styles>
            <style:style style:name="r" style:family="table-row">
            <style:table-row-properties style:use-optimal-row-height="true"/></style:style>
            <style:style style:name="c" style:family="table-cell"><style:table-cell-properties fo:wrap-option="wrap"/>
            <style:text-properties style:font-name="宋体" fo:font-family="宋体" style:font-family-asian="宋体" fo:font-size="11pt"
             style:font-size-asian="11pt"/></style:style>
            """);
        foreach (var (i, width) in Widths.Index())
        {
            xml.Append(CultureInfo.InvariantCulture, $"""
                <style:style style:name="w{i}" style:family="table-column"><style:table-column-properties
                 style:column-width="{((width * 7) + 5) / 96:0.0000}in"/></style:style>
                """);
        }

        xml.Append("</office:automatic-styles><office:body><office:spreadsheet>");
        for (var i = 0; i < Widths.Length; i++)
        {
            xml.Append(CultureInfo.InvariantCulture, $"""<table:table table:name="{i}"><table:table-column table:style-name="w{i}"/>""");
            foreach (var text in texts)
            {
                xml.Append(CultureInfo.InvariantCulture, $"""
                    <table:table-row table:style-name="r"><table:table-cell table:style-name="c"
                     office:value-type="string"><text:p>{SecurityElement.Escape(text)}</text:p></table:table-cell></table:table-row>
                    """);
            }

            xml.Append("</table:table>");
        }

        return Encoding.UTF8.GetBytes(xml.Append("</office:spreadsheet></office:body></office:document>").ToString());
    }
}
