using PerfFlow.Domain.Findings;
using PerfFlow.Domain.Forms;
using PerfFlow.Domain.Indicators;
using PerfFlow.Domain.Profiles;

namespace PerfFlow.Domain.Targets;

/// <summary>Checks 项目支出绩效目标申报表 (domain.md §2.2, §3.1).</summary>
public static class TargetCheck
{
    public static TargetAssessment Run(TargetForm form, Profile profile, int year)
    {
        var findings = new List<Finding>();
        var indicators = new List<ApprovedIndicator>();
        foreach (var row in form.Rows)
        {
            var reading = TargetText.Read(row.Nature, row.Value, row.Unit, profile, year);
            findings.AddRange(reading.Findings);
            if (reading.Target is { } target)
            {
                indicators.Add(new ApprovedIndicator("", row.Key.Level1.Raw, row.Key.Level2.Raw, row.Key.Name.Raw, target, row.Points?.Number ?? 0));
            }
        }

        var money = new TargetMoney(Amount(form, FundSource.Total), Amount(form, FundSource.Fiscal), Amount(form, FundSource.CarriedOver), Amount(form, FundSource.Other));
        return new TargetAssessment(profile.Id, profile.Version, indicators, money, form.Goal?.Raw ?? "", findings);
    }

    private static decimal? Amount(TargetForm form, FundSource source) =>
        form.Funds.FirstOrDefault(f => f.Source == source)?.Amount.Number;
}
