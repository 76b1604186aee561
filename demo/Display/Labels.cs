using PerfFlow.Domain.Findings;
using PerfFlow.Domain.Plan;
using PerfFlow.Domain.Results;
using PerfFlow.Domain.Words;

namespace PerfFlow.Demo.Display;

/// <summary>How stages and states are shown.</summary>
internal static class Labels
{
    public static string Stage(string id) => id switch
    {
        "targets" => $"{Word.Of(StageKind.Targets)} targets",
        "q1" => "一季度监控 Q1",
        "q2" => "二季度监控 Q2",
        "q3" => "三季度监控 Q3",
        "q4" => "四季度监控 Q4",
        "self-evaluation" => $"{Word.Of(StageKind.SelfEvaluation)} self-evaluation",
        "report" => $"{Word.Of(StageKind.Report)} report",
        _ => id,
    };

    public static string ShortStage(string id) => id == "self-evaluation" ? "自评" : id == "targets" ? "目标" : id;

    /// <summary>结果应用: for next year's budget.</summary>
    public static string Applied(string? suggestion) => suggestion switch
    {
        "secure" => $"[green]{Word.Of(Suggestion.Secure)}[/]",
        "keep" => Word.Of(Suggestion.Keep),
        "cut" => $"[yellow]{Word.Of(Suggestion.Cut)}[/]",
        "cancel" => $"[red]{Word.Of(Suggestion.Cancel)}[/]",
        _ => "—",
    };

    /// <summary>Red of 红灯, in its colour.</summary>
    public static string Light(string? light)
        => Enum.TryParse<Light>(light, ignoreCase: true, out var shown) ? $"[{light}]{Word.Of(shown).Zh[0]}[/]" : "";
}
