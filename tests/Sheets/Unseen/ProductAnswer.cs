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
            [.. reading.Findings, .. forms.SelectMany(each => SheetJudgement.Beside(reading.Findings, each.Assessment))]);
    }

    private static AssessedSheet Judged(SheetReading reading, Profile profile, string project, Expectation expected)
    {
        var month = expected.AskedMonth ?? reading.Forms[0].Header.Month; // a round that the sheet itself may mean
        var task = new SheetTask(
            project, expected.Year, Kind(expected.Form), month, profile, EvidenceRule.None, Approved: null, Previous: null);
        return SheetJudgement.Judge(new AssessedSheet("", "", null, reading.Findings), reading.Forms, task);
    }

    private static FormKind Kind(string form) => form switch
    {
        "targets" => FormKind.Targets,
        "monitoring" => FormKind.Monitoring,
        _ => FormKind.SelfEvaluation,
    };
}
