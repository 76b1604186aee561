using PerfFlow.Domain.Findings;
using PerfFlow.Domain.Plan;
using PerfFlow.Domain.Results;
using PerfFlow.Domain.Review;
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

    /// <param name="state">As the API writes it, <c>lead-checked</c>.</param>
    public static string State(string state)
        => Enum.TryParse<ItemState>(state.Replace("-", "", StringComparison.Ordinal), ignoreCase: true, out var known)
            ? Word.Of(known).Zh
            : state;

    public static string Report(string state) => state switch
    {
        "ready" => "已生成",
        "approved" => "已审定",
        "signed" => "已签发",
        _ => state,
    };

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
