using System.Text.RegularExpressions;
using PerfFlow.Domain.Texts;

namespace PerfFlow.Domain.Judgement;

/// <summary>Whether a sheet names the project it is asked for.</summary>
internal static partial class ProjectNames
{
    /// <summary>However wide or spaced; the budget platform's code may stand before the name: 51000023R000000010001-养护经费.</summary>
    public static bool Same(string written, string asked) =>
        TightText.Of(PlainText.Nfc(written)) is var tight
        && TightText.Of(PlainText.Nfc(asked)) is var name
        && (tight == name || Code().Replace(tight, "") == name);

    [GeneratedRegex("^[0-9A-Z]{8,30}[-—–_]", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Code();
}
