using PerfFlow.Domain.Forms;
using PerfFlow.Domain.Texts;
using PerfFlow.Domain.Words;

namespace PerfFlow.Sheets.Forms;

/// <summary>Tick marks and the likelihood block (field.md §3.2).</summary>
internal static class Ticks
{
    private const string Marks = "√✓✔☑■●▲✅";

    /// <summary>Longer than any list of choices: a text, to be read by people.</summary>
    private const int LongestMark = 200;

    private static readonly (string Word, Likelihood Value)[] Names =
        [
            (Word.Of(Likelihood.Impossible), Likelihood.Impossible),
            ("不可能", Likelihood.Impossible),
            .. new[] { Likelihood.Certain, Likelihood.Possible }.Select(value => (Word.Of(value), value)),
        ];

    /// <summary>Anything but a blank, a placeholder or a no: sections also write the reason itself into the column.</summary>
    public static bool IsTicked(string text) =>
        !NumberText.IsPlaceholder(text)
        && (text.Length > LongestMark || TightText.Of(text) is not ("无" or "否" or "0" or "N" or "n" or "×" or "□" or "☐" or "×"));

    /// <returns>Null for nothing ticked; false for <paramref name="clear"/> when the marks say several things or none we know.</returns>
    public static Likelihood? Chosen(FormArea area, IndicatorHeader header, int row, out bool clear)
    {
        clear = true;
        if (header[Column.Certain] is { } certain && header[Column.Possible] is { } possible && header[Column.Impossible] is { } impossible)
        {
            var ticked = new[] { (certain, Likelihood.Certain), (possible, Likelihood.Possible), (impossible, Likelihood.Impossible) }
                .Where(choice => IsTicked(area.Text(row, choice.Item1)))
                .Select(choice => choice.Item2)
                .ToList();
            clear = ticked.Count <= 1;
            return ticked.Count == 1 ? ticked[0] : null;
        }

        var text = header[Column.Likelihood] is { } column ? area.Text(row, column) : "";
        if (NumberText.IsPlaceholder(text))
        {
            return null;
        }

        if (text.Length > LongestMark)
        {
            clear = false;
            return null;
        }

        var choices = Named(TightText.Of(text));
        clear = choices.Count == 1;
        return clear ? choices[0] : null;
    }

    private static List<Likelihood> Named(string text) => text switch
    {
        "1" => [Likelihood.Certain],
        "2" => [Likelihood.Possible],
        "3" => [Likelihood.Impossible],
        _ => Marked(text),
    };

    /// <summary>Of ☑确定能 ☐有可能 the one with the mark before it; of a single word that word.</summary>
    private static List<Likelihood> Marked(string text)
    {
        var all = new List<Likelihood>();
        var marked = new List<Likelihood>();
        foreach (var (word, value) in Names)
        {
            var at = text.IndexOf(word, StringComparison.Ordinal);
            if (at < 0)
            {
                continue;
            }

            all.Add(value);
            if (at > 0 && Marks.Contains(text[at - 1], StringComparison.Ordinal))
            {
                marked.Add(value);
            }

            text = text.Replace(word, new string(' ', word.Length), StringComparison.Ordinal);
        }

        return marked.Count > 0 ? marked : all;
    }
}
