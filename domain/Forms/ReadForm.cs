using System.Text.Json.Serialization;

namespace PerfFlow.Domain.Forms;

/// <summary>One form found in a workbook: one of the three, with the sheet it stands on.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(Targets), "targets")]
[JsonDerivedType(typeof(Monitoring), "monitoring")]
[JsonDerivedType(typeof(SelfEvaluation), "self-evaluation")]
public abstract record ReadForm
{
    private ReadForm(string sheet) => Sheet = sheet;

    /// <summary>Name of the worksheet as written in the file.</summary>
    public string Sheet { get; init; }

    [JsonIgnore]
    public abstract FormKind Kind { get; }

    [JsonIgnore]
    public abstract FormHeader Header { get; }

    /// <summary>项目支出绩效目标申报表.</summary>
    public sealed record Targets(string Sheet, TargetForm Form) : ReadForm(Sheet)
    {
        [JsonIgnore]
        public override FormKind Kind => FormKind.Targets;

        [JsonIgnore]
        public override FormHeader Header => Form.Header;
    }

    /// <summary>项目支出绩效目标执行监控表.</summary>
    public sealed record Monitoring(string Sheet, MonitoringForm Form) : ReadForm(Sheet)
    {
        [JsonIgnore]
        public override FormKind Kind => FormKind.Monitoring;

        [JsonIgnore]
        public override FormHeader Header => Form.Header;
    }

    /// <summary>项目支出绩效自评表.</summary>
    public sealed record SelfEvaluation(string Sheet, SelfEvaluationForm Form) : ReadForm(Sheet)
    {
        [JsonIgnore]
        public override FormKind Kind => FormKind.SelfEvaluation;

        [JsonIgnore]
        public override FormHeader Header => Form.Header;
    }
}
