using PerfFlow.Domain.Findings;
using PerfFlow.Domain.Names;
using static PerfFlow.Domain.Findings.RefusalKind;

namespace PerfFlow.Domain.Members;

/// <summary>Every refusal of the decider of this folder that no other has. Each has a test of the same name.</summary>
public static class MemberRefusals
{
    public static Refusal TwoPeopleRequired { get; } = new(
        Invalid, "TWO_PEOPLE_REQUIRED", new(
            "管理员和确认人必须是两个不同的人。", "The admin and the one who confirms must be two people."),
        "$.confirmer.person");

    public static Refusal ConfirmerRole { get; } = new(
        Invalid, "CONFIRMER_ROLE", new(
            "确认人须为分管领导(unit-head)或组长(group-chair)。", "Who confirms is a unit head (unit-head) or a chair (group-chair)."),
        "$.confirmer.role");

    public static Refusal NotFounded { get; } = new(
        Conflict, "UNIT_NOT_FOUNDED", new(
            "本单位尚无成员,请重新提交单位登记。", "The unit has nobody yet: send its registration again."));

    public static Refusal LastAdmin { get; } = new(
        Conflict, "LAST_ADMIN", new("本单位至少要有一名管理员,请先设好另一名管理员。", "A unit keeps at least one admin: put in another first."));

    public static Refusal LastConfirmer { get; } = new(
        Conflict, "LAST_CONFIRMER", new(
            "除管理员外,本单位至少还要有一人(组长、分管领导或另一名管理员)能够确认授权;请先设好另一人,或请系统运营人员更换。",
            "Besides its admin a unit keeps someone who can confirm (a chair, a unit head or a second admin): put in another first, "
            + "or have an operator replace them."));

    public static Refusal PersonConcerned { get; } = new(
        Forbidden, "PERSON_CONCERNED", new(
            "不能为自己提出或确认决策角色,请由他人办理。", "Nobody proposes or confirms a deciding role for themselves: somebody else has to."));

    public static Refusal SecondPersonRequired { get; } = new(
        Conflict, "SECOND_PERSON_REQUIRED", new(
            "提出人不能自己确认,请由组长、分管领导或另一名管理员确认。",
            "Whoever proposed it cannot confirm it: a chair, a unit head or another admin has to."));

    public static Refusal ProposerGone { get; } = new(
        Conflict, "PROPOSER_GONE", new(
            "提出人已不是管理员,该提议作废,请由管理员重新提出。",
            "Whoever proposed this is no admin any more, so it does not count: have an admin propose it again."));

    public static Refusal ProposalClosed { get; } = new(
        Conflict, "PROPOSAL_CLOSED", new(
            "该提议已确认、已拒绝、已被新的提议取代,或此人的权限已有变动;请查看后重新提出。",
            "This proposal was confirmed, refused or replaced, or the membership has changed since: look at it, and propose it again."));

    public static Refusal ProposalWaits { get; } = new(
        Conflict, "PROPOSAL_WAITS", new(
            "此人有一项提议待确认,只改部分内容会使其丢失。请先确认或拒绝该提议,或写明全部内容(name、roles、sections、email)以取代它。",
            "Something is proposed for this person, and a change of some fields would lose it: have it confirmed or refused first, "
            + "or send all fields (name, roles, sections, email) in its place."));

    public static Refusal NoSuchProposal { get; } = new(Missing, "NO_SUCH_PROPOSAL", new("没有这项提议。", "There is no such proposal."));

    public static Refusal ConfirmersLeft { get; } = new(
        Conflict, "CONFIRMERS_LEFT", new(
            "本单位还有其他人可以确认,请由管理员提出、由他们确认,运营人员不能代办。",
            "The unit still has people who can confirm: have an admin propose it and one of them confirm it. An operator may not."));

    public static Refusal NoConfirmer { get; } = new(
        Conflict, "NO_CONFIRMER", new("被更换的人不是确认人。", "Who is to be replaced is nobody who can confirm."), "$.replaces");

    public static Refusal NoSuchInvitation { get; } = new(
        Missing, "NO_SUCH_INVITATION", new(
            "没有这份邀请,或此人尚未以该账号登录。", "There is no such invitation, or this person has not signed in with its account."));

    public static Refusal InvitationBound { get; } = new(
        Conflict, "INVITATION_BOUND", new(
            "该邀请已绑定到一人,不能改绑;如确有误,请移出该成员后重新邀请。",
            "This invitation is bound to a person already, once and for all: if it was wrong, take them out and invite again."));

    public static Refusal TooManyInvitations { get; } = new(
        Conflict, "TOO_MANY_INVITATIONS", new(
            "本单位的邀请已达上限,请先撤回或清理已绑定的邀请。", "The unit has as many invitations as it may: withdraw some of them first."));

    public static Refusal TooManyDeciders { get; } = new(
        Conflict, "TOO_MANY_DECIDERS", new(
            $"具有决策角色的人已达 {MembershipDecider.MostDeciders} 名,请先收回不再需要的角色。",
            $"{MembershipDecider.MostDeciders} people hold a deciding role already: take back those no longer needed first."));

    /// <param name="known">Of which the nearest is offered.</param>
    public static Refusal UnknownSection(string section, IEnumerable<string> known, string field)
    {
        var near = Closest.Of(section, known);
        return new(
            Invalid, "UNKNOWN_SECTION", new(
                $"科室“{section}”未登记{(near is null ? "" : $",是否指“{near}”")}。请核对名称,或由管理员先登记该科室。",
                $"The section {section} is not registered{(near is null ? "" : $" ({near}?)")}: check its name, or have it registered."),
            field);
    }

    public static Refusal SectionInUse(string section) => new(
        Conflict, "SECTION_IN_USE", new(
            $"科室“{section}”仍有成员或项目,不能去掉或改名。请先为其成员和本年度项目改换科室。",
            $"The section {section} still has members or projects: give those another section first, then take it out."),
        "$.sections");

    public static Refusal TooManyProposals { get; } = new(
        Conflict, "TOO_MANY_PROPOSALS", new(
            $"待确认的提议已达 {MembershipDecider.MostProposals} 项,请先处理。",
            $"{MembershipDecider.MostProposals} proposals are open already: settle some of them first."));
}
