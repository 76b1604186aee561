namespace PerfFlow.Demo.Year;

/// <summary>What does not go straight with one sheet. Most sheets have none of it.</summary>
internal sealed record Incident(string Project, string Stage)
{
    /// <summary>What happens in 2023.</summary>
    private static readonly IReadOnlyList<Incident> Year =
    [
        new("p05", "targets") { FirstVersion = Slip.OtherProject },
        new("p08", "targets")
        {
            FirstVersion = Slip.TargetTooLow,
            Return = new(
                "新增担保贷款金额指标值低于上年实际，请按州级批复的基金规模重新测算。",
                "新增担保贷款金额",
                "6000万元低于上年实际8200万元。",
                "已按批复规模测算，调整为9000万元。"),
        },
        new("p04", "targets") { FirstVersion = Slip.VagueGoal, Edits = "年度目标过于笼统，写明档案册数和招聘会场次后即可下达。" },
        new("p03", "q1") { FirstVersion = Slip.OtherForm },
        new("p10", "q2") { Late = true },
        new("p12", "q2")
        {
            FirstVersion = Slip.NotCumulative,
            Return = new(
                "完成鉴定人次应填1-6月累计数，请与一季度监控表核对。",
                "完成鉴定人次",
                "181人次是一季度的数。",
                "已改为1-6月累计数540人次。"),
        },
        new("p07", "q2")
        {
            Rectification = new(
                "服务窗口只完成2个，请调整施工顺序，三季度末前完成6个以上。",
                "施工队伍已增加一班，6个窗口安装完毕。",
                "整改到位，四季度继续跟踪竣工时间。",
                AnsweredIn: "q3"),
        },
        new("p04", "q4") { FirstVersion = Slip.PaymentMissing, Reopening = "12月支付的2.40万元未计入执行数，需重新填报。" },
        new("p11", "self-evaluation") { Dissent = "全年未动用周转金，建议补充说明应急预案和垫付流程后再审。" },
        new("p13", "self-evaluation") { FirstVersion = Slip.ActualMissing },
    ];

    /// <summary>Null: it is right.</summary>
    public Slip? FirstVersion { get; init; }

    /// <summary>The lead sends the first version back.</summary>
    public ReturnedSheet? Return { get; init; }

    /// <summary>The chair grades the targets 良: what is to be edited before they stand.</summary>
    public string? Edits { get; init; }

    /// <summary>Nothing comes until the deadline has passed and the clerk has been reminded.</summary>
    public bool Late { get; init; }

    /// <summary>A red light: the lead wants something put right.</summary>
    public RectifiedSheet? Rectification { get; init; }

    /// <summary>Why one of the group wants the sheet back while the others approve it.</summary>
    public string? Dissent { get; init; }

    /// <summary>Why the sheet is opened again after it was locked.</summary>
    public string? Reopening { get; init; }

    public static Incident Of(string project, string stage)
        => Year.SingleOrDefault(incident => (incident.Project, incident.Stage) == (project, stage)) ?? new(project, stage);

    /// <summary>What had to be put right in an earlier stage and is answered in this one.</summary>
    public static Incident? AnsweredIn(string project, string stage)
        => Year.SingleOrDefault(incident => incident.Project == project && incident.Rectification?.AnsweredIn == stage);
}

/// <param name="Indicator">What the return points at, by name.</param>
/// <param name="Point">What the reviewer says about it.</param>
/// <param name="Answer">What the section says with the next version.</param>
internal sealed record ReturnedSheet(string Reason, string Indicator, string Point, string Answer);

/// <param name="Requirement">整改要求.</param>
/// <param name="Answer">整改结果.</param>
/// <param name="Conclusion">整改结论.</param>
/// <param name="AnsweredIn">The stage before whose sheet the section answers.</param>
internal sealed record RectifiedSheet(string Requirement, string Answer, string Conclusion, string AnsweredIn);
