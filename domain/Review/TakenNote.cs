using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using PerfFlow.Domain.Plan;

namespace PerfFlow.Domain.Review;

/// <summary>
/// The group knows why a monitoring sheet is red, and wants to hear of that cause again after a quarter only. Rounds until then that are
/// red of nothing else go the way of those that are not.
/// </summary>
/// <param name="Cause"><see cref="Execution"/>, or the id of an indicator.</param>
/// <param name="Month">Last month of the round that it was taken on.</param>
/// <param name="Until">Last month of the quarter: 3, 6, 9 or 12.</param>
[JsonConverter(typeof(TakenNoteConverter))]
public sealed record TakenNote(string Cause, int Month, int Until)
{
    /// <summary>The cause of a red light that is the spending's.</summary>
    public const string Execution = "execution";

    /// <summary>Of the notes taken on a cause in rounds before, that of the last round counts.</summary>
    /// <returns>Null where there is none, or it does not reach as far as the round.</returns>
    /// <param name="month">Last month of the round that is asked about.</param>
    internal static TakenNote? On(string cause, int month, IEnumerable<TakenNote> notes)
        => notes.Where(note => note.Cause == cause && note.Month < month).MaxBy(note => note.Month) is { } last && month <= last.Until
            ? last
            : null;
}

/// <summary>A <see cref="TakenNote"/> as people see it.</summary>
/// <param name="Stage">The round that it was taken on.</param>
/// <param name="By">Key of the chair who spoke for the group.</param>
/// <param name="Minutes">Number of the meeting's minutes.</param>
public sealed record ToldNote(StageId Stage, TakenNote Note, string By, DateTimeOffset At, string Reason, string? Minutes)
{
    internal static ToldNote Of(ItemEvent.RedNoted e) => new(e.Stage, NoteOf(e), e.By.Key, e.At, e.Reason, e.Minutes);

    internal static TakenNote NoteOf(ItemEvent.RedNoted e) => new(e.Cause, e.Month, e.Until);
}

/// <summary>A note is one short text in JSON, <c>i01|3|9</c>: a state has them for each round.</summary>
internal sealed class TakenNoteConverter : JsonConverter<TakenNote>
{
    private const char Between = '|';

    public override TakenNote Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
        => reader.GetString()?.Split(Between) is [var cause, var month, var until]
            ? new(cause, int.Parse(month, CultureInfo.InvariantCulture), int.Parse(until, CultureInfo.InvariantCulture))
            : throw new JsonException("No note.");

    public override void Write(Utf8JsonWriter writer, TakenNote value, JsonSerializerOptions options)
        => writer.WriteStringValue(string.Create(
            CultureInfo.InvariantCulture, $"{value.Cause}{Between}{value.Month}{Between}{value.Until}"));
}
