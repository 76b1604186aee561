using System.Text.RegularExpressions;
using PerfFlow.Domain.Texts;

namespace PerfFlow.Domain.Indicators;

/// <summary>Which way a value is to change.</summary>
internal enum Trend
{
    None,
    Fall,
    Rise,
}

/// <summary>Falls and rises: 同比下降5%以上, 较上年减少2起, 提高2个百分点. A target of a fall is measured by how far it fell.</summary>
internal static partial class TrendText
{
    private static readonly string[] Falls =
        ["下降率", "下降", "降低率", "降低", "减少率", "减少", "下浮", "压减率", "压减", "压缩", "缩短", "节约率", "节约", "降幅", "减幅", "减低", "回落"];
    private static readonly string[] Rises = ["提高率", "提高", "提升率", "提升", "增长率", "增长", "上升率", "上升", "增加率", "增加", "增幅", "上浮", "扩大", "延长"];
    private static readonly string[] Degrees = ["幅度", "比例", "了", "为"];
    private static readonly string[] Upward = ["提高到", "提高至", "提升到", "提升至", "增加到", "增加至", "增长到", "增长至", "上升到", "上升至"];
    private static readonly string[] Downward =
        ["下降到", "下降至", "降低到", "降低至", "减少到", "减少至", "压减到", "压减至", "压缩到", "压缩至", "缩短到", "缩短至", "降至", "降到"];

    /// <summary>A letter of each of the words: most texts have none.</summary>
    private static readonly System.Buffers.SearchValues<char> Letters = System.Buffers.SearchValues.Create("降少浮减缩约落高升长加幅大");

    public static Trend Of(string raw)
    {
        if (!raw.AsSpan().ContainsAny(Letters))
        {
            return Trend.None;
        }

        ReadOnlySpan<char> text = NormalText.Of(raw);
        return Take(ref text);
    }

    /// <summary>Takes 较上年下降 and its kin off the front of a text; leaves one that says no direction as it is.</summary>
    public static Trend Take(ref ReadOnlySpan<char> text)
    {
        var rest = text;
        foreach (var compared in Compared().EnumerateMatches(rest))
        {
            rest = rest[compared.Length..];
            break;
        }

        if (WordScan.ContainsAny(rest[..Math.Min(rest.Length, 3)], Upward)
            || WordScan.ContainsAny(rest[..Math.Min(rest.Length, 3)], Downward))
        {
            return Trend.None; // 提高到95%: a level, no rise
        }

        var trend = WordScan.TakeAny(ref rest, Falls) ? Trend.Fall : WordScan.TakeAny(ref rest, Rises) ? Trend.Rise : Trend.None;
        if (trend == Trend.None || rest.IsEmpty || !Numerals.AnyIn(rest))
        {
            return Trend.None; // 降低成本: a phrase, no amount
        }

        WordScan.TakeAny(ref rest, Degrees);
        if (rest.IsEmpty || !(rest[0] is '-' or '约' or '近' || Numerals.AnyIn(rest[..1]) || BoundText.StartsWithOperator(rest)))
        {
            return Trend.None; // 增加值≥5亿元
        }

        text = rest;
        return trend;
    }

    /// <summary>Takes 提高到, 降至 off the front: the level to be reached, from below or from above.</summary>
    public static Trend TakeLevel(ref ReadOnlySpan<char> text)
    {
        var rest = text;
        foreach (var compared in Compared().EnumerateMatches(rest))
        {
            rest = rest[compared.Length..];
            break;
        }

        var toward = WordScan.TakeAny(ref rest, Upward) ? Trend.Rise : WordScan.TakeAny(ref rest, Downward) ? Trend.Fall : Trend.None;
        text = toward == Trend.None ? text : rest;
        return toward;
    }

    /// <summary>A name or a target that calls the change itself a measure: 成本下降率, 增幅. An amount without a sign is then clear.</summary>
    public static Trend Measured(string text) =>
        !text.AsSpan().ContainsAny(Letters) || Measure().Match(NormalText.Of(text)) is not { Success: true } match ? Trend.None
            : match.Groups[1].Success ? Trend.Fall
            : Trend.Rise;

    /// <summary>The word that <see cref="Take"/> reads again.</summary>
    public static string Word(Trend trend) => trend switch
    {
        Trend.Fall => "下降",
        Trend.Rise => "提高",
        _ => "",
    };

    /// <summary>An actual value in the sense of its target: of a fall, how far it fell.</summary>
    /// <param name="said">What the actual value itself says.</param>
    /// <param name="measured">The change is called a measure: its size alone says enough.</param>
    /// <param name="unclear">Whether it fell or rose is a question.</param>
    public static decimal Signed(decimal value, Trend target, Trend said, bool measured, out bool unclear)
    {
        unclear = target != Trend.None && (said == Trend.None ? target == Trend.Fall && (measured ? value < 0 : value > 0) : value < 0);
        return target == Trend.None ? value
            : said == Trend.None ? (target == Trend.Fall ? Math.Abs(value) : value)
            : said == target ? Math.Abs(value)
            : -Math.Abs(value);
    }

    [GeneratedRegex(
        "(?:(^节约|^缩短|^压减|^压缩|^减少(?!率)|(?:下降|降低|减少|压减|压缩|缩短|下浮|节约)(?:率|幅度?|比例)|降幅|减幅)|(?:增长|提高|提升|上升|增加)(?:率|幅度?|比例)|增幅|涨幅)",
        RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Measure();

    [GeneratedRegex(
        "^(?:(?:年度|全年|总体)?(?:同比|环比)|(?:较|比|与|对比|相比)(?:上年度?|去年|上一年度?|前年|同期|年初|年度初|基期|基准年|[0-9]{4}年度?)(?:年?同期|底|末)?(?:相比|水平|相对)?[,;]?)",
        RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Compared();
}
