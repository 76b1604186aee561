using System.Text.Json.Nodes;
using PerfFlow.Domain.Findings;

namespace PerfFlow.Domain.Profiles;

/// <summary>What the shape of the JSON cannot say: sums, orders, names that must exist, evidence for each figure.</summary>
internal static class ProfileValidation
{
    /// <summary>No threshold asks for more than a hundred times the target.</summary>
    private const decimal MostTimes = 100;

    private static readonly string[] Unfigured = ["$.id", "$.version", "$.name", "$.evidence"];

    public static IReadOnlyList<ProfileError> Errors(Profile profile, JsonObject own) =>
    [
        .. Identity(profile),
        .. Taxonomy(profile),
        .. Weights(profile),
        .. Scoring(profile),
        .. Bands(profile),
        .. Lights(profile),
        .. ProfileDeductions.Errors(profile),
        .. ProfileWords.Errors(profile),
        .. Evidence(profile, own),
    ];

    private static IEnumerable<ProfileError> Identity(Profile p)
    {
        if (p.Id.Length is 0 or > 24 || !p.Id.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-'))
        {
            yield return Error("$.id", "编号须为 1-24 位小写字母、数字或连字符", "must be 1 to 24 of a-z, 0-9 and -");
        }

        if (p.Version < 1)
        {
            yield return Error("$.version", "版本从 1 开始", "versions start at 1");
        }
    }

    private static IEnumerable<ProfileError> Taxonomy(Profile p)
    {
        if (p.Levels.Count == 0)
        {
            yield return Error("$.levels", "至少需要一个一级指标", "needs at least one level");
        }

        foreach (var (level, i) in p.Levels.Select((l, i) => (l, i)))
        {
            if (p.Levels.Take(i).Any(l => l.Name == level.Name))
            {
                yield return Error($"$.levels[{i}].name", $"一级指标“{level.Name}”重复", $"level {level.Name} is there twice");
            }

            if (level.Kinds.Count == 0)
            {
                yield return Error($"$.levels[{i}].kinds", "至少需要一个二级指标", "needs at least one kind");
            }
        }

        foreach (var (name, i) in p.RequiredLevels.Select((n, i) => (n, i)).Where(x => !HasLevel(p, x.n)))
        {
            yield return UnknownLevel($"$.requiredLevels[{i}]", name);
        }

        foreach (var (group, i) in p.RecommendedKinds.Select((g, i) => (g, i)))
        {
            foreach (var (kind, k) in group.Select((n, k) => (n, k)).Where(x => !p.Levels.Any(l => l.Kinds.Any(kind => kind.Name == x.n))))
            {
                yield return Error($"$.recommendedKinds[{i}][{k}]", $"没有二级指标“{kind}”", $"there is no kind {kind}");
            }
        }
    }

    private static IEnumerable<ProfileError> Weights(Profile p)
    {
        foreach (var (weight, i) in p.Weights.Select((w, i) => (w, i)))
        {
            if (weight.Points is <= 0 or > 100)
            {
                yield return Error($"$.weights[{i}].points", "分值须大于 0 且不超过 100", "must be over 0 and at most 100");
            }

            foreach (var (name, n) in weight.Levels.Select((name, n) => (name, n)).Where(x => !HasLevel(p, x.name)))
            {
                yield return UnknownLevel($"$.weights[{i}].levels[{n}]", name);
            }
        }

        foreach (var level in p.Levels.Where(l => p.Weights.Count(w => w.Levels.Contains(l.Name)) != 1))
        {
            yield return Error("$.weights", $"一级指标“{level.Name}”须恰好出现一次", $"level {level.Name} must be there exactly once");
        }

        if (p.Execution.Points is < 0 or > 100)
        {
            yield return Error("$.execution.points", "分值须在 0 到 100 之间", "must be between 0 and 100");
        }
        else if (p.Weights.Sum(w => Math.Clamp(w.Points, -1000, 1000)) + p.Execution.Points != 100)
        {
            yield return Error("$.weights", "各级分值与预算执行率分值之和须为 100", "weights and execution points must add up to 100");
        }

        if (p.WithoutLevel is { } move)
        {
            if (!HasLevel(p, move.Level))
            {
                yield return UnknownLevel("$.withoutLevel.level", move.Level);
            }

            if (!HasLevel(p, move.To) || move.To == move.Level)
            {
                yield return UnknownLevel("$.withoutLevel.to", move.To);
            }
        }
    }

    private static IEnumerable<ProfileError> Scoring(Profile p)
    {
        if (p.Scoring.DateGraceDays is < 0 or > 366)
        {
            yield return Error("$.scoring.dateGraceDays", "宽限天数须在 0 到 366 之间", "must be between 0 and 366 days");
        }

        if (p.Scoring.PassFloor is < 0 or > 1)
        {
            yield return NotAShare("$.scoring.passFloor");
        }

        if (p.Execution.ExplainBelow is < 0 or > 1)
        {
            yield return NotAShare("$.execution.explainBelow");
        }

        if (p.Explanation.OverFulfilled is < 1 or > MostTimes)
        {
            yield return Error("$.explanation.overFulfilled", "须在 1 到 100 之间", "must be between 1 and 100");
        }

        if (p.Explanation.Suspect < p.Explanation.OverFulfilled)
        {
            yield return Error("$.explanation.suspect", "须不小于 overFulfilled", "must not be below overFulfilled");
        }

        if (p.Explanation.ZeroTarget <= 0)
        {
            yield return Error("$.explanation.zeroTarget", "须大于 0", "must be over 0");
        }

        if (p.Checks.Money is < 0 or > 100)
        {
            yield return Error("$.checks.money", "容差须在 0 到 100 之间", "a tolerance is between 0 and 100");
        }

        if (p.Checks.RatePoints is < 0 or > 100)
        {
            yield return Error("$.checks.ratePoints", "容差须在 0 到 100 之间", "a tolerance is between 0 and 100");
        }

        if (p.Checks.MostMoney <= 0)
        {
            yield return Error("$.checks.mostMoney", "须大于 0", "must be over 0");
        }

        foreach (var (rule, i) in p.Review.Select((r, i) => (r, i)))
        {
            if (p.Review.Take(i).Any(r => r.Code == rule.Code))
            {
                yield return Error($"$.review[{i}].code", "规则重复", "the rule is there twice");
            }

            if (rule.Deductions.Any(d => d is <= 0 or > 1))
            {
                yield return NotAShare($"$.review[{i}].deductions");
            }
        }
    }

    private static IEnumerable<ProfileError> Bands(Profile p) =>
    [
        .. Ladder("$.qualitative.tiers", [.. p.Qualitative.Tiers.Select(t => t.AtLeast)], 1),
        .. Ladder("$.execution.bands", [.. p.Execution.Bands.Select(b => b.AtLeast)], 1),
        .. Ladder("$.grades", [.. p.Grades.Select(g => g.AtLeast)], 100),
        .. p.Satisfaction.Bands.Count == 0 ? [] : Ladder("$.satisfaction.bands", [.. p.Satisfaction.Bands.Select(b => b.AtLeast)], 100),
        .. p.Execution.Bands.Any(b => b.Share is < 0 or > 1) ? [NotAShare("$.execution.bands")] : Array.Empty<ProfileError>(),
        .. p.Satisfaction.Bands.Any(b => b.Share is < 0 or > 1) ? [NotAShare("$.satisfaction.bands")] : Array.Empty<ProfileError>(),
        .. p.Qualitative.Tiers.Any(t => t.Suggested is < 0 or > 1) ? [NotAShare("$.qualitative.tiers")] : Array.Empty<ProfileError>(),
    ];

    /// <summary>Edges fall strictly from at most <paramref name="top"/> down to 0, so that every value has exactly one band.</summary>
    private static IEnumerable<ProfileError> Ladder(string path, IReadOnlyList<decimal> edges, decimal top)
    {
        if (edges.Count == 0 || edges[^1] != 0)
        {
            yield return Error(path, "最后一档须从 0 开始", "the last band must start at 0");
        }

        for (var i = 0; i < edges.Count; i++)
        {
            if (edges[i] > (i == 0 ? top : edges[i - 1]) || (i > 0 && edges[i] == edges[i - 1]))
            {
                yield return Error($"{path}[{i}].atLeast", "各档须从高到低且不重复", "bands must fall from high to low");
            }
        }
    }

    private static IEnumerable<ProfileError> Lights(Profile p)
    {
        if (!(p.Lights.Red > 0 && p.Lights.Red <= p.Lights.Yellow && p.Lights.Yellow <= p.Lights.Blue && p.Lights.Blue <= MostTimes))
        {
            yield return Error("$.lights", "须满足 0 < red ≤ yellow ≤ blue ≤ 100", "must be 0 < red ≤ yellow ≤ blue ≤ 100");
        }

        if (!Milestones.AreValid(p.Lights.Milestones))
        {
            yield return Error("$.lights.milestones", "须为四个不递减的比例,最后一个为 1", "must be four shares that never fall, the last one 1");
        }

        if (p.Lights.Spending is { } spending && !Milestones.AreValid(spending))
        {
            yield return Error("$.lights.spending", "须为四个不递减的比例,最后一个为 1", "must be four shares that never fall, the last one 1");
        }
    }

    private static IEnumerable<ProfileError> Evidence(Profile p, JsonObject own)
    {
        var marks = own["evidence"] as JsonObject;
        foreach (var leaf in ProfileMerge.Leaves(own).Where(l => !Unfigured.Any(u => Covers(u, l))))
        {
            if (marks is null || !marks.Any(m => Covers(m.Key, leaf)))
            {
                yield return Error($"$.evidence['{leaf}']", $"{leaf} 没有注明依据", $"{leaf} has no evidence mark");
            }
        }

        foreach (var (path, mark) in p.Evidence.Where(e => string.IsNullOrWhiteSpace(e.Value)))
        {
            yield return Error($"$.evidence['{path}']", "依据不能为空", "an evidence mark is not empty");
        }
    }

    private static bool Covers(string path, string leaf) =>
        leaf.StartsWith(path, StringComparison.Ordinal) && (leaf.Length == path.Length || leaf[path.Length] == '.');

    private static bool HasLevel(Profile p, string name) => p.Levels.Any(l => l.Name == name);

    private static ProfileError UnknownLevel(string path, string name) =>
        Error(path, $"没有一级指标“{name}”", $"there is no level {name}");

    private static ProfileError NotAShare(string path) => Error(path, "须在 0 到 1 之间", "must be between 0 and 1");

    private static ProfileError Error(string path, string zh, string en) => new(path, new Message(zh, en));
}
