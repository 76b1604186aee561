using System.Text.Json;
using PerfFlow.Domain.Drift;
using PerfFlow.Domain.Findings;
using PerfFlow.Domain.Forms;
using PerfFlow.Domain.Indicators;
using PerfFlow.Domain.Monitoring;
using PerfFlow.Domain.Profiles;
using PerfFlow.Domain.Targets;

namespace PerfFlow.Domain.Tests;

/// <summary>Results are kept as JSON for years: what is written is what is read.</summary>
public sealed class StoredResultsTests
{
    private static readonly ApprovedTargets Approved = ApprovedTargets.Approve(new TargetAssessment(
        "std", 1,
        [
            new ApprovedIndicator("", "产出指标", "数量指标", "培训人数", Read("约18500册"), 20, [0, 0.5m, 0.5m, 1]),
            new ApprovedIndicator("", "产出指标", "质量指标", "合格率", Read("90%~95%"), 20),
            new ApprovedIndicator("", "产出指标", "时效指标", "完成时间", Read("2023年12月底前"), 10),
            new ApprovedIndicator("", "效益指标", "社会效益指标", "环境", Read("显著提升"), 40),
        ],
        new TargetMoney(100, null, 0.01m, null), "目标",
        [new Finding("KIND_RECOMMENDED", Severity.Warning, new Place("表", "A1"), new Message("中", "en"), new Message("改", "mend"))]));

    [Fact]
    public void Approved_targets() => Survives(Approved);

    [Fact]
    public void Monitoring_assessment()
    {
        var rows = new[]
        {
            Monitoring.Rounds.Row("产出指标", "数量指标", "参训人数", "9000册", "9000册", Likelihood.Possible, id: "i01"),
            Monitoring.Rounds.Row("产出指标", "质量指标", "合格率", "", "", null, row: 14),
        };
        var assessment = MonitoringCheck.Run(Monitoring.Rounds.Form(6, rows), Profile.Standard, 2023, 6, Approved, null);
        Assert.Equal(
            [DriftKind.Renamed, DriftKind.TargetLowered, DriftKind.TargetChanged, DriftKind.Dropped, DriftKind.Dropped],
            assessment.Drifts.Select(d => d.Kind));
        Survives(assessment);
    }

    [Fact]
    public void Profile_is_written_as_it_is_read() => Survives(Profile.Hubei);

    private static Target Read(string text) => TargetText.Read(text, Profile.Standard, 2023).Target!;

    private static void Survives<T>(T value)
    {
        var json = JsonSerializer.Serialize(value);
        Assert.Equal(json, JsonSerializer.Serialize(JsonSerializer.Deserialize<T>(json)));
        Assert.Equal(JsonSerializer.Serialize(value, JsonSerializerOptions.Web), JsonSerializer.Serialize(
            JsonSerializer.Deserialize<T>(JsonSerializer.Serialize(value, JsonSerializerOptions.Web), JsonSerializerOptions.Web),
            JsonSerializerOptions.Web));
    }
}
