using System.Text.RegularExpressions;

namespace PerfFlow.Functions.Reviews;

/// <summary>Where a document points to.</summary>
internal static partial class Targets
{
    /// <summary>
    /// To another machine: any scheme but a file's, and shares. Paths and drives of its author's machine, which programs leave behind
    /// (a template, a picture pasted from a page), lead nowhere.
    /// </summary>
    public static bool IsRemote(string target)
    {
        var text = Uri.UnescapeDataString(target.Trim()).Replace('\\', '/');
        if (text.StartsWith("file:", StringComparison.OrdinalIgnoreCase))
        {
            var path = text["file:".Length..];
            var bare = path.TrimStart('/');
            var slashes = path.Length - bare.Length;
            return slashes >= 2
                && slashes != 3
                && !Drive().IsMatch(bare)
                && !bare.StartsWith("localhost/", StringComparison.OrdinalIgnoreCase);
        }

        return !Drive().IsMatch(text) && (text.StartsWith("//", StringComparison.Ordinal) || Scheme().IsMatch(text));
    }

    [GeneratedRegex(@"\A[A-Za-z][:|]")]
    private static partial Regex Drive();

    [GeneratedRegex(@"\A[A-Za-z][A-Za-z0-9+.-]+:")]
    private static partial Regex Scheme();
}
