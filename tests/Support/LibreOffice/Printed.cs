using System.Diagnostics;
using System.Text.RegularExpressions;

namespace PerfFlow.LibreOffice;

/// <summary>A workbook as LibreOffice prints it: the text of each page without spaces. A line that is cut off whole is not in it.</summary>
public static partial class Printed
{
    public static async Task<IReadOnlyList<IReadOnlyList<string>>> Of(params IReadOnlyList<(string Name, byte[] Bytes)> workbooks)
    {
        var printed = await Soffice.Convert("pdf", workbooks);
        return [.. printed.Select(Pages)];
    }

    private static IReadOnlyList<string> Pages(byte[] pdf)
    {
        var file = Path.GetTempFileName();
        try
        {
            File.WriteAllBytes(file, pdf);
            using var process = Process.Start(new ProcessStartInfo("pdftotext", ["-raw", file, "-"]) { RedirectStandardOutput = true })!;
            var text = process.StandardOutput.ReadToEnd();
            return [.. text.TrimEnd('\f').Split('\f').Select(page => Blank().Replace(page, ""))];
        }
        finally
        {
            File.Delete(file);
        }
    }

    [GeneratedRegex(@"\s+")]
    private static partial Regex Blank();
}
