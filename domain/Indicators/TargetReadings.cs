using PerfFlow.Domain.Findings;
using PerfFlow.Domain.Profiles;
using PerfFlow.Domain.Texts;

namespace PerfFlow.Domain.Indicators;

/// <summary>The readings that parts of a text would have, to show when the whole has none.</summary>
internal static class TargetReadings
{
    private static readonly Place Nowhere = new("", "");

    public static IReadOnlyList<Target> In(ReadOnlySpan<char> text, Profile profile, int year)
    {
        var readings = new List<Target>();
        if (text.Length > NormalText.Longest)
        {
            return readings;
        }

        foreach (var piece in Pieces(text.ToString()))
        {
            var read = TargetGrammar.Parse(piece, piece, profile, year, out _, out _, Nowhere);
            if (read is not null && read.Nature != TargetNature.Qualitative && !readings.Any(r => r.ToString() == read.ToString()))
            {
                readings.Add(read);
            }
        }

        KeepSign(readings, text);
        if (readings.Count == 0 && WordScan.ContainsAny(text, profile.Qualitative.Completeness ?? []))
        {
            readings.Add(new Target(TargetNature.Equal, 100, null, null, "%", false, ""));
        }

        return readings;
    }

    /// <summary>Where the text compares, what is offered compares the same way: ≤3% is never offered as =3%.</summary>
    private static void KeepSign(List<Target> readings, ReadOnlySpan<char> text)
    {
        TargetNature? nature = text.IndexOfAny(Signs.Comparing) is >= 0 and var at
            ? text[at] switch
            {
                '≥' => TargetNature.AtLeast,
                '≤' => TargetNature.AtMost,
                '>' => TargetNature.MoreThan,
                '<' => TargetNature.LessThan,
                _ => null,
            }
            : null;
        if (nature is not { } sign)
        {
            return;
        }

        for (var i = readings.Count - 1; i >= 0; i--)
        {
            readings[i] = readings[i].Nature == TargetNature.Equal ? readings[i] with { Nature = sign } : readings[i];
            if (readings[i].Nature != sign)
            {
                readings.RemoveAt(i);
            }
        }
    }

    /// <summary>Cut at commas and joining words, and where a new number begins after a word.</summary>
    private static IEnumerable<string> Pieces(string text)
    {
        var start = 0;
        var digits = false;
        for (var i = 0; i < text.Length; i++)
        {
            var digit = char.IsAsciiDigit(text[i]);
            var separator = text[i] is ',' or ';' or '且' or '并' or '和' or '及' or '或' or '(' or ')';
            var newNumber = digit
                && digits
                && i > start
                && !char.IsAsciiDigit(text[i - 1])
                && text[i - 1] is not ('.' or '-' or '~' or '/' or '年' or '月');
            if (separator || newNumber)
            {
                if (i > start)
                {
                    yield return text[start..i];
                }

                (start, digits) = (separator ? i + 1 : i, false);
            }

            digits |= digit;
        }

        if (start < text.Length)
        {
            yield return text[start..];
        }
    }
}
