using System.Text;

namespace PerfFlow.Sheets.Gate;

/// <summary>Tells apart the texts that systems and people send under the name of a workbook, so that each hears what to do.</summary>
internal static class TextFiles
{
    private const int Head = 4096;

    public static FileRefusal Refusal(ReadOnlySpan<byte> file)
    {
        var head = file[..Math.Min(file.Length, Head)];
        var text = (head.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xFE]) ? Encoding.Unicode : Encoding.Latin1).GetString(head);
        return Has("urn:schemas-microsoft-com:office:spreadsheet") || Has("<?mso-application progid=\"Excel.Sheet\"") ? FileRefusal.XmlTable
            : Has("urn:schemas-microsoft-com:office:word") || Has("wordprocessingml") || text.TrimStart()
                .StartsWith("{\\rtf", StringComparison.Ordinal)
                ? FileRefusal.WordDocument
            : Has("<html") || Has("<table") || Has("<!doctype html") || Has("<body") || Has("MIME-Version:") ? FileRefusal.WebPage
            : FileRefusal.TextFile;

        bool Has(string mark) => text.Contains(mark, StringComparison.OrdinalIgnoreCase);
    }
}
