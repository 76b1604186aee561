using System.Globalization;
using System.Text;
using PerfFlow.Demo.Data;

namespace PerfFlow.Demo.Year;

/// <summary>Evidence (佐证材料) of an indicator, as small as a PDF can be: one page that names project, indicator and actual value.</summary>
internal static class SupportingFile
{
    private const string Font =
        "<< /Type /Font /Subtype /Type0 /BaseFont /STSong-Light /Encoding /UniGB-UCS2-H /DescendantFonts [6 0 R] >>";

    private const string FontOfGlyphs =
        "<< /Type /Font /Subtype /CIDFontType0 /BaseFont /STSong-Light /CIDSystemInfo << /Registry (Adobe) /Ordering (GB1) /Supplement 4 >>"
        + " /FontDescriptor << /Type /FontDescriptor /FontName /STSong-Light /Flags 6 /FontBBox [-25 -254 1000 880] /ItalicAngle 0"
        + " /Ascent 880 /Descent -120 /CapHeight 880 /StemV 93 >> >>";

    public static (string Name, byte[] Content) For(Project project, string indicator)
    {
        var actual = project.Indicators.Single(other => other.Name == indicator).ActualUpTo(12);
        return (
            $"{project.Number:00}-{project.Name.Value}-佐证-{indicator}.pdf",
            Page(project.Name.Value, "佐证材料(演示)", $"{indicator}: {actual}"));
    }

    private static byte[] Page(params string[] lines)
    {
        var text = string.Concat(lines.Select(line => $"<{Convert.ToHexString(Encoding.BigEndianUnicode.GetBytes(line))}> Tj T* "));
        var content = $"BT /F1 16 Tf 28 TL 72 760 Td {text}ET";
        string[] objects =
        [
            "<< /Type /Catalog /Pages 2 0 R >>",
            "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>",
            $"<< /Length {content.Length} >>\nstream\n{content}\nendstream",
            Font,
            FontOfGlyphs,
        ];

        var pdf = new StringBuilder("%PDF-1.4\n");
        var offsets = new List<int>();
        foreach (var (number, body) in objects.Index())
        {
            offsets.Add(pdf.Length);
            pdf.Append(CultureInfo.InvariantCulture, $"{number + 1} 0 obj\n{body}\nendobj\n");
        }

        var table = pdf.Length;
        pdf.Append(CultureInfo.InvariantCulture, $"xref\n0 {objects.Length + 1}\n0000000000 65535 f \n");
        pdf.AppendJoin("", offsets.Select(offset => string.Create(CultureInfo.InvariantCulture, $"{offset:D10} 00000 n \n")));
        pdf.Append(CultureInfo.InvariantCulture, $"trailer\n<< /Size {objects.Length + 1} /Root 1 0 R >>\nstartxref\n{table}\n%%EOF\n");
        return Encoding.ASCII.GetBytes(pdf.ToString());
    }
}
