using System.Collections.Immutable;

namespace PerfFlow.Domain.Results;

/// <summary>What a result suggests for next year's budget (结果应用, field.md §5.5 [design]).</summary>
public enum Suggestion
{
    /// <summary>保障.</summary>
    Secure,

    /// <summary>保持.</summary>
    Keep,

    /// <summary>压减.</summary>
    Cut,

    /// <summary>取消.</summary>
    Cancel,
}

/// <summary>Why a project is on the list for a closer look.</summary>
public enum Weakness
{
    /// <summary>执行率 below <see cref="ResultRules.WeakRate"/>.</summary>
    LowExecution,

    /// <summary>Score below <see cref="ResultRules.WeakScore"/>.</summary>
    LowScore,

    /// <summary>Targets graded 差 in their review.</summary>
    TargetsRejected,
}

/// <summary>The bounds between the suggestions; a setting, no regulation gives them.</summary>
/// <param name="WeakRate">Execution below it is a weakness, a fraction.</param>
/// <param name="WeakScore">A score below it is a weakness.</param>
/// <param name="SecureScore">From this score on a project without weakness is to be secured.</param>
/// <param name="CancelScore">Below this score a project is to be given up.</param>
public sealed record ResultRules(decimal WeakRate, decimal WeakScore, decimal SecureScore, decimal CancelScore)
{
    public static ResultRules Default { get; } = new(0.6m, 80m, 90m, 60m);
}

/// <summary>What follows from a project's result. A suggestion: people decide.</summary>
/// <param name="Suggestion">Null while there is neither a score nor a weakness.</param>
public sealed record ProjectResult(Suggestion? Suggestion, ImmutableArray<Weakness> Weaknesses)
{
    /// <param name="rate">Execution, a fraction; null when unknown or not applicable.</param>
    /// <param name="score">Null while there is none.</param>
    public static ProjectResult Of(decimal? rate, decimal? score, bool targetsRejected, ResultRules rules)
    {
        ImmutableArray<Weakness> weaknesses =
        [
            .. rate < rules.WeakRate ? [Weakness.LowExecution] : Array.Empty<Weakness>(),
            .. score < rules.WeakScore ? [Weakness.LowScore] : Array.Empty<Weakness>(),
            .. targetsRejected ? [Weakness.TargetsRejected] : Array.Empty<Weakness>(),
        ];
        return new(Suggested(score, targetsRejected, weaknesses, rules), weaknesses);
    }

    private static Suggestion? Suggested(decimal? score, bool targetsRejected, ImmutableArray<Weakness> weaknesses, ResultRules rules)
        => score switch
        {
            _ when targetsRejected || score < rules.CancelScore => Results.Suggestion.Cancel,
            _ when !weaknesses.IsEmpty => Results.Suggestion.Cut,
            null => null,
            _ when score >= rules.SecureScore => Results.Suggestion.Secure,
            _ => Results.Suggestion.Keep,
        };
}
