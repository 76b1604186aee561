using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Http;
using PerfFlow.Domain.Texts;

namespace PerfFlow.Functions.Edge.Http;

/// <summary>Names that senders give their files: shown and sent back, never a path and never a key.</summary>
internal static partial class FileNames
{
    private const int Longest = 128;
    private const int LongestStem = 100;

    /// <summary>The query value <c>fileName</c> without any folder, and without what hides or turns round what is beside it.</summary>
    public static string In(HttpRequest request, string usual)
    {
        var name = Path.GetFileName(request.Query["fileName"].ToString().Replace('\\', '/'));
        var clean = PlainText.Nfc(PlainText.Cleaned(name));
        return PlainText.IsBlank(clean) ? usual : clean.Length > Longest ? End(clean) : clean;
    }

    /// <summary>
    /// As the sender called it, with the extension of what it was found to be in the place of the one it says: an extension is what a
    /// double click goes by. What the stem holds beside is made harmless: no other extension before the real one, nothing that turns the
    /// text round, no name that Windows keeps for a device, nothing that a file system takes away or has a use of its own for.
    /// </summary>
    /// <param name="extension">Without its dot.</param>
    public static string Safe(string name, string extension)
    {
        var stem = Extension().Replace(name, "");
        var clean = Hidden().Replace(string.Concat(stem.EnumerateRunes().Select(Harmless)), "_").TrimStart(' ', '.');
        clean = string.Concat(clean.EnumerateRunes().Take(LongestStem)).TrimEnd(' ', '.');
        return $"{(PlainText.IsBlank(clean) ? "file" : Device().IsMatch(clean) ? $"_{clean}" : clean)}.{extension}";
    }

    private static string Harmless(Rune rune) =>
        rune == Rune.ReplacementChar
        || (rune.IsAscii && "\\/:*?\"<>|".Contains((char)rune.Value, StringComparison.Ordinal))
        || Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control or UnicodeCategory.Format
            or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator
            ? "_"
            : $"{rune}";

    /// <summary>Never beginning with half a pair.</summary>
    private static string End(string name) => char.IsLowSurrogate(name[^Longest]) ? name[^(Longest - 1)..] : name[^Longest..];

    /// <summary>A few letters at the end; 2023.12 and 1.签到表 have none.</summary>
    [GeneratedRegex(@"\.(?=[0-9]*[A-Za-z])[A-Za-z0-9]{1,12}[\s.]*\z")]
    private static partial Regex Extension();

    /// <summary>The dot of what would be read as an extension, were it at the end.</summary>
    [GeneratedRegex(@"\.(?=[0-9]*[A-Za-z])")]
    private static partial Regex Hidden();

    [GeneratedRegex(
        @"\A(?:CON|PRN|AUX|NUL|CLOCK\$|CONIN\$|CONOUT\$|(?:COM|LPT)[0-9¹²³])\s*(?:\.|\z)",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Device();
}
