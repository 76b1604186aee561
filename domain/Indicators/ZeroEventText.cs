using PerfFlow.Domain.Profiles;
using PerfFlow.Domain.Texts;

namespace PerfFlow.Domain.Indicators;

/// <summary>无…事件, 零投诉, 不发生…: none may happen.</summary>
internal static class ZeroEventText
{
    private const int LongestNoun = 12;

    private static readonly string[] None = ["不发生", "未发生", "不出现", "未出现", "没有发生", "没有出现", "无发生", "杜绝", "避免发生"];

    /// <summary>Words that begin with 零 and name a good or a thing, not a number of events.</summary>
    private static readonly string[] NotZero =
        [
            "距离", "售", "星", "工", "部件", "配件", "基", "碳", "排放", "利率", "首付", "跑",
            "门槛", "接触", "钱", "食", "用", "件", "散", "增长", "报告", "起步", "利润", "库存",
        ];

    /// <summary>Letters of harm and delay: 误, 漏, 伤, 逾期, 超期 and their kin stand in every noun of what must not happen.</summary>
    private static readonly string[] Harms =
    [
        "误", "漏", "错", "缺", "损", "伤", "亡", "死", "病", "疫", "灾", "险", "故", "障", "违", "犯", "罪", "诉", "访", "纷", "欠", "逾", "超期", "超时", "超标",
        "延", "滞", "脱岗", "旷", "缺岗", "空岗", "迟", "退", "返", "泄", "污", "盗", "骗", "弊", "腐", "堵", "断", "停", "烂", "坏", "失", "丢", "浪费", "闲置",
        "空编", "积压", "负面", "溺", "塌",
        "火", "爆", "差评", "命案", "案件", "刑案", "发案", "虚假", "偏差", "虚报", "冒领", "挪用", "截留", "侵占", "拒", "脱管", "辍学", "复吸", "复发", "瑕疵", "质疑",
        "举报", "隐患", "问题", "舆情",
    ];

    /// <summary>无障碍, 无害化 and the like are names of a good, not of a harm that is absent.</summary>
    private static readonly string[] Names = ["障碍", "害化", "缝", "线", "人机", "人值守", "烟", "纸化", "偿", "形", "故障率", "距离", "售", "工", "星"];

    /// <summary>What a noun of a good ends with, whatever harm it is free of: 无诉社区, 无疫小区创建, 无损检测合格.</summary>
    private static readonly string[] Goods =
    [
        "店", "社区", "小区", "村", "镇", "城", "城市", "县", "学校", "单位", "机关", "企业", "家庭", "创建", "覆盖", "合格", "检测", "制度", "承诺", "建设", "服务",
        "率", "化",
    ];

    /// <summary>What follows 无 or 零 in 无缝衔接 and 零距离: no number of events.</summary>
    public static bool IsGood(ReadOnlySpan<char> noun)
    {
        foreach (var name in (ReadOnlySpan<string>)[.. Names, .. NotZero])
        {
            if (noun.StartsWith(name, StringComparison.Ordinal))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>A target in words, 零延误, as no number says what must not happen.</summary>
    public static bool IsByWord(string raw) => !NormalText.Of(raw).AsSpan().ContainsAny(Signs.Digits);

    public static bool Is(ReadOnlySpan<char> text, Profile profile)
    {
        // 无安全事故,投诉三起 says more than that there was none.
        if (text.ContainsAny(Signs.Quantities) || (text.ContainsAny(",;.") && Numerals.AnyIn(text)))
        {
            return false;
        }

        var rest = text;
        return (WordScan.TakeAny(ref rest, None) && !WordScan.ContainsAny(rest, ["或", "减少", "下降"]))
            || (WordScan.TakeAny(ref rest, ["没有", "无", "零"])
                && (WordScan.ContainsAny(rest, profile.Qualitative.ZeroEvents) || IsHarm(rest) || (text[0] == '零' && IsEvent(rest))));
    }

    /// <summary>零脱岗, 零上访: nobody sets himself none of a good.</summary>
    private static bool IsEvent(ReadOnlySpan<char> noun)
    {
        foreach (var thing in NotZero)
        {
            if (noun.StartsWith(thing, StringComparison.Ordinal))
            {
                return false;
            }
        }

        return noun.Length is >= 2 and <= 6;
    }

    private static bool IsHarm(ReadOnlySpan<char> noun)
    {
        foreach (var name in Names)
        {
            if (noun.StartsWith(name, StringComparison.Ordinal))
            {
                return false;
            }
        }

        var last = noun;
        return noun.Length is >= 2 and <= LongestNoun && !WordScan.TakeLast(ref last, Goods) && WordScan.ContainsAny(noun, Harms);
    }
}
