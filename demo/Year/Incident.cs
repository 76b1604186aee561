namespace PerfFlow.Demo.Year;

/// <summary>What goes wrong with the first version of a sheet.</summary>
internal enum Slip
{
    /// <summary>The sheet of another project: its reading says so.</summary>
    OtherProject,

    /// <summary>Another form: its reading says so.</summary>
    OtherForm,

    /// <summary>An actual value left out: its reading names the cell.</summary>
    ActualMissing,

    /// <summary>The quarter's figure instead of the cumulative one: only a person sees it.</summary>
    NotCumulative,

    /// <summary>A target set too low: only a person sees it.</summary>
    TargetTooLow,
}

/// <summary>A slip in one sheet, mended in its second version.</summary>
/// <param name="ReturnReason">Why a person returns it; null when the reading refuses it by itself.</param>
internal sealed record Incident(string Project, string Stage, Slip Slip, string? ReturnReason = null)
{
    /// <summary>What goes wrong in 2023.</summary>
    private static readonly IReadOnlyList<Incident> Year =
    [
        new("p05", "targets", Slip.OtherProject),
        new("p08", "targets", Slip.TargetTooLow, "新增担保贷款金额指标值低于上年实际，请按州级批复的基金规模重新测算。"),
        new("p03", "q1", Slip.OtherForm),
        new("p12", "q2", Slip.NotCumulative, "完成鉴定人次应填1-6月累计数，请与一季度监控表核对。"),
        new("p13", "self-evaluation", Slip.ActualMissing),
    ];

    public static Incident? Of(string project, string stage)
        => Year.SingleOrDefault(incident => incident.Project == project && incident.Stage == stage);
}
