using System.Collections.Immutable;
using PerfFlow.Domain.Findings;

namespace PerfFlow.Domain.Review;

/// <summary>How much of what people write is taken: it is kept for ever, and read again with every command.</summary>
public static class TextLimits
{
    /// <summary>Characters of one text.</summary>
    public const int Longest = 4000;

    /// <summary>Characters of a name.</summary>
    public const int LongestName = 200;

    /// <summary>Points of a return, or answers to them.</summary>
    public const int MostPoints = 40;

    /// <returns>What is too long, as a refusal that names it; null when nothing is.</returns>
    internal static Refusal? Of(ItemCommand command) => command switch
    {
        ItemCommand.Submit c => Points(c.Answers, Refusals.AnswersTooLong),
        ItemCommand.Return c => Text(c.Reason, Refusals.ReasonTooLong) ?? Points(c.Points, Refusals.PointsTooLong),
        ItemCommand.Approve c => Text(c.Reason, Refusals.ReasonTooLong) ?? Text(c.Minutes, Refusals.MinutesTooLong),
        ItemCommand.OverrideScore c => Text(c.Reason, Refusals.ReasonTooLong),
        ItemCommand.AskReopening c => Text(c.Reason, Refusals.ReasonTooLong),
        ItemCommand.RefuseReopening c => Text(c.Reason, Refusals.ReasonTooLong),
        ItemCommand.AskPanel c => Text(c.Reason, Refusals.ReasonTooLong),
        ItemCommand.RefusePanel c => Text(c.Reason, Refusals.ReasonTooLong),
        ItemCommand.AdjustTargets c => Text(c.Reason, Refusals.ReasonTooLong) ?? Text(c.Document, Refusals.DocumentTooLong),
        ItemCommand.WithdrawEvidence c => Text(c.Reason, Refusals.ReasonTooLong),
        ItemCommand.RequireRectification c
            => Text(c.Requirement, Refusals.RequirementTooLong) ?? Text(c.Indicator, Refusals.IndicatorTooLong),
        ItemCommand.TakeNote c => Text(c.Reason, Refusals.ReasonTooLong) ?? Text(c.Minutes, Refusals.MinutesTooLong),
        ItemCommand.AnswerRectification c => Text(c.Answer, Refusals.AnswerTooLong),
        ItemCommand.CloseRectification c => Text(c.Conclusion, Refusals.ConclusionTooLong),
        _ => null,
    };

    internal static Refusal? Of(UnitYearCommand command) => command switch
    {
        UnitYearCommand.RegisterProject { Project: var project } => OfProject(project),
        UnitYearCommand.WithdrawProject c => Text(c.Reason, Refusals.ReasonTooLong),
        UnitYearCommand.ChangePlan c => Text(c.Reason, Refusals.ReasonTooLong),
        _ => null,
    };

    private static Refusal? OfProject(Project project)
        => project.Name?.Length > LongestName || project.Section?.Length > LongestName
            || project.Description?.Length > Longest || project.Goal?.Length > Longest
            ? Refusals.ProjectTooLong
            : null;

    private static Refusal? Text(string? text, Refusal refusal) => text?.Length > Longest ? refusal : null;

    private static Refusal? Points(ImmutableArray<ReturnPoint> points, Refusal refusal)
        => !points.IsDefault
        && (points.Length > MostPoints || points.Any(point => point.At.Length > Longest || point.Text.Length > Longest))
            ? refusal
            : null;
}
