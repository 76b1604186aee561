using PerfFlow.Domain.Findings;
using PerfFlow.Domain.Texts;

namespace PerfFlow.Domain.Profiles;

/// <summary>What takes points off beside the formulas (field.md §14): caps of the total, and the loss far above a target.</summary>
internal static class ProfileDeductions
{
    private const decimal MostTimes = 100;

    public static IEnumerable<ProfileError> Errors(Profile profile)
        => [.. Caps(profile.Execution.Caps ?? []), .. Deviation(profile.Scoring.Deviation)];

    /// <summary>A lower rate never leaves more points, so that the first cap that a rate comes under is the strictest.</summary>
    private static IEnumerable<ProfileError> Caps(IReadOnlyList<TotalCap> caps)
    {
        for (var i = 0; i < caps.Count; i++)
        {
            var (cap, before) = (caps[i], i == 0 ? null : caps[i - 1]);
            if (cap.Below is <= 0 or > 1)
            {
                yield return Error($"$.execution.caps[{i}].below", "执行率界限须大于 0 且不超过 1", "a rate must be over 0 and at most 1");
            }
            else if (cap.Below <= before?.Below)
            {
                yield return Error($"$.execution.caps[{i}].below", "各档执行率须从低到高且不重复", "rates must rise from cap to cap");
            }

            if (cap.Most is < 0 or > 100 || cap.Most != Rounding.HalfUp(cap.Most))
            {
                yield return Error(
                    $"$.execution.caps[{i}].most", "总分上限须在 0 到 100 之间,最多两位小数", "must be between 0 and 100, with at most two decimals");
            }
            else if (cap.Most < before?.Most)
            {
                yield return Error(
                    $"$.execution.caps[{i}].most", "执行率越高,总分上限不得越低", "a higher rate cannot leave a lower total");
            }
        }
    }

    private static IEnumerable<ProfileError> Deviation(Deviation? rule)
    {
        if (rule?.From is <= 1 or > MostTimes)
        {
            yield return Error("$.scoring.deviation.from", "须大于 1 且不超过 100", "must be over 1 and at most 100");
        }

        if (rule is { Deduction: var points } && (points is <= 0 or > 100 || points != Rounding.HalfUp(points)))
        {
            yield return Error(
                "$.scoring.deviation.deduction", "扣分须大于 0 且不超过 100,最多两位小数", "must be over 0 and at most 100, with at most two decimals");
        }
    }

    private static ProfileError Error(string path, string zh, string en) => new(path, new Message(zh, en));
}
