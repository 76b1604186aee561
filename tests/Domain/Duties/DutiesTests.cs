using System.Collections.Immutable;
using PerfFlow.Domain.Access;
using PerfFlow.Domain.Duties;
using PerfFlow.Domain.Plan;
using PerfFlow.Domain.Review;
using PerfFlow.Domain.Tests.Review;

namespace PerfFlow.Domain.Tests.Duties;

public class DutiesTests
{
    private const string Section = "培训科";

    private static readonly ProjectId P1 = ProjectId.Parse("p1").Value;
    private static readonly PlannedStage Report = new(
        StageId.Parse("report").Value, StageKind.Report, null, StageScope.Unit, Approver.Group, A.Opening, A.Now.AddDays(30), []);

    private static readonly UnitYear Open = UnitYear.Empty with
    {
        Plan = new YearPlan("1", [A.Targets, A.Monitoring]),
        Projects = UnitYear.Empty.Projects.Add(P1, new(P1, "培训项目", Section)),
    };

    private static readonly ItemSummary Empty = ItemSummary.Of(Item.New(A.Targets.Id));

    [Fact]
    public void Each_state_is_somebodys_turn_and_nobody_elses()
    {
        var expected = new Dictionary<string, string>
        {
            ["nothing sent"] = "Clerk Upload, Head Upload",
            ["being read"] = "",
            ["with errors"] = "Clerk Correct, Head Correct",
            ["good"] = "Head Submit",
            ["without its evidence"] = "Clerk AttachEvidence, Head AttachEvidence",
            ["submitted"] = "Lead Check",
            ["checked"] = "Member Vote, Chair Vote",
            ["voted on by the member"] = "Chair Vote",
            ["returned"] = "Clerk Correct, Head Correct",
            ["reopened"] = "Clerk Correct, Head Correct",
            ["approved with edits"] = "Lead CompleteEdits",
            ["approved with edits being read"] = "",
            ["approved with edits that have errors"] = "Clerk Correct, Head Correct",
            ["asked to be reopened"] = "Chair DecideReopening",
            ["to be put right"] = "Clerk AnswerRectification, Head AnswerRectification",
            ["put right"] = "Lead CloseRectification",
            ["locked"] = "",
            ["archived"] = "",
            ["rejected"] = "",
        };

        Assert.Equal(expected, new Dictionary<string, string>
        {
            ["nothing sent"] = Turn(Empty),
            ["being read"] = Turn(Empty with { State = ItemState.Draft }),
            ["with errors"] = Turn(Empty with { State = ItemState.Draft, Ok = false }),
            ["good"] = Turn(Empty with { State = ItemState.Draft, Ok = true }),
            ["without its evidence"] = Turn(Empty with { State = ItemState.Draft, Ok = true, MissingEvidence = 1 }),
            ["submitted"] = Turn(Empty with { State = ItemState.Submitted }),
            ["checked"] = Turn(Empty with { State = ItemState.LeadChecked }),
            ["voted on by the member"] = Turn(Empty with { State = ItemState.LeadChecked, Voted = [A.Member.Key] }),
            ["returned"] = Turn(Empty with { State = ItemState.Returned }),
            ["reopened"] = Turn(Empty with { State = ItemState.Reopened }),
            ["approved with edits"] = Turn(Empty with { State = ItemState.Approved, EditsPending = true, Ok = true }),
            ["approved with edits being read"] = Turn(Empty with { State = ItemState.Approved, EditsPending = true }),
            ["approved with edits that have errors"] = Turn(Empty with { State = ItemState.Approved, EditsPending = true, Ok = false }),
            ["asked to be reopened"] = Turn(Empty with { State = ItemState.Locked, ReopeningAsked = true }),
            ["to be put right"] = Turn(Empty with { State = ItemState.Locked, Unanswered = 1 }),
            ["put right"] = Turn(Empty with { State = ItemState.Locked, Unclosed = 1 }),
            ["locked"] = Turn(Empty with { State = ItemState.Locked }),
            ["archived"] = Turn(Empty with { State = ItemState.Archived }),
            ["rejected"] = Turn(Empty with { State = ItemState.Rejected }),
        });
    }

