using System.Globalization;
using PerfFlow.Domain.Forms;
using PerfFlow.Domain.Indicators;
using PerfFlow.Domain.Monitoring;
using PerfFlow.Domain.Profiles;
using PerfFlow.Domain.Targets;

namespace PerfFlow.Domain.Tests.Monitoring;

public sealed class LightTableTests
{
    public static TheoryData<string[]> Rows => MarkdownTable.Rows("Monitoring/lights.md", 8);

    [Theory]
    [MemberData(nameof(Rows))]
    public void Each_row_gets_the_light_it_says(string[] row)
    {
        var lights = Profile.Standard.Lights with { BlueAgainstYear = row[6] == "year", PercentIsLevel = row[6] == "level" };
        var profile = Profile.Standard with { Lights = lights };
        var plan = row[4].Length == 0 ? null : row[4].Split('/').Select(s => decimal.Parse(s, CultureInfo.InvariantCulture)).ToList();
        var level1 = row[0] == "社会效益指标" ? "效益指标" : row[0] == "服务对象满意度指标" ? "满意度指标" : "产出指标";
        var target = TargetText.Read(row[1], profile, 2023).Target!;
        var approved = new ApprovedTargets([new ApprovedIndicator("i01", level1, row[0], "指标", target, 90, plan)], null, "", "std", 1, 1);
        var likelihood = row[5] switch { "确定能" => Likelihood.Certain, "有可能" => Likelihood.Possible, _ => Likelihood.Impossible };
        var month = int.Parse(row[3], CultureInfo.InvariantCulture);
        var form = Rounds.Form(month, [Rounds.Row(level1, row[0], "指标", row[1], row[2], likelihood, id: "i01")]);

        var assessment = MonitoringCheck.Run(form, profile, 2023, month, approved, null);

        Assert.Equal(row[7], assessment.Indicators[0].Light?.ToString() ?? "none");
    }
}
