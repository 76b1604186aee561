using PerfFlow.Domain.Findings;
using PerfFlow.Domain.Forms;
using PerfFlow.Domain.Judgement;
using PerfFlow.Domain.Monitoring;
using PerfFlow.Domain.Plan;
using PerfFlow.Domain.SelfEvaluation;
using PerfFlow.Domain.Targets;

namespace PerfFlow.Domain.Tests.Judgement;

/// <summary>Whether a file is the sheet that was asked for, and what it is then worth.</summary>
public sealed class SheetJudgementTests
{
    private static readonly Finding Read = new("MERGED", Severity.Warning, null, new("中", "en"), new("改", "mend"));

    [Fact]
    public void The_form_that_is_meant_is_checked_by_the_rules_of_its_kind()
    {
        Assert.IsType<TargetAssessment>(Judged.Judge(Judged.Targets).Assessment);
        Assert.IsType<MonitoringAssessment>(Judged.Judge(Judged.Monitoring).Assessment);
        Assert.IsType<SelfEvaluationAssessment>(Judged.Judge(Judged.SelfEvaluation).Assessment);
    }

    [Fact]
    public void What_the_reader_found_comes_before_what_the_check_finds()
    {
        var sheet = Judge([Judged.Targets], Judged.Task(FormKind.Targets), Read);

        Assert.Equal(Judged.Targets, sheet.Form);
        Assert.Equal([Read, .. TargetCheck.Run(((ReadForm.Targets)Judged.Targets).Form, Make.Std, 2023).Findings], sheet.Findings);
        Assert.Equal(sheet.Findings.Skip(1), sheet.Assessment!.Findings);
    }

    /// <summary>Another form beside it, or another project's, does not disturb.</summary>
    [Fact]
    public void It_is_found_among_the_forms_of_the_file()
        => Assert.Same(
            Judged.SelfEvaluation,
            Judge(
                [Judged.Targets, Other(Judged.SelfEvaluation, "另一项目"), Judged.SelfEvaluation], Judged.Task(FormKind.SelfEvaluation)).Form);

    [Fact]
    public void NO_FORM_FOUND_is_said_where_the_reader_has_not_said_why()
    {
        var error = Read with { Level = Severity.Error };

        Assert.Equal(["MERGED", "NO_FORM_FOUND"], Codes(Judge([], Judged.Task(FormKind.Targets), Read)));
        Assert.Equal(["MERGED"], Codes(Judge([], Judged.Task(FormKind.Targets), error)));
    }

    [Fact]
    public void WRONG_FORM_names_what_is_asked_for_and_what_is_there()
    {
        var sheet = Judge([Judged.Monitoring], Judged.Task(FormKind.Targets));

        Assert.Null(sheet.Form);
        Assert.Null(sheet.Assessment);
        Assert.Equal("此环节需要项目支出绩效目标申报表,文件中是项目支出绩效目标执行监控表。", Assert.Single(sheet.Findings).Message.Zh);
    }

    [Fact]
    public void A_name_with_half_a_letter_is_another_name()
    {
        var sheet = Judge([Other(Judged.SelfEvaluation, "就业见习补贴\uD800")], Judged.Task(FormKind.SelfEvaluation) with { Project = "就业见习补贴" });

        Assert.Contains("WRONG_PROJECT", Codes(sheet));
    }

    [Theory]
    [InlineData("就业见习补贴(二期)", "就业见习补贴(一期)", "WRONG_PROJECT")]
    [InlineData("就业见习补贴（一期）", "就业见习 补贴(一期)", null)]
    [InlineData("就业\u200B见习补贴\uFEFF", "就业见习补贴", null)]
    [InlineData("51000023R000000010001-就业见习补贴", "就业见习补贴", null)]
    [InlineData("二期-就业见习补贴", "就业见习补贴", "WRONG_PROJECT")]
    [InlineData("就业见习补贴", "就业实习补贴", "PROJECT_NAME_NEAR")]
    [InlineData("就业见习补贴", "老旧小区改造", "WRONG_PROJECT")]
    public void WRONG_PROJECT_is_another_name_PROJECT_NAME_NEAR_a_question(string written, string asked, string? code)
    {
        var sheet = Judge([Other(Judged.SelfEvaluation, written)], Judged.Task(FormKind.SelfEvaluation) with { Project = asked });

        Assert.Equal(
            code, sheet.Findings.FirstOrDefault(finding => finding.Code is "WRONG_PROJECT" or "PROJECT_NAME_NEAR")?.Code);
        Assert.Equal(code == "WRONG_PROJECT", sheet.Form is null);
    }

