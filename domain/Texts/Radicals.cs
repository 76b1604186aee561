using System.Buffers;
using System.Collections.Frozen;
using System.Text;

namespace PerfFlow.Domain.Texts;

/// <summary>
/// Radicals that text copied out of a PDF has in place of the characters that look like them. NFKC knows those of Kangxi (U+2F00 to U+2FD5)
/// and two of the Supplement (U+2E80 to U+2EF3); the table is the Supplement's part of Unicode's EquivalentUnifiedIdeograph.txt, 14.0.
/// </summary>
internal static class Radicals
{
    private const string Supplement =
        "⺁厂⺂乛⺃乚⺄乙⺅亻⺆冂⺇𠘨⺈刀⺉刂⺊卜⺋㔾⺌小⺍小⺎兀⺏尣⺐尢⺑𡯂⺒巳⺓幺⺔彑⺕彐⺖忄⺗心⺘扌⺙攵⺛旡⺜日⺝月⺞歺⺟母⺠民⺡氵⺢氺⺣灬⺤爫⺥爫⺦丬"
        + "⺧牛⺨犭⺩王⺪𤴔⺫目⺬示⺭礻⺮𥫗⺯糹⺰纟⺱罓⺲罒⺳㓁⺴冗⺵𦉫⺶羊⺷𦍌⺸𦍋⺹耂⺺肀⺻聿⺼肉⺽𦥑⺾艹⺿艹⻀艹⻁虎⻂衤⻃覀⻄西⻅见⻆角⻇𧢲⻈讠⻉贝⻊𧾷⻋车⻌辶"
        + "⻍辶⻎辶⻏邑⻐钅⻑長⻒镸⻓长⻔门⻕𨸏⻖阝⻗雨⻘青⻙韦⻚页⻛风⻜飞⻝食⻞𩙿⻟飠⻠饣⻡𩠐⻢马⻣骨⻤鬼⻥鱼⻦鸟⻧卤⻨麦⻩黄⻪黾⻫斉⻬齐⻭歯⻮齿⻯竜⻰龙⻱龜⻲亀⻳龟";

    /// <summary>
    /// Of Kangxi, where NFKC gives another form than the one written today: ⼾ stands in a PDF for 户, and becomes 戶.
    /// </summary>
    private const string OfToday = "⼾户⾭青⿈黄";

    private static readonly FrozenDictionary<char, string> Ideographs = (Supplement + OfToday).EnumerateRunes()
        .Chunk(2)
        .ToFrozenDictionary(pair => (char)pair[0].Value, pair => pair[1].ToString());

    private static readonly SearchValues<char> Known = SearchValues.Create([.. Ideographs.Keys]);

    /// <summary>With the ideographs that they stand for; the same text where there is none.</summary>
    public static string Replaced(string text)
    {
        if (!text.AsSpan().ContainsAny(Known))
        {
            return text;
        }

        var replaced = new StringBuilder(text.Length);
        foreach (var c in text)
        {
            _ = Ideographs.TryGetValue(c, out var ideograph) ? replaced.Append(ideograph) : replaced.Append(c);
        }

        return replaced.ToString();
    }
}
