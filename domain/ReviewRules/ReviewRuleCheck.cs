using PerfFlow.Domain.Findings;
using PerfFlow.Domain.Forms;
using PerfFlow.Domain.Indicators;
using PerfFlow.Domain.Profiles;
using PerfFlow.Domain.Scoring;
using PerfFlow.Domain.Texts;

namespace PerfFlow.Domain.ReviewRules;

/// <summary>
/// The rules by which reviewers take points off (field.md §4.7), told to the section before it submits. Nothing is deducted here:
/// a finding says what a reviewer may do. Which rules hold, how heavy they are and what they look for is data of the profile.
/// </summary>
internal static class ReviewRuleCheck
{
    public static IEnumerable<Finding> Targets(TargetForm form, IReadOnlyList<ApprovedIndicator> indicators, Profile profile)
    {
        var places = form.Rows.ToLookup(r => r.Key.Name.Raw.Trim(), r => r.Key.Name.Place);
        return
        [
            .. form.Rows.SelectMany(r => Misfits(r.Key, profile)),
            .. indicators.SelectMany(i => Vague(i, places[i.Name].FirstOrDefault(), profile)),
            .. Repeated([.. form.Rows.Select(r => r.Key)], profile),
        ];
    }

    public static IEnumerable<Finding> SelfEvaluation(SelfEvaluationForm form, Profile profile) =>
    [
        .. form.Rows.SelectMany(r => Misfits(r.Key, profile)),
        .. form.Rows.SelectMany(r => PartlyLate(r, profile)),
        .. Repeated([.. form.Rows.Select(r => r.Key)], profile),
    ];

    private static IEnumerable<Finding> Misfits(IndicatorKey key, Profile profile) =>
        Rule(profile, ReviewRuleCode.KindMisfit) is { Words: { } words } rule
        && Taxonomy.KindOf(profile, key.Level2.Raw) is { Kind.Name: "数量指标" }
        && Named(words, key.Name.Raw) is { } word
            ? [Finding(
                "KIND_MISFIT", rule, key.Name.Place, $"“{key.Name.Raw}”是{word},不是产出数量",
                $"\"{key.Name.Raw}\" is about {word}, not a quantity of output")]
            : [];

    private static IEnumerable<Finding> Vague(ApprovedIndicator indicator, Place? place, Profile profile) =>
        Rule(profile, ReviewRuleCode.NotExaminable) is { } rule
        && indicator.Target.Nature == TargetNature.Qualitative
        && Taxonomy.KindOf(profile, indicator.Level2) is { Level.Name: "产出指标" or "成本指标" }
            ? [Finding(
                "NOT_EXAMINABLE", rule, place, $"产出类指标“{indicator.Name}”没有可考核的量值",
                $"The output indicator \"{indicator.Name}\" has nothing that can be examined")]
            : [];

    private static IEnumerable<Finding> PartlyLate(SelfEvaluationRow row, Profile profile) =>
        Rule(profile, ReviewRuleCode.PartlyLate) is { Words: { } words } rule
        && Taxonomy.KindOf(profile, row.Key.Level2.Raw) is { Kind.Name: "时效指标" }
        && Named(words, row.Actual.Raw, row.Explanation.Raw) is { } word
            ? [Finding(
                "PARTLY_LATE", rule, row.Actual.Place, $"时效指标“{row.Key.Name.Raw}”写有“{word}”",
                $"The timeliness indicator \"{row.Key.Name.Raw}\" mentions {word}")]
            : [];

    /// <summary>A score that stands on no 佐证材料; of satisfaction, on no survey.</summary>
    public static IEnumerable<Finding> WithoutEvidence(IndicatorResult result, Profile profile)
    {
        if (Taxonomy.IsSatisfaction(profile, result.Level1))
        {
            return Rule(profile, ReviewRuleCode.SatisfactionWithoutSurvey) is { } survey
                ? [Finding(
                    "SATISFACTION_WITHOUT_SURVEY", survey, result.Place, $"满意度“{result.Name}”无佐证",
                    $"The satisfaction \"{result.Name}\" has no survey evidence")]
                : [];
        }

        return Rule(profile, ReviewRuleCode.NoEvidence) is { } rule
            ? [Finding("NO_EVIDENCE", rule, result.Place, $"“{result.Name}”没有佐证材料", $"\"{result.Name}\" has no evidence")]
            : [];
    }

    /// <summary>Reviewers let only one of them score.</summary>
    private static IEnumerable<Finding> Repeated(IReadOnlyList<IndicatorKey> keys, Profile profile) =>
        Rule(profile, ReviewRuleCode.CountedTwice) is { } rule
            ? CountedTwice.In(keys).Select(pair =>
            {
                var (one, two) = (pair.Later.Name.Raw, pair.Earlier.Name.Raw);
                return Finding(
                    "COUNTED_TWICE", rule, pair.Later.Name.Place, $"“{one}”与另一一级指标下的“{two}”重复",
                    $"\"{one}\" repeats \"{two}\" of another level 1");
            })
            : [];

    /// <summary>The first of the words that one of the texts holds.</summary>
    private static string? Named(IReadOnlyList<string> words, string text, string other = "")
    {
        foreach (var word in words)
        {
            if (Says(text, word) || Says(other, word))
            {
                return word;
            }
        }

        return null;
    }

    /// <summary>The text holds the word and does not deny it: 未逾期 and 没有延期 are no delay.</summary>
    private static bool Says(string text, string word)
    {
        for (var at = text.IndexOf(word, StringComparison.Ordinal); at >= 0; at = text.IndexOf(word, at + 1, StringComparison.Ordinal))
        {
            var before = text.AsSpan(0, at);
            if (!WordScan.TakeLast(ref before, ["未", "无", "没有", "没", "不"]))
            {
                return true;
            }
        }

        return false;
    }

    private static ReviewRule? Rule(Profile profile, ReviewRuleCode code)
    {
        for (var i = 0; i < profile.Review.Count; i++)
        {
            if (profile.Review[i].Code == code)
            {
                return profile.Review[i];
            }
        }

        return null;
    }

    private static Finding Finding(string code, ReviewRule rule, Place? place, string zh, string en)
    {
        var shares = string.Join("/", rule.Deductions.Select(d => $"{TargetPrinter.Number(d * 100)}%"));
        return new Finding(code, rule.Severity, place,
            new Message(
                $"{zh}{(shares.Length == 0 ? "" : $",评审时可扣该指标分值的 {shares}")}",
                $"{en}{(shares.Length == 0 ? "." : $"; reviewers may take off {shares} of its points.")}"),
            new Message("请修改或补充;确有理由的,请在说明栏写明。", "Change or add to it; if there is a reason, give it in the remarks."));
    }
}