    [Fact]
    public void WRONG_PROJECT_also_for_a_sheet_without_a_name() => Assert.Contains(
        "WRONG_PROJECT",
        Codes(Judge([Other(Judged.SelfEvaluation, " ")], Judged.Task(FormKind.SelfEvaluation) with { Project = "就业见习补贴" })));

    [Fact]
    public void PROJECT_NAME_NEAR_shows_both_names_and_marks_what_differs()
    {
        var sheet = Judge(
            [Other(Judged.SelfEvaluation, "51000023R000000010001-青禾县Кладбище养护")],
            Judged.Task(FormKind.SelfEvaluation) with { Project = "青禾县Клядбище养护经费" });
        var asked = Assert.Single(sheet.Findings, finding => finding.Code == "PROJECT_NAME_NEAR");

        Assert.Equal(
            "表中的项目名称“51000023R000000010001-青禾县Кл【а(U+0430)】дбище养护”与本项目“青禾县Кл【я(U+044F)】дбище养护【经费】”"
            + "略有不同(【】内为不同之处),是否为同一项目?",
            asked.Message.Zh);
        Assert.Equal(Severity.Warning, asked.Level);
    }

    [Theory]
    [InlineData("农村公路养护项目", "公路养护", "农村公路养护项目")] // the other is the one that is named
    [InlineData("农村公路养护项目费", "农村公路养护项", "农村公路养护项目")] // it fits better
    [InlineData("农村公路养护乙项目", "农村公路养护甲项目", null)]
    [InlineData("51000023R000000010002-公路养护", "公路养护", "51000023R000000010002-公路养护费")] // the code is the other's
    [InlineData("51000023R000000010002-公路养护", "公路养护", null, "51000023r000000010002")]
    public void WRONG_PROJECT_where_another_project_of_the_year_is_meant(
        string written, string asked, string? other, string id = "p2")
    {
        var task = Judged.Task(FormKind.SelfEvaluation) with
        {
            Project = asked,
            Others = [new(ProjectId.Parse(id).Value, other ?? "另一项目", "养护科")],
        };
        ReadForm[] forms = [Other(Judged.SelfEvaluation, written)];

        Assert.True(SheetJudgement.MayBeOfAnother(forms, task));
        Assert.Contains("WRONG_PROJECT", Codes(Judge(forms, task)));
    }

    [Theory]
    [InlineData("公路养护", "51000023R000000010001-公路养护", "51000023R000000010002-公路养护", true)]
    [InlineData("公路养护", "公路养护（P001）", "公路养护（P002）", true)]
    [InlineData("51000023R000000010001-公路养护", "51000023R000000010001-公路养护", "51000023R000000010002-公路养护", false)]
    [InlineData("公路养护", "51000023R000000010001-公路养护", "51000023R000000010002-桥梁检测", false)]
    public void PROJECT_NAME_SHARED(string written, string asked, string other, bool isQuestion)
    {
        var task = Judged.Task(FormKind.SelfEvaluation) with
        {
            Project = asked,
            Others = [new(ProjectId.Parse("p2").Value, other, "养护科")],
        };
        ReadForm[] forms = [Other(Judged.SelfEvaluation, written)];

        var sheet = Judge(forms, task);

        Assert.Equal(written != asked, SheetJudgement.MayBeOfAnother(forms, task));
        Assert.NotNull(sheet.Form);
        Assert.Equal(isQuestion, sheet.Findings.Any(finding => finding is { Code: "PROJECT_NAME_SHARED", Level: Severity.Warning }));
    }

    [Theory]
    [InlineData("p1-公路养护", true)]
    [InlineData("P1 公路养护", true)]
    [InlineData("（p1）公路养护", true)]
    [InlineData("公路养护(p1)", true)]
    [InlineData("p1公路养护", false)]
    [InlineData("p12-公路养护", false)]
    [InlineData("p1-桥梁检测", false)]
    public void The_project_s_own_id_is_its_code(string written, bool isSame)
    {
        var task = Judged.Task(FormKind.SelfEvaluation) with { Project = "公路养护", Code = "p1" };
        ReadForm[] forms = [Other(Judged.SelfEvaluation, written)];

        Assert.Equal(!isSame, SheetJudgement.MayBeOfAnother(forms, task));
        Assert.Equal(!isSame, Judge(forms, task).Findings.Any(finding => finding.Code is "WRONG_PROJECT" or "PROJECT_NAME_NEAR"));
    }

