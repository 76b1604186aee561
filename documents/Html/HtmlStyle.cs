using System.Globalization;
using PerfFlow.Domain.Documents;

namespace PerfFlow.Documents.Html;

/// <summary>The profile as a style sheet. Its fonts are names of a setting: what could end a string in it is left out.</summary>
internal static class HtmlStyle
{
    public static string Of(StyleProfile style) => string.Create(CultureInfo.InvariantCulture, $$"""
        @page { size: A4; margin: {{style.Margins.Top}}mm {{style.Margins.Right}}mm {{style.Margins.Bottom}}mm {{style.Margins.Left}}mm; }
        @page wide { size: A4 landscape; }
        body { margin: 0 auto; max-width: 60rem; padding: 1rem; }
        body { font: {{style.Body.Size}}pt/{{style.LineSpacing}}pt {{Fonts(style, style.Body)}}; }
        h1 { text-align: center; font: {{style.Title.Size}}pt/1.4 {{Fonts(style, style.Title)}}; }
        h2 { font: {{style.Heading1.Size}}pt/{{style.LineSpacing}}pt {{Fonts(style, style.Heading1)}}; }
        h3 { font: {{style.Heading2.Size}}pt/{{style.LineSpacing}}pt {{Fonts(style, style.Heading2)}}; }
        h2, h3, h4, caption { break-after: avoid; }
        p { margin: 0; text-indent: 2em; overflow-wrap: anywhere; }
        table { width: 100%; border-collapse: collapse; margin: 0.5rem 0; font-size: {{style.TableSize}}pt; line-height: 1.4; }
        th, td { border: 1px solid #333; padding: 0.2em 0.4em; overflow-wrap: anywhere; }
        thead { display: table-header-group; }
        tr { break-inside: avoid; }
        .right { text-align: right; white-space: nowrap; }
        .center { text-align: center; }
        .page { break-before: page; }
        .wide { page: wide; }
        .signature { break-inside: avoid; margin-top: 3rem; text-align: right; }
        .sign { text-align: left; }
        @media print { body { max-width: none; padding: 0; } }
        """);

    private static string Fonts(StyleProfile style, Face face) => $"\"{Name(style.Digits)}\", \"{Name(face.Font)}\", serif";

    private static string Name(string font)
        => string.Concat(font.Where(letter => char.IsLetterOrDigit(letter) || letter is ' ' or '_' or '-'));
}
