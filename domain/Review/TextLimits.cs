using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using PerfFlow.Domain.Findings;
using PerfFlow.Domain.Texts;

namespace PerfFlow.Domain.Review;

/// <summary>How much of what people write is taken, and of which letters: it is kept for ever, and read again with every command.</summary>
public static class TextLimits
{
    /// <summary>Characters of one text.</summary>
    public const int Longest = 4000;

    /// <summary>Characters of a name.</summary>
    public const int LongestName = 200;

    /// <summary>Points of a return, or answers to them.</summary>
    public const int MostPoints = 40;

    /// <returns>What is too long or not plain, as a refusal that names it; null when nothing is.</returns>
    internal static Refusal? Of(ItemCommand command) => command switch
    {
        ItemCommand.Submit c => Points(c.Answers, Refusals.AnswersTooLong),
        ItemCommand.Return c => Text(c.Reason, Refusals.ReasonTooLong) ?? Points(c.Points, Refusals.PointsTooLong),
        ItemCommand.Approve c => Text(c.Reason, Refusals.ReasonTooLong) ?? Text(c.Minutes, Refusals.MinutesTooLong),
        ItemCommand.OverrideScore c => Text(c.Reason, Refusals.ReasonTooLong),
        ItemCommand.Complete c => Text(c.NoEdit, Refusals.ReasonTooLong),
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

    internal static Refusal? OfReason(string? reason) => Text(reason, Refusals.ReasonTooLong);

    private static Refusal? OfProject(Project project)
        => project.Name?.Length > LongestName || project.Section?.Length > LongestName
            || project.Description?.Length > Longest || project.Goal?.Length > Longest
            ? Refusals.ProjectTooLong
            : !IsName(project.Name) ? NotPlain("name")
            : !IsName(project.Section) ? NotPlain("section")
            : !IsText(project.Description) ? NotPlain("description")
            : !IsText(project.Goal) ? NotPlain("goal")
            : null;

    /// <param name="of">As it is written where this is called: <c>c.Reason</c>.</param>
    private static Refusal? Text(string? text, Refusal tooLong, [CallerArgumentExpression(nameof(text))] string of = "")
        => text?.Length > Longest ? tooLong
            : IsText(text) ? null
            : NotPlain(of[(of.LastIndexOf('.') + 1)..]);

    private static Refusal? Points(
        ImmutableArray<ReturnPoint> points, Refusal tooLong, [CallerArgumentExpression(nameof(points))] string of = "")
        => points.IsDefault ? null
            : points.Length > MostPoints || points.Any(point => point.At.Length > Longest || point.Text.Length > Longest) ? tooLong
            : points.All(point => IsText(point.At) && IsText(point.Text)) ? null
            : NotPlain(of[(of.LastIndexOf('.') + 1)..]);

    /// <summary>None at all is for the decider to refuse.</summary>
    private static bool IsName(string? name) => string.IsNullOrWhiteSpace(name) || PlainText.IsName(name);

    private static bool IsText(string? text) => text is null || PlainText.IsText(text);

    private static Refusal NotPlain(string field)
        => Refusals.TextNotPlain with { Field = $"$.{char.ToLowerInvariant(field[0])}{field[1..]}" };
}
