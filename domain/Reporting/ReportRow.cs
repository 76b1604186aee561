using PerfFlow.Domain.Forms;
using PerfFlow.Domain.Scoring;

namespace PerfFlow.Domain.Reporting;

/// <summary>One indicator of a self-evaluation: what it came to, and what the section wrote.</summary>
internal sealed record ReportRow(IndicatorResult Result, SelfEvaluationRow Written)
{
    public bool IsScored => Result.Score is not null;

    public bool IsFull => Result.Score is { } score && score.Score == score.Points;

    public bool IsBelow => IsScored && !IsFull;

    public string Target => Result.Target?.ToString() ?? Written.Target.Raw;

    public string Actual => Result.Actual?.Raw ?? Written.Actual.Raw;

    public string Reason => Written.Explanation.Raw;
}
