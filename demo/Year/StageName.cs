namespace PerfFlow.Demo.Year;

/// <summary>What people call the stages of the demo's plan.</summary>
internal static class StageName
{
    public static string Of(string id) => id switch
    {
        "targets" => "目标",
        "q1" => "一季度",
        "q2" => "二季度",
        "q3" => "三季度",
        "q4" => "四季度",
        "self-evaluation" => "自评",
        "report" => "报告",
        _ => id,
    };
}
