using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace PerfFlow.Domain.Review;

/// <summary>A ballot is one short text in JSON: a state has one for each member of the group in each stage.</summary>
internal sealed class BallotConverter : JsonConverter<Ballot>
{
    private const char Between = '|';

    public override Ballot Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
        => reader.GetString()?.Split(Between) is [var person, var verdict, var grade, var answerBy, var said, var points]
            ? new(
                person,
                (Verdict)Number(verdict),
                grade.Length == 0 ? null : (ReviewGrade)Number(grade),
                answerBy.Length == 0 ? null : new(Number(answerBy), TimeSpan.Zero),
                said.Length == 0 ? null : said,
                points.Length == 0 ? null : points)
            : throw new JsonException("No ballot.");

    public override void Write(Utf8JsonWriter writer, Ballot value, JsonSerializerOptions options)
        => writer.WriteStringValue(string.Create(
            CultureInfo.InvariantCulture,
            $"{value.By}{Between}{(int)value.Verdict:x}{Between}{(int?)value.Grade:x}{Between}"
            + $"{value.AnswerBy?.UtcTicks:x}{Between}{value.Said}{Between}{value.Points}"));

    private static long Number(string hex) => long.Parse(hex, NumberStyles.HexNumber, CultureInfo.InvariantCulture);
}