    [Fact]
    public void A_monitoring_sheet_is_the_leads_to_approve_unless_it_is_red()
    {
        var submitted = Empty with { State = ItemState.Submitted };

        Assert.Equal("Lead Approve", Turn(submitted, A.Monitoring));
        Assert.Equal("Lead Check", Turn(submitted with { Figures = new(Light: "red") }, A.Monitoring));
        Assert.Equal("Lead Approve", Turn(submitted with { Figures = new(Light: "red"), Noted = true }, A.Monitoring));
        Assert.Equal("", Turn(submitted with { SubmittedBy = A.Lead.Key }, A.Monitoring));
    }

    [Fact]
    public void A_sheet_is_submitted_only_against_the_targets_that_stand()
    {
        Assert.Equal("", Turn(targets: null, judgedBy: ""));
        Assert.Equal("Head Submit", Turn(targets: "1", judgedBy: "1"));
        Assert.Equal("Clerk Correct, Head Correct", Turn(targets: "1,3", judgedBy: "1"));
        Assert.Equal("Head Submit", Turn(targets: "1,3", judgedBy: null));

        string Turn(string? targets, string? judgedBy) => Turns(Open, new ProjectSummary(ImmutableDictionary<StageId, ItemSummary>.Empty
            .Add(A.Targets.Id, Empty with { State = ItemState.Locked, Approved = targets })
            .Add(A.Monitoring.Id, Empty with { State = ItemState.Draft, Ok = true, JudgedBy = judgedBy })));
    }

    [Fact]
    public void What_is_to_be_put_right_is_answered_before_the_next_sheet_is_submitted()
    {
        Assert.Equal("Head Submit", Turn(unanswered: 0));
        Assert.Equal("Clerk AnswerRectification, Head AnswerRectification", Turn(unanswered: 1));

        string Turn(int unanswered)
        {
            var next = A.Monitoring with { Id = StageId.Parse("q2").Value };
            return Turns(
                Open with { Plan = new YearPlan("1", [A.Monitoring, next]) },
                new ProjectSummary(ImmutableDictionary<StageId, ItemSummary>.Empty
                    .Add(A.Monitoring.Id, Empty with { State = ItemState.Locked, Unanswered = unanswered })
                    .Add(next.Id, Empty with { State = ItemState.Draft, Ok = true })));
        }
    }

    [Fact]
    public void Whoever_drafted_the_report_neither_approves_nor_signs_it()
    {
        var both = Of("both", Role.Lead) with { Roles = [Role.Lead, Role.UnitHead, Role.GroupChair] };

        Assert.All(new[] { ReportState.Ready, ReportState.Approved }, state => Assert.Empty(MemberDuties.Of(
            both,
            Open with
            {
                Plan = new YearPlan("1", [Report]),
                Report = new(1, state, "head", both.Key, ImmutableDictionary<string, string>.Empty),
            },
            _ => ProjectSummary.Empty,
            A.Now)));
    }

    [Theory]
    [InlineData(1, "Clerk Correct, Head Correct")]
    [InlineData(2, "Lead CompleteEdits")]
    public void What_was_approved_sent_again_is_no_edit(int bytes, string turn) => Assert.Equal(turn, Turn(ItemSummary.Of(A.After(
        A.Targets,
        [
            .. A.Until(A.Targets, ItemState.LeadChecked), A.Approve(A.Targets, 1, grade: ReviewGrade.Good),
            A.Upload(A.Targets, 2, sha: A.Sha(bytes)), A.Read(A.Targets, 2),
        ]))));

