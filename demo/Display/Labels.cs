namespace PerfFlow.Demo.Display;

/// <summary>How stages and states are shown.</summary>
internal static class Labels
{
    public static string Stage(string id) => id switch
    {
        "targets" => "绩效目标 targets",
        "q1" => "一季度监控 Q1",
        "q2" => "二季度监控 Q2",
        "q3" => "三季度监控 Q3",
        "q4" => "四季度监控 Q4",
        "self-evaluation" => "绩效自评 self-evaluation",
        "report" => "自评报告 report",
        _ => id,
    };

    public static string ShortStage(string id) => id == "self-evaluation" ? "自评" : id == "targets" ? "目标" : id;

    /// <summary>结果应用: for next year's budget.</summary>
    public static string Suggestion(string? suggestion) => suggestion switch
    {
        "secure" => "[green]保障[/]",
        "keep" => "保持",
        "cut" => "[yellow]压减[/]",
        "cancel" => "[red]取消[/]",
        _ => "—",
    };

    public static string Light(string? light) => light switch
    {
        "red" => "[red]红[/]",
        "yellow" => "[yellow]黄[/]",
        "green" => "[green]绿[/]",
        "blue" => "[blue]蓝[/]",
        _ => "",
    };
}
