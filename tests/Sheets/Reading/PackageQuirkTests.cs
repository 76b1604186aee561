using System.Text.RegularExpressions;
using PerfFlow.Sheets.Reading;
using PerfFlow.Sheets.Tests.Samples;
using PerfFlow.Sheets.Tests.Writers;

namespace PerfFlow.Sheets.Tests.Reading;

/// <summary>The same workbook as other programs may pack and write it: whatever the dress, the reading is the same.</summary>
public sealed class PackageQuirkTests
{
    private static readonly XmlWorkbook Writer = new();

    private static readonly Dictionary<string, Func<byte[]>> Dresses = new()
    {
        ["data descriptors"] = () => ZipQuirks.WithDescriptors(Parts()),
        ["64-bit fields"] = () => ZipQuirks.With64BitFields(Parts()),
        ["a comment behind the zip"] = () => Commented(Writer.Write(Drafts.SelfEvaluation()), "PK\u0005\u0006 not here"),
        ["part names in other cases"] = () => XmlWorkbook.Zip(Parts().ToDictionary(
            part => part.Key == "[Content_Types].xml" ? "[content_types].XML" : part.Key.Replace("xl/w", "XL/W", StringComparison.Ordinal),
            part => part.Value)),
        ["escaped relation targets"] = () =>
            Edited("xl/_rels/workbook.xml.rels", xml => xml.Replace("sheet1.xml", "sheet%31.xml", StringComparison.Ordinal)),
        ["targets with dots from the root"] = () => Edited(
            "xl/_rels/workbook.xml.rels",
            xml => xml.Replace("worksheets/sheet1.xml", "/xl/../xl/./worksheets/sheet1.xml", StringComparison.Ordinal)),
        ["byte order marks"] = () => ZipQuirks.WithDescriptors(Parts().ToDictionary(part => part.Key, part => "\uFEFF" + part.Value)),
        ["a prefix on every element"] = () => Edited("xl/worksheets/sheet1.xml", Prefixed),
        ["comments and CDATA in values"] = () => Edited(
            "xl/worksheets/sheet1.xml",
            xml => xml.Replace("<v>1180</v>", "<v><!-- 9 -->11<![CDATA[80]]></v><!-- <v>7</v> -->", StringComparison.Ordinal)),
        ["processing instructions"] = () =>
            Edited("xl/worksheets/sheet1.xml", xml => xml.Replace("<sheetData>", "<?mso what?><sheetData>", StringComparison.Ordinal)),
        ["a dimension that lies"] = () => Edited(
            "xl/worksheets/sheet1.xml",
            xml => xml.Replace("<sheetData>", "<dimension ref=\"A1:B2\"/><sheetData>", StringComparison.Ordinal)),
        ["an extension with cells of its own"] = () => Edited("xl/worksheets/sheet1.xml", xml => xml.Replace(
            "</worksheet>",
            "<extLst><ext><x><row r=\"40\"><c r=\"F13\"><v>99</v></c></row></x></ext></extLst></worksheet>",
            StringComparison.Ordinal)),
        ["a chart sheet before the form"] = () =>
            WithSheet("chartsheet", "xl/chartsheets/sheet1.xml", "<chartsheet xmlns=\"" + XmlWorkbook.Transitional + "\"/>"),
        ["a shared formula"] = () => Edited(
            "xl/worksheets/sheet1.xml",
            xml => xml.Replace("<v>1180</v>", "<f t=\"shared\" ref=\"F14:F15\" si=\"0\">590*2</f><v>1180</v>", StringComparison.Ordinal)),
        ["an array formula"] = () => Edited(
            "xl/worksheets/sheet1.xml",
            xml => xml.Replace("<v>1180</v>", "<f t=\"array\" ref=\"F14\">SUM(A1:A2)</f><v>1180</v>", StringComparison.Ordinal)),
        ["styles without formats"] = () =>
            Edited("xl/styles.xml", xml => xml.Replace("<cellXfs><xf numFmtId=\"0\"/>", "<cellXfs><xf/>", StringComparison.Ordinal)),
        ["whole columns with a style"] = () => Edited("xl/worksheets/sheet1.xml", xml => xml.Replace(
            "<sheetData>", "<cols><col min=\"1\" max=\"16384\" width=\"9\" style=\"1\"/></cols><sheetData>", StringComparison.Ordinal)),
        ["rows hidden far below"] = () => Edited(
            "xl/worksheets/sheet1.xml",
            xml => xml.Replace("</sheetData>", "<row r=\"1048576\" hidden=\"1\"/></sheetData>", StringComparison.Ordinal)),
        ["columns hidden to the right"] = () => Edited("xl/worksheets/sheet1.xml", xml => xml.Replace(
            "<sheetData>", "<cols><col min=\"20\" max=\"16384\" width=\"0\" hidden=\"1\"/></cols><sheetData>", StringComparison.Ordinal)),
    };

    private static readonly string Plain = ReadingJson.Of(SheetReader.Read(Writer.Write(Drafts.SelfEvaluation())));

    public static TheoryData<string> Names => [.. Dresses.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void Reads_the_same_with(string quirk) => Assert.Equal(Plain, ReadingJson.Of(SheetReader.Read(Dresses[quirk]())));

    [Theory]
    [InlineData("<sheets/>")]
    [InlineData("")]
    public void NO_FORM_for_a_workbook_without_sheets(string sheets)
    {
        var workbook = Edited("xl/workbook.xml", xml => Regex.Replace(xml, "<sheets>.*</sheets>", sheets, RegexOptions.NonBacktracking));

        Assert.Equal(["NO_FORM"], SheetReader.Read(workbook).Findings.Select(finding => finding.Code));
    }

    private static Dictionary<string, string> Parts() => Writer.Parts(Drafts.SelfEvaluation());

    private static byte[] Edited(string part, Func<string, string> edit)
    {
        var parts = Parts();
        var edited = edit(parts[part]);
        Assert.NotEqual(parts[part], edited);
        parts[part] = edited;
        return XmlWorkbook.Zip(parts);
    }

    private static byte[] WithSheet(string type, string part, string xml)
    {
        var parts = Parts();
        parts[part] = xml;
        parts["xl/workbook.xml"] = parts["xl/workbook.xml"].Replace(
            "<sheets>", "<sheets><sheet name=\"图\" sheetId=\"9\" r:id=\"rX\"/>", StringComparison.Ordinal);
        parts["xl/_rels/workbook.xml.rels"] = parts["xl/_rels/workbook.xml.rels"].Replace(
            "</Relationships>",
            $"<Relationship Id=\"rX\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/{type}\" "
            + $"Target=\"{part[3..]}\"/></Relationships>",
            StringComparison.Ordinal);
        return XmlWorkbook.Zip(parts);
    }

    private static string Prefixed(string xml) =>
        Regex.Replace(
            xml.Replace(" xmlns=", " xmlns:x=", StringComparison.Ordinal), "<(/?)([a-zA-Z])", "<$1x:$2", RegexOptions.NonBacktracking);

    private static byte[] Commented(byte[] zip, string comment)
    {
        var bytes = System.Text.Encoding.Latin1.GetBytes(comment);
        zip[^2] = (byte)bytes.Length;
        return [.. zip, .. bytes];
    }
}
