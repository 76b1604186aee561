using PerfFlow.Domain.Findings;
using PerfFlow.Domain.FormChecks;
using PerfFlow.Domain.Forms;
using PerfFlow.Domain.Indicators;
using PerfFlow.Domain.Profiles;
using PerfFlow.Domain.ReviewRules;
using PerfFlow.Domain.Texts;

namespace PerfFlow.Domain.Targets;

/// <summary>Checks 项目支出绩效目标申报表 (field.md §2.2, §3.1, §4.2): complete, measurable, weights and money add up.</summary>
public static class TargetCheck
{
    /// <param name="form">The sheet as read.</param>
    /// <param name="profile">The rules of the cycle.</param>
    /// <param name="year">Budget year.</param>
    public static TargetAssessment Run(TargetForm form, Profile profile, int year)
    {
        var funds = new FundColumn("年度资金总额", "total of the year", [.. form.Funds.Select(f => (f.Source, f.Amount))]);
        var findings = new List<Finding>();
        findings.AddRange(HeaderCheck.Run(form.Header, year));
        findings.AddRange(FundCheck.Run(funds, profile.Checks, required: true));
        findings.AddRange(FundCheck.NotNegative(funds));
        findings.AddRange(HeaderCheck.Goal(form.Goal, "GOAL_MISSING", "年度目标", "goal of the year"));

        var indicators = new List<ApprovedIndicator>(form.Rows.Count);
        var levels = new List<LevelPoints>(form.Rows.Count);
        foreach (var row in form.Rows)
        {
            var (level, kind) = RowCheck.Kind(row.Key, profile, findings);
            var points = RowCheck.Points(row.Points, row.Key.Name.Place, findings);
            var reading = TargetText.Read(row.Nature, row.Value, row.Unit, profile, year);
            findings.AddRange(row.Key.HasColumnOf(row.Value) ? reading.Findings : []);
            if (level is not null && points is not null)
            {
                levels.Add(new LevelPoints(level, points.Value, row.Points!.Place));
            }

            if (reading.Target is { } target && points is { } fixedPoints)
            {
                indicators.Add(new ApprovedIndicator(
                    "", level ?? row.Key.Level1.Raw, kind ?? row.Key.Level2.Raw,
                    row.Key.Name.Raw.Trim(), target, fixedPoints, MilestoneCheck.Run(row, findings)));
            }
        }

        findings.AddRange(TargetSetCheck.Run(form, levels, indicators, profile));
        findings.AddRange(ReviewRuleCheck.Targets(form, indicators, profile));
        var money = new TargetMoney(
            funds.Amount, Amount(form, FundSource.Fiscal), Amount(form, FundSource.CarriedOver), Amount(form, FundSource.Other));
        return new TargetAssessment(
            profile.Id, profile.Version, indicators, money, form.Goal?.Raw.Trim() ?? "", FormPlace.Fill(findings, FormPlace.Of(form)));
    }

    private static decimal? Amount(TargetForm form, FundSource source) =>
        Numerals.Bounded(form.Funds.FirstOrDefault(f => f.Source == source)?.Amount.Number);
}
