using System.Globalization;
using Microsoft.AspNetCore.Http;

namespace PerfFlow.Functions.Edge.Http;

/// <summary>Names that senders give their files: shown and sent back, never a path and never a key.</summary>
internal static class FileNames
{
    private const int Longest = 128;

    /// <summary>The query value <c>fileName</c> without any folder.</summary>
    public static string In(HttpRequest request, string usual)
    {
        var name = Path.GetFileName(request.Query["fileName"].ToString().Replace('\\', '/'));
        var clean = string.Concat(name.Where(c => !char.IsControl(c)));
        return clean.Length switch { 0 => usual, > Longest => End(clean), _ => clean };
    }

    /// <summary>As the sender called it, without what no file system takes or what turns the text around to hide an extension.</summary>
    public static string Safe(string name) => string.Concat(name.Select(c =>
        "\\/:*?\"<>|".Contains(c, StringComparison.Ordinal)
        || CharUnicodeInfo.GetUnicodeCategory(c) is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.Surrogate
            ? '_'
            : c));

    /// <summary>Never beginning with half a pair.</summary>
    private static string End(string name) => char.IsLowSurrogate(name[^Longest]) ? name[^(Longest - 1)..] : name[^Longest..];
}
