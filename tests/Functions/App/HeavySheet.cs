using System.IO.Compression;
using System.Text;

namespace PerfFlow.Functions.Tests.App;

/// <summary>A sheet of targets as large as the reader takes, written by hand: a library would need minutes for it.</summary>
internal static class HeavySheet
{
    private const string Main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    private const string Relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    private const string Package = "http://schemas.openxmlformats.org/package/2006";
    private const string Types = "application/vnd.openxmlformats-officedocument.spreadsheetml";

    /// <param name="target">Of each row of indicators.</param>
    /// <param name="padding">Bytes of a part beside the sheet that does not pack.</param>
    public static byte[] Of(int rows, string target = "≥1人", int padding = 0, string project = "培训项目", int year = 2023)
    {
        using var stream = new MemoryStream();
        using (var zip = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            Write(
                "[Content_Types].xml",
                $"<Types xmlns=\"{Package}/content-types\"><Default Extension=\"xml\" ContentType=\"application/xml\"/>"
                + $"<Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>"
                + $"<Override PartName=\"/xl/workbook.xml\" ContentType=\"{Types}.sheet.main+xml\"/>"
                + $"<Override PartName=\"/xl/worksheets/sheet1.xml\" ContentType=\"{Types}.worksheet+xml\"/></Types>");
            Write("_rels/.rels", Related("officeDocument", "xl/workbook.xml"));
            Write(
                "xl/workbook.xml",
                $"<workbook xmlns=\"{Main}\" xmlns:r=\"{Relations}\">"
                + "<sheets><sheet name=\"S\" sheetId=\"1\" r:id=\"r\"/></sheets></workbook>");
            Write("xl/_rels/workbook.xml.rels", Related("worksheet", "worksheets/sheet1.xml"));
            Write(
                "xl/worksheets/sheet1.xml",
                $"<worksheet xmlns=\"{Main}\"><sheetData>{Rows(project, year, rows, target)}</sheetData></worksheet>");
            if (padding > 0)
            {
                var noise = new byte[padding];
                new Random(1).NextBytes(noise);
                using var part = zip.CreateEntry("xl/media/noise.bin", CompressionLevel.NoCompression).Open();
                part.Write(noise);
            }

            void Write(string name, string xml)
            {
                using var part = new StreamWriter(zip.CreateEntry(name, CompressionLevel.Fastest).Open(), new UTF8Encoding(false));
                part.Write(xml);
            }
        }

        return stream.ToArray();
    }

    private static string Related(string type, string target) =>
        $"<Relationships xmlns=\"{Package}/relationships\">"
        + $"<Relationship Id=\"r\" Type=\"{Relations}/{type}\" Target=\"{target}\"/></Relationships>";

    private static string Rows(string project, int year, int count, string target) =>
        Row(1, "项目支出绩效目标申报表") + Row(2, $"{year}年度 金额单位:万元") + Row(3, "项目名称", project)
        + Row(4, "一级指标", "二级指标", "三级指标", "指标值", "分值")
        + string.Concat(Enumerable.Range(5, count).Select(row => Row(row, "产出指标", "数量指标", $"指标{row}", target, "0.01")));

    private static string Row(int row, params string[] texts) =>
        $"<row r=\"{row}\">{string.Concat(texts.Select(text => $"<c t=\"inlineStr\"><is><t>{text}</t></is></c>"))}</row>";
}
