using System.Diagnostics;

namespace PerfFlow.LibreOffice;

/// <summary>A fact that prints: it needs LibreOffice, <c>pdftotext</c> and a Chinese font, and says which of them is missing.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class PrintedFactAttribute : FactAttribute
{
    private static readonly string? Missing =
        Soffice.Path is null ? "soffice is not on the path (apt-get install libreoffice-calc libreoffice-writer)"
        : !Soffice.HasWriter ? "soffice has no Writer (apt-get install libreoffice-writer)"
        : Output("pdftotext", "-v") is null ? "pdftotext is not on the path (apt-get install poppler-utils)"
        : Output("fc-list", ":lang=zh") is null or "" ? "there is no Chinese font (apt-get install fonts-noto-cjk)"
        : null;

    public PrintedFactAttribute() => Skip = Missing;

    private static string? Output(string program, string argument)
    {
        try
        {
            using var process = Process.Start(
                new ProcessStartInfo(program, argument) { RedirectStandardOutput = true, RedirectStandardError = true })!;
            return process.StandardOutput.ReadToEnd();
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return null;
        }
    }
}
