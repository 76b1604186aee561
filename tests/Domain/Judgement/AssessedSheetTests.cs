using System.Text.Json;
using PerfFlow.Domain.Findings;
using PerfFlow.Domain.Forms;
using PerfFlow.Domain.Indicators;
using PerfFlow.Domain.Judgement;
using PerfFlow.Domain.Plan;
using PerfFlow.Domain.Review;
using PerfFlow.Domain.Targets;

namespace PerfFlow.Domain.Tests.Judgement;

/// <summary>What is kept of a sheet, and what the ledger keeps of that.</summary>
public sealed class AssessedSheetTests
{
    public static TheoryData<FormKind> Kinds => [.. Enum.GetValues<FormKind>()];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Its_assessment_is_kept_under_the_name_of_its_kind_and_read_again(FormKind kind)
    {
        var sheet = Judged.Judge(Of(kind));

        var json = JsonSerializer.Serialize(sheet, JsonSerializerOptions.Web);
        var again = JsonSerializer.Deserialize<AssessedSheet>(json, JsonSerializerOptions.Web)!;

        Assert.IsType(sheet.Assessment!.GetType(), again.Assessment);
        Assert.Equal(json, JsonSerializer.Serialize(again, JsonSerializerOptions.Web));
        Assert.Equal(
            [kind == FormKind.Targets, kind == FormKind.Monitoring, kind == FormKind.SelfEvaluation],
            ((string[])["targets", "monitoring", "selfEvaluation"]).Select(
                name => JsonDocument.Parse(json).RootElement.GetProperty(name).ValueKind == JsonValueKind.Object));
    }

    [Fact]
    public void Its_figures_are_those_of_its_kind()
    {
        Assert.Equal(new SheetFigures(Budget: 100), Summary(Judged.Targets).Figures);
        Assert.Equal(new SheetFigures(Budget: 100, Spent: 50, Light: "red"), Summary(Judged.Monitoring).Figures);
        Assert.Equal(new SheetFigures(Budget: 100, Spent: 95, Score: 99.5m, Grade: "优"), Summary(Judged.SelfEvaluation).Figures);
        Assert.Equal(
            SheetFigures.None, new AssessedSheet("sha", "basis", null, []).ToSummary("id", Judged.Task(FormKind.Targets), null).Figures);
    }

    [Fact]
    public void Its_summary_counts_what_was_found_and_says_what_it_was_judged_by()
    {
        Finding[] found = [Of(Severity.Error), Of(Severity.Warning), Of(Severity.Warning), Of(Severity.Info)];
        var basis = new ReadingBasis("1,3", null);

        var summary = new AssessedSheet("sha", "hash", null, found).ToSummary("id", Judged.Task(FormKind.Monitoring), basis);

        Assert.Equal(
            ("id", 1, 2, Make.Std.Key, basis, "hash"),
            (summary.Id, summary.Errors, summary.Warnings, summary.Profile, summary.Basis, summary.BasisHash));

        static Finding Of(Severity level) => new("X", level, null, new("中", "en"), new("改", "mend"));
    }

    [Fact]
    public void Scores_of_approved_indicators_need_evidence_as_the_plan_has_it()
    {
        var approved = new ApprovedTargets(
            [new ApprovedIndicator("i01", "产出指标", "数量指标", "培训人数", TargetText.Read("≥100人", Make.Std, 2023).Target!, 20)],
            100, "目标", "std", Make.Std.Version, 1);
        var task = Judged.Task(FormKind.SelfEvaluation) with { Approved = approved };
        var sheet = SheetJudgement.Judge(new("sha", "basis", null, []), [Judged.SelfEvaluation], task);

        Assert.Equal("i01", Assert.Single(sheet.ToSummary("id", task, null).NeedsEvidence));
        Assert.Empty(sheet.ToSummary("id", task with { Evidence = EvidenceRule.None }, null).NeedsEvidence);
        Assert.Empty(Judged.Judge(Judged.Monitoring).ToSummary("id", Judged.Task(FormKind.Monitoring), null).NeedsEvidence);
    }

    private static ReadForm Of(FormKind kind) => kind switch
    {
        FormKind.Targets => Judged.Targets,
        FormKind.Monitoring => Judged.Monitoring,
        _ => Judged.SelfEvaluation,
    };

    private static ReadingSummary Summary(ReadForm form) => Judged.Judge(form).ToSummary("id", Judged.Task(form.Kind), null);
}
