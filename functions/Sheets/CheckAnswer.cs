using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Http;
using PerfFlow.Domain.Findings;
using PerfFlow.Domain.Judgement;
using PerfFlow.Domain.Profiles;
using PerfFlow.Functions.Edge.Http;
using PerfFlow.Sheets.Reading;

namespace PerfFlow.Functions.Sheets;

/// <summary>What a file says and is worth by itself, without approved targets to hold it to.</summary>
/// <param name="ReaderVersion">The same bytes, version and profile give the same answer.</param>
/// <param name="Forms">In the order of the sheets, then from top to bottom; none when the file is refused.</param>
/// <param name="Findings">Of the file first, then of each form.</param>
/// <param name="Omitted">See <see cref="ReadingAnswer"/>.</param>
public sealed record CheckAnswer(
    string ReaderVersion, ProfileAnswer Profile, IReadOnlyList<FormAnswer> Forms, IReadOnlyList<FindingAnswer> Findings,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] int? Omitted = null)
{
    /// <param name="year">Null: the year in the title of each form, which must then be there.</param>
    internal static IResult Of(SheetReading reading, Profile profile, int? year, string language)
    {
        var forms = new List<FormAnswer>(reading.Forms.Count);
        var findings = new List<Finding>(reading.Findings);
        foreach (var form in reading.Forms)
        {
            var formYear = year ?? form.Header.Year!.Value;
            var assessment = SheetCheck.Run(form, profile, formYear, form.Header.Month);
            forms.Add(FormAnswer.Of(form, assessment, profile, formYear, language));
            findings.AddRange(SheetJudgement.Beside(reading.Findings, assessment));
        }

        var shown = FindingAnswer.AllOf(findings, language);
        return Json.OkWithin(most =>
        {
            var cut = new Cut(most);
            return new CheckAnswer(
                reading.ReaderVersion,
                new ProfileAnswer(profile.Id, profile.Version),
                [.. cut.Of(forms).Select(form => form.Short(cut))],
                cut.Of(shown),
                cut.Omitted);
        });
    }
}

/// <summary>The rules that were applied.</summary>
public sealed record ProfileAnswer(string Id, int Version);
