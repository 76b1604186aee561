using System.Collections.Immutable;

namespace PerfFlow.Domain.Review;

/// <summary>One thing that was asked of the section, and what it answered.</summary>
/// <param name="At">A cell (<c>自评表!F12</c>) or an indicator's id.</param>
/// <param name="Text">What was asked; null where the section answers what nobody asked.</param>
/// <param name="Answer">Null until the section answers.</param>
public sealed record AnsweredPoint(string At, string? Text, string? Answer = null);

/// <summary>Who handed in the answer to a round.</summary>
/// <param name="By">Key of the person.</param>
public sealed record Answered(int Version, string By, DateTimeOffset At);

/// <summary>What was asked in one round and what was answered: it stays, whatever follows.</summary>
/// <param name="What">The event's name: <c>item-returned</c>, <c>item-reopened</c> or <c>adjustment-opened</c>.</param>
/// <param name="Round">The round that it ended; a reopening or an adjustment begins a new attempt with it.</param>
/// <param name="Version">What was returned; null for a reopening or an adjustment.</param>
/// <param name="By">Keys of all who asked.</param>
/// <param name="AnswerBy">Null: by the stage's deadline.</param>
/// <param name="Answered">Null until it is handed in again.</param>
/// <param name="TakenBack">Whoever returned it took that back before it was answered.</param>
public sealed record Exchange(
    string What,
    int Attempt,
    int Round,
    int? Version,
    ImmutableArray<string> By,
    DateTimeOffset At,
    string? Reason,
    ImmutableArray<AnsweredPoint> Points,
    DateTimeOffset? AnswerBy,
    Answered? Answered = null,
    bool TakenBack = false)
{
    internal Exchange With(ItemEvent.ItemSubmitted submitted)
    {
        var answers = (submitted.Answers ?? []).ToLookup(answer => answer.At, answer => answer.Text);
        return this with
        {
            Points =
            [
                .. Points.Select(point => point with { Answer = TextOf(answers[point.At]) }),
                .. answers.Where(answer => Points.All(point => point.At != answer.Key))
                    .Select(answer => new AnsweredPoint(answer.Key, null, TextOf(answer))),
            ],
            Answered = new(submitted.Version, submitted.By.Key, submitted.At),
        };
    }

    /// <summary>The submission that answered it was taken back.</summary>
    internal Exchange WithoutAnswer() => this with
    {
        Points = [.. Points.Where(point => point.Text is not null).Select(point => point with { Answer = null })],
        Answered = null,
    };

    private static string? TextOf(IEnumerable<string> texts)
        => string.Join(';', texts.Distinct()) is { Length: > 0 } text ? text : null;
}