    [Fact]
    public void Whoever_submitted_or_uploaded_owes_no_check_no_vote_and_no_completion()
    {
        Assert.Equal("Chair Vote", Turn(Empty with { State = ItemState.LeadChecked, SubmittedBy = A.Member.Key }));
        Assert.Equal("Member Vote", Turn(Empty with { State = ItemState.LeadChecked, UploadedBy = A.Chair.Key }));
        Assert.Equal("", Turn(Empty with { State = ItemState.Submitted, UploadedBy = A.Lead.Key }));
        Assert.Equal("", Turn(Empty with { State = ItemState.Approved, EditsPending = true, Ok = true, UploadedBy = A.Lead.Key }));
    }

    [Fact]
    public void A_vote_is_owed_by_those_of_the_panel_who_have_not_voted()
    {
        var asked = Empty with { State = ItemState.LeadChecked, Owing = [A.Chair.Key, A.Lead.Key] };

        Assert.Equal("Chair Vote", Turn(asked));
        Assert.Equal("Chair Vote, Chair DecidePanel, UnitHead DecidePanel", Turn(asked with { PanelAsked = true }));
        Assert.Equal("", Turn(asked with { Owing = [] }));
    }

    [Fact]
    public void Whoever_uploaded_a_sheet_does_not_owe_its_submission_but_where_the_unit_joins_the_two()
    {
        var year = Open with { Plan = new YearPlan("1", [A.Targets]) { Joined = [new(SeparatedDuty.Submit, "科室仅一人")] } };
        var board = new ProjectSummary(ImmutableDictionary<StageId, ItemSummary>.Empty.Add(
            A.Targets.Id, Empty with { State = ItemState.Draft, Ok = true, UploadedBy = A.Head.Key }));

        Assert.Equal("", Turns(year, board));
        Assert.Equal("Head Submit", Turns(year with { Confirmed = year.Plan.Joined }, board));
    }

    [Fact]
    public void A_project_whose_targets_were_rejected_is_nobodys_turn_until_it_is_opened_again()
    {
        Assert.Equal("", Turn(ItemState.Rejected));
        Assert.Equal("Clerk Correct, Clerk Upload, Head Correct, Head Upload", Turn(ItemState.Reopened));

        string Turn(ItemState targets) => Turns(Open, new ProjectSummary(
            ImmutableDictionary<StageId, ItemSummary>.Empty.Add(A.Targets.Id, Empty with { State = targets })));
    }

    [Fact]
    public void The_report_is_drafted_approved_and_signed_in_turn()
    {
        Assert.Equal("Lead DraftReport", ReportTurn(null));
        Assert.Equal("", ReportTurn(ReportState.Building));
        Assert.Equal("Member ApproveReport, Chair ApproveReport", ReportTurn(ReportState.Ready));
        Assert.Equal("UnitHead SignReport", ReportTurn(ReportState.Approved));
        Assert.Equal("", ReportTurn(ReportState.Signed));
    }

    [Fact]
    public void Where_no_chair_may_sign_one_who_is_the_units_head_too_owes_no_signature()
    {
        var both = Of("both", Role.UnitHead) with { Roles = [Role.UnitHead, Role.GroupChair] };
        var year = Open with
        {
            Plan = new YearPlan("1", [Report]),
            Report = new(1, ReportState.Approved, "head", A.Lead.Key, ImmutableDictionary<string, string>.Empty),
        };

        Assert.Single(MemberDuties.Of(both, year, _ => ProjectSummary.Empty, A.Now));
        Assert.Empty(MemberDuties.Of(
            both, year with { Plan = year.Plan! with { ChairMaySign = false } }, _ => ProjectSummary.Empty, A.Now));
    }

    [Fact]
    public void The_report_is_overdue_after_its_deadline_and_names_its_version()
    {
        var year = Open with
        {
            Plan = new YearPlan("1", [Report]),
            Report = new(3, ReportState.Ready, "head", A.Lead.Key, ImmutableDictionary<string, string>.Empty),
        };

        Assert.Equal([(3, false), (3, false), (3, true)], new[] { -1, 0, 1 }.Select(tick =>
        {
            var duty = MemberDuties.Of(Of("chair", Role.GroupChair), year, _ => ProjectSummary.Empty, Report.DueAt.AddTicks(tick))
                .Single();
            return (duty.Version, duty.Overdue);
        }));
    }

