using System.Diagnostics;
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
    public FormKind Kind => Match(_ => FormKind.Targets, _ => FormKind.Monitoring, _ => FormKind.SelfEvaluation);

    [JsonIgnore]
    public FormHeader Header => Match(form => form.Header, form => form.Header, form => form.Header);

    /// <summary>What is different for each kind, with none left out.</summary>
    public T Match<T>(Func<TargetForm, T> targets, Func<MonitoringForm, T> monitoring, Func<SelfEvaluationForm, T> evaluation) =>
        this switch
        {
            Targets { Form: var form } => targets(form),
            Monitoring { Form: var form } => monitoring(form),
            SelfEvaluation { Form: var form } => evaluation(form),
            _ => throw new UnreachableException(),
        };

    /// <summary>项目支出绩效目标申报表.</summary>
    public sealed record Targets(string Sheet, TargetForm Form) : ReadForm(Sheet);

    /// <summary>项目支出绩效目标执行监控表.</summary>
    public sealed record Monitoring(string Sheet, MonitoringForm Form) : ReadForm(Sheet);

    /// <summary>项目支出绩效自评表.</summary>
    public sealed record SelfEvaluation(string Sheet, SelfEvaluationForm Form) : ReadForm(Sheet);
}
