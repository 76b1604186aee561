using PerfFlow.Domain.Access;

namespace PerfFlow.Domain.Tests.Access;

public sealed class AccessTests
{
    /// <summary>field.md §5.1 as a matrix: one letter per role that may, in the order of <see cref="Role"/>.</summary>
    public static TheoryData<Right, string> Matrix => new()
    {
        { Right.ViewUnit, "CHLMGUAX" },
        { Right.ListMembers, "--L---AX" },
        { Right.ManageMembers, "-------X" },
        { Right.ConfirmMembership, "----GU-X" },
        { Right.ReadMemberships, "--L-G-A-" },
        { Right.OpenYear, "--L-----" },
        { Right.ChangePlan, "--L-----" },
        { Right.RegisterProject, "--L-----" },
        { Right.ViewItem, "CHLMGUA-" },
        { Right.DownloadTemplate, "CHL-----" },
        { Right.UploadSheet, "CH------" },
        { Right.SubmitItem, "-H------" },
        { Right.CheckItem, "--L-----" },
        { Right.ReturnItem, "--LMG---" },
        { Right.ApproveItem, "--LMG---" },
        { Right.OverrideScore, "---MG---" },
        { Right.AskReopening, "--L-----" },
        { Right.ConsentToReopening, "----G---" },
        { Right.AskPanel, "--L-G---" },
        { Right.ConsentToPanel, "----GU--" },
        { Right.ConfirmJoinedDuties, "----GU--" },
        { Right.UndoDecision, "-HLMG---" },
        { Right.CompleteEdits, "--L-----" },
        { Right.AdjustTargets, "-HL-----" },
        { Right.AttachEvidence, "CH------" },
        { Right.ReadEvidence, "CHLMGUA-" },
        { Right.RequireRectification, "--LMG---" },
        { Right.AnswerRectification, "CH------" },
        { Right.TakeNote, "----G---" },
        { Right.ViewBoard, "CHLMGUA-" },
        { Right.DraftReport, "--L-----" },
        { Right.ViewReport, "CHLMGUA-" },
        { Right.ApproveReport, "---MG---" },
        { Right.SignReport, "-----U--" },
        { Right.ReadArchive, "--LMGUA-" },
        { Right.ReadLedger, "--L---A-" },
        { Right.ViewReminders, "--L---A-" },
    };

    [Theory]
    [MemberData(nameof(Matrix))]
    public void A_right_is_held_by_these_roles_alone(Right right, string roles)
        => Assert.Equal(
            roles, string.Concat(Enum.GetValues<Role>().Select((role, i) => Rights.Of(role).Contains(right) ? "CHLMGUAX"[i] : '-')));

    [Fact]
    public void The_matrix_has_every_right() => Assert.Equal(Enum.GetValues<Right>().Length, Matrix.Count);

    /// <summary>
    /// So it makes no difference whether what a section does is noted with all roles or with those that count in the section.
    /// </summary>
    [Fact]
    public void Who_may_do_a_sections_work_does_it_with_all_their_roles()
        => Gen.Select(
                Gen.Enum<Role>().HashSet[0, 8], Gen.OneOf("工程科", "财务科").HashSet[0, 2], Gen.OneOf(Right.UploadSheet, Right.AttachEvidence))
            .Sample(
                (roles, sections, right) =>
                {
                    var member = new Membership("tenant:a", "张", [.. roles], [.. sections], Key: "a");

                    Assert.True(!member.May(right, "工程科") || member.ToActor("工程科") == member.ToActor());
                });

    [Fact]
    public void A_section_role_acts_for_its_own_sections()
    {
        var clerk = new Membership("tenant:a", "张", [Role.SectionClerk], ["工程科"]);

        Assert.True(clerk.May(Right.UploadSheet, "工程科"));
        Assert.False(clerk.May(Right.UploadSheet, "财务科"));
        Assert.False(clerk.May(Right.ViewItem, "财务科"));
    }

    [Fact]
    public void The_lead_acts_for_every_section()
        => Assert.True(new Membership("tenant:a", "李", [Role.Lead], []).May(Right.CheckItem, "工程科"));

    [Fact]
    public void Roles_add_up_and_a_member_without_roles_may_nothing()
    {
        Assert.True(new Membership("tenant:a", "王", [Role.Auditor, Role.Admin], []).May(Right.ManageMembers));
        Assert.DoesNotContain(Enum.GetValues<Right>(), right => new Membership("tenant:a", "王", [], []).May(right));
    }
}