    [Theory]
    [InlineData("养护科", true)]
    [InlineData("财务科", false)]
    public void Whose_sheet_it_is_is_told_to_the_section_of_that_project_alone(string section, bool told)
    {
        var task = Judged.Task(FormKind.SelfEvaluation) with
        {
            Project = "公路养护",
            Section = section,
            Others = [new(ProjectId.Parse("p2").Value, "51000023R000000010002-桥梁检测", "养护科")],
        };

        var refused = Assert.Single(
            Judge([Other(Judged.SelfEvaluation, "51000023R000000010002-别名")], task).Findings,
            finding => finding.Code == "WRONG_PROJECT");

        Assert.Equal(told, refused.Message.Zh.Contains("桥梁检测", StringComparison.Ordinal));
        Assert.Equal(told, refused.Message.En.Contains("桥梁检测", StringComparison.Ordinal));
    }

    /// <summary>A list of two projects with names alike: each sheet is its own project's, and nothing is asked.</summary>
    [Fact]
    public void A_form_that_is_named_exactly_comes_before_one_that_may_be_meant() => Assert.DoesNotContain(
        "PROJECT_NAME_NEAR",
        Codes(Judge(
            [Other(Judged.SelfEvaluation, "农村公路养护项目费"), Other(Judged.SelfEvaluation, "农村公路养护项目")],
            Judged.Task(FormKind.SelfEvaluation) with { Project = "农村公路养护项目" })));

    [Fact]
    public void YEAR_MISMATCH()
        => Assert.Equal(["YEAR_MISMATCH"], Codes(Judge([Judged.Targets], Judged.Task(FormKind.Targets) with { Year = 2024 })));

    [Fact]
    public void PERIOD_MISMATCH()
        => Assert.Equal(["PERIOD_MISMATCH"], Codes(Judge([Judged.Monitoring], Judged.Task(FormKind.Monitoring) with { Month = 9 })));

    [Fact]
    public void A_cell_that_the_reader_could_not_read_is_no_further_fault_and_nothing_is_said_twice()
    {
        var amount = new Finding("AMOUNT_UNREADABLE", Severity.Error, new("表", "E6"), new("中", "en"), new("改", "mend"));
        var rows = new[] { Make.Row("产出指标", "数量指标", "培训人数", "≥100人", "未统计", 20, 20) }.Concat(Make.FullRows().Skip(1));
        var form = Make.SelfEvaluation(100, 95, [.. rows]);
        var unread = Make.Text("约一百", "E6");
        ReadForm sheet = new ReadForm.SelfEvaluation("自评表", form with { Funds = [form.Funds[0] with { Budget = unread }] });
        var told = new Finding("ACTUAL_UNPARSABLE", Severity.Error, new("表", "F13"), new("中", "en"), new("改", "mend"));

        Assert.Equal(
            ["AMOUNT_UNREADABLE", "ACTUAL_UNPARSABLE"], Codes(Judge([sheet], Judged.Task(FormKind.SelfEvaluation), amount, told)));
    }

    [Fact]
    public void SEVERAL_FORMS()
        => Assert.Equal(
            ["SEVERAL_FORMS"], Codes(Judge([Judged.Targets, Judged.Targets with { Sheet = "目标表 (2)" }], Judged.Task(FormKind.Targets))));

    [Fact]
    public void A_round_without_a_month_is_of_the_whole_year()
        => Assert.Equal(12, ((MonitoringAssessment)SheetCheck.Run(Judged.Monitoring, Make.Std, 2023, month: null)).Month);

    private static AssessedSheet Judge(IReadOnlyList<ReadForm> forms, SheetTask task, params Finding[] read)
        => SheetJudgement.Judge(new("sha", "basis", null, read), forms, task);

    private static IEnumerable<string> Codes(AssessedSheet sheet) => sheet.Findings.Select(finding => finding.Code);

    private static ReadForm Other(ReadForm form, string project)
        => form is ReadForm.SelfEvaluation evaluation
            ? evaluation with
            {
                Form = evaluation.Form with { Header = evaluation.Form.Header with { ProjectName = Make.Text(project, "D3") } },
            }
            : form;
}