    [Fact]
    public void At_the_very_deadline_nothing_is_overdue()
        => Assert.Equal([false, true], new[] { 0, 1 }.Select(tick => MemberDuties.Of(
            Of("clerk", Role.SectionClerk), Open with { Plan = new YearPlan("1", [A.Targets]) },
            _ => ProjectSummary.Empty, A.Targets.DueAt.AddTicks(tick)).Single().Overdue));

    [Fact]
    public void Who_has_a_second_role_owes_the_vote_all_the_same()
    {
        var both = Of("both", Role.GroupMember) with { Roles = [Role.SectionHead, Role.GroupMember], Sections = ["别科"] };
        var board = new ProjectSummary(
            ImmutableDictionary<StageId, ItemSummary>.Empty.Add(A.Targets.Id, Empty with { State = ItemState.LeadChecked }));

        Assert.Equal(
            DutyKind.Vote,
            MemberDuties.Of(both, Open with { Plan = new YearPlan("1", [A.Targets]) }, _ => board, A.Now).Single().Kind);
    }

    [Fact]
    public void Another_section_owes_nothing()
        => Assert.Empty(MemberDuties.Of(Of("clerk", Role.SectionClerk, "别科"), Open, _ => ProjectSummary.Empty, A.Now));

    [Fact]
    public void A_stage_that_is_not_open_is_owed_by_nobody()
        => Assert.Empty(MemberDuties.Of(Of("clerk", Role.SectionClerk), Open, _ => ProjectSummary.Empty, A.Opening.AddDays(-1)));

    [Fact]
    public void The_nearest_deadline_comes_first_and_a_return_has_its_own()
    {
        var answerBy = A.Now.AddMinutes(-1);
        var board = new ProjectSummary(ImmutableDictionary<StageId, ItemSummary>.Empty.Add(
            A.Monitoring.Id, Empty with { State = ItemState.Returned, Version = 2, AnswerBy = answerBy }));

        Assert.Equal(
            [
                new Duty(DutyKind.Correct, A.Monitoring.Id, P1, 2, answerBy, Overdue: true),
                new Duty(DutyKind.Upload, A.Targets.Id, P1, 0, A.Targets.DueAt, Overdue: false),
            ],
            MemberDuties.Of(Of("clerk", Role.SectionClerk), Open, _ => board, A.Now));
    }

    private static string Turn(ItemSummary item, PlannedStage? stage = null) => Turns(
        Open with { Plan = new YearPlan("1", [stage ?? A.Targets]) },
        new ProjectSummary(ImmutableDictionary<StageId, ItemSummary>.Empty.Add((stage ?? A.Targets).Id, item)));

    private static string ReportTurn(ReportState? state) => Turns(
        Open with
        {
            Plan = new YearPlan("1", [Report]),
            Report = state is null ? null : new(1, state.Value, "head", A.Lead.Key, ImmutableDictionary<string, string>.Empty),
        },
        ProjectSummary.Empty);

    private static string Turns(UnitYear year, ProjectSummary board) => string.Join(", ",
        from person in People
        from duty in MemberDuties.Of(person.Member, year, _ => board, A.Now)
        select $"{person.Who} {duty.Kind}");

    private static (string Who, Membership Member)[] People =>
    [
        ("Clerk", Of("clerk", Role.SectionClerk)),
        ("Head", Of("head", Role.SectionHead)),
        ("Lead", Of("lead", Role.Lead)),
        ("Member", Of("member", Role.GroupMember)),
        ("Chair", Of("chair", Role.GroupChair)),
        ("UnitHead", Of("unit-head", Role.UnitHead)),
        ("Auditor", Of("auditor", Role.Auditor)),
        ("Admin", Of("admin", Role.Admin)),
    ];

    private static Membership Of(string name, Role role, string section = Section)
        => new($"tenant:{name}", name, [role], [section], Key: name);
}
