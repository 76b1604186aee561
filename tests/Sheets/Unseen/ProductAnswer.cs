using PerfFlow.Domain.Findings;
using PerfFlow.Domain.Forms;
using PerfFlow.Domain.Judgement;
using PerfFlow.Domain.Plan;
using PerfFlow.Domain.Profiles;
using PerfFlow.Sheets.Reading;

namespace PerfFlow.Sheets.Tests.Unseen;

/// <summary>What the product reads in a file and says of it: as an upload to the project and round that the expectation names.</summary>
/// <param name="Forms">None where the file is refused.</param>
/// <param name="Findings">Of the file and of all its forms, each once.</param>
internal sealed record ProductAnswer(IReadOnlyList<AnsweredForm> Forms, IReadOnlyList<Finding> Findings)
{
    public static ProductAnswer To(byte[] file, Expectation expected)
    {
        var reading = SheetReader.Read(file);
        var profile = Profile.Find(expected.Profile)!;
        if (reading.Forms.Count == 0 || expected.AskedProjects.Count == 0)
        {
            return Checked(reading, profile, expected);
        }

        var uploads = expected.AskedProjects.Select(project => Judged(reading, profile, project, expected)).ToList();
        var findings = uploads.SelectMany(upload => upload.Findings).Distinct().ToList();
        return uploads.All(upload => upload.Assessment is not null)
            ? new([.. uploads.Select(upload => AnsweredForm.Of(upload.Form!, upload.Assessment!, profile, expected.Year))], findings)
            : Checked(reading, profile, expected) with { Findings = findings };
    }

    /// <summary>As the public check does, which asks for no project: also where an upload would stop at the wrong year or period.</summary>
    private static ProductAnswer Checked(SheetReading reading, Profile profile, Expectation expected)
    {
        var forms = reading.Forms
            .Select(form => (Form: form, Assessment: SheetCheck.Run(form, profile, expected.Year, form.Header.Month)))
            .ToList();
        return new(
            [.. forms.Select(each => AnsweredForm.Of(each.Form, each.Assessment, profile, expected.Year))],
            OneFaultOneFinding(reading.Findings, [.. forms.SelectMany(each => each.Assessment.Findings)]));
    }

    private static AssessedSheet Judged(SheetReading reading, Profile profile, string project, Expectation expected)
    {
        var task = new SheetTask(
            project, expected.Year, Kind(expected.Form), expected.AskedMonth, profile, EvidenceRule.None, Approved: null, Previous: null);
        var sheet = SheetJudgement.Judge(new AssessedSheet("", "", null, reading.Findings), reading.Forms, task);
        return sheet with { Findings = OneFaultOneFinding(reading.Findings, [.. sheet.Findings.Skip(reading.Findings.Count)]) };
    }

    /// <summary>
    /// Where the reader has an error the rules are not heard, and nothing is said twice of a place.
    /// Goes as soon as <see cref="SheetJudgement"/> does it itself.
    /// </summary>
    private static List<Finding> OneFaultOneFinding(IReadOnlyList<Finding> reader, IReadOnlyList<Finding> rules)
    {
        var unreadable = reader.Where(finding => finding.Level == Severity.Error && finding.Place is not null)
            .Select(finding => finding.Place).ToHashSet();
        var said = reader.Select(finding => (finding.Code, finding.Place)).ToHashSet();
        return [.. reader, .. rules.Where(finding => !unreadable.Contains(finding.Place) && !said.Contains((finding.Code, finding.Place)))];
    }

    private static FormKind Kind(string form) => form switch
    {
        "targets" => FormKind.Targets,
        "monitoring" => FormKind.Monitoring,
        _ => FormKind.SelfEvaluation,
    };
}
