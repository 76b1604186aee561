using PerfFlow.Domain.Plan;

namespace PerfFlow.Domain.Review;

/// <summary>Rectification (整改): required by a reviewer, answered by the section before its next sheet, closed by a reviewer.</summary>
public static partial class ReviewDecider
{
    private static Decision<ItemEvent> OnRectification(PlannedStage stage, Item item, ItemCommand command, DateTimeOffset now)
    {
        return command switch
        {
            ItemCommand.RequireRectification when stage.Kind == StageKind.Targets => Refusals.RectificationNotExpected,
            ItemCommand.RequireRectification c when IsBlank(c.Requirement) => Refusals.ReasonRequired,
            ItemCommand.RequireRectification when item.SubmittedVersion is null => Refusals.WrongState,
            ItemCommand.RequireRectification c when item.Rectifications.Any(asked => IsSame(asked, c)) => Nothing,
            ItemCommand.RequireRectification c => new ItemEvent.RectificationRequired(
                c.Stage, c.By, now, item.Rectifications.Count + 1, c.Indicator, c.Requirement!.Trim()),

            ItemCommand.AnswerRectification c when IsBlank(c.Answer) => Refusals.ReasonRequired,
            ItemCommand.AnswerRectification c => Kept(c.Id) switch
            {
                null => Refusals.NoSuchRectification,
                { Answer: { } answer } when answer == Mark.Of(c.Answer!.Trim()) => Nothing,
                { Conclusion: not null } => Refusals.RectificationClosed,
                _ => new ItemEvent.RectificationAnswered(c.Stage, c.By, now, c.Id, c.Answer!.Trim()),
            },

            ItemCommand.CloseRectification c when IsBlank(c.Conclusion) => Refusals.ReasonRequired,
            ItemCommand.CloseRectification c => Kept(c.Id) switch
            {
                null => Refusals.NoSuchRectification,
                { Conclusion: { } conclusion } => conclusion == Mark.Of(c.Conclusion!.Trim()) ? Nothing : Refusals.RectificationClosed,
                { Answer: null } => Refusals.RectificationUnanswered,
                _ when c.Separation.ForbidsClosing(c.Id, c.By.Key) => Refusals.SamePerson,
                _ => new ItemEvent.RectificationClosed(c.Stage, c.By, now, c.Id, c.Conclusion!.Trim()),
            },

            _ => throw new InvalidOperationException($"Unknown command {command.GetType().Name}"),
        };

        KeptRectification? Kept(int id) => id >= 1 && id <= item.Rectifications.Count ? item.Rectifications[id - 1] : null;
    }

    private static bool IsSame(KeptRectification asked, ItemCommand.RequireRectification c)
        => asked.Conclusion is null && asked.Requirement == Item.MarkOf(c.Indicator, c.Requirement!.Trim());
}
