using System.Collections.Immutable;
using PerfFlow.Domain.Access;
using PerfFlow.Domain.Findings;
using PerfFlow.Domain.Members;
using PerfFlow.Domain.Plan;
using PerfFlow.Domain.Review;

namespace PerfFlow.Domain.Tests.Members;

/// <summary>Each refusal by its name.</summary>
public sealed class MembershipDeciderTests
{
    private static readonly DateTimeOffset Now = new(2024, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly Actor Operator = new("operator", []);
    private static readonly Actor Admin = new("admin", [Role.Admin]);
    private static readonly Actor Head = new("head", [Role.UnitHead]);
    private static readonly Actor Clerk = new("clerk", [Role.SectionClerk]);

    private static readonly UnitMembers Unit = On(
        UnitMembers.Empty, new MembershipCommand.Found(Operator, Seat("admin", Role.Admin), Seat("head", Role.UnitHead)));

    [Fact]
    public void Two_people_required()
    {
        Assert.Equal(
            MemberRefusals.TwoPeopleRequired,
            Refusal(UnitMembers.Empty, new MembershipCommand.Found(Operator, Seat("a", Role.Admin), Seat("a", Role.UnitHead))));
        Assert.Equal(
            MemberRefusals.TwoPeopleRequired,
            Refusal(
                Unit, new MembershipCommand.ReplaceConfirmer(Operator, "head", null, Role.GroupChair, Seat("head", Role.UnitHead), "r")));
    }

    [Fact]
    public void Confirmer_role()
    {
        Assert.Equal(
            MemberRefusals.ConfirmerRole,
            Refusal(UnitMembers.Empty, new MembershipCommand.Found(Operator, Seat("a", Role.Admin), Seat("b", Role.Lead))));
        Assert.Equal(
            MemberRefusals.ConfirmerRole,
            Refusal(Unit, new MembershipCommand.ReplaceConfirmer(Operator, "new", null, Role.Lead, null, "r")));
        Assert.All(
            [null, Seat("head", Role.UnitHead)], // the unit has an admin, who stays one
            replaced => Assert.Equal(
                MemberRefusals.ConfirmerRole,
                Refusal(Unit, new MembershipCommand.ReplaceConfirmer(Operator, "new", null, Role.Admin, replaced, "r"))));
    }

    [Fact]
    public void Unknown_section()
    {
        var unit = On(Unit, new MembershipCommand.SetSections(Admin, ["培训科", "工程科"], []));
        MembershipCommand.Set Into(string section, Terms? old = null) =>
            new(Admin, "clerk", old, new([Role.SectionClerk], [section]));

        var refused = Refusal(unit, Into("培训料"))!;
        Assert.Equal(("UNKNOWN_SECTION", "$.sections"), (refused.Code, refused.Field));
        Assert.Contains("是否指“培训科”", refused.Text.Zh, StringComparison.Ordinal);
        Assert.Null(Refusal(unit, Into("工程科")));
        Assert.Null(Refusal(unit, Into("老科室", new([Role.SectionClerk], ["老科室"])))); // theirs from before
        Assert.Null(Refusal(Unit, Into("随便哪个科"))); // none was ever registered

        Assert.Equal("UNKNOWN_SECTION", unit.RefusalOf(new(Key("p1"), "项目", "财务科"))?.Code);
        Assert.Null(unit.RefusalOf(new(Key("p1"), "项目", "培训科")));
        Assert.Null(unit.RefusalOf(new(Key("p1"), "项目", " "))); // which the year refuses
        Assert.Null(Unit.RefusalOf(new(Key("p1"), "项目", "财务科")));

        static ProjectId Key(string id) => ProjectId.Parse(id).Value;
    }

    [Fact]
    public void Section_in_use()
    {
        Assert.Equal("SECTION_IN_USE", Refusal(Unit, new MembershipCommand.SetSections(Admin, ["培训科"], ["培训科", "工程科"]))?.Code);
        Assert.Null(Refusal(Unit, new MembershipCommand.SetSections(Admin, ["工程科", "培训科"], ["培训科", "工程科"])));
        Assert.Equal(Refusals.RoleRequired, Refusal(Unit, new MembershipCommand.SetSections(Head, ["培训科"], [])));
    }

    [Fact]
    public void An_operator_replaces_a_sole_admin_however_many_confirm()
    {
        var replaced = On(
            Seated(Unit, "chair", Role.GroupChair),
            new MembershipCommand.ReplaceConfirmer(Operator, "new", null, Role.Admin, Seat("admin", Role.Admin), "r"));

        Assert.Equal((true, false), (replaced.Holds("new", Role.Admin), replaced.Holds("admin", Role.Admin)));
    }

    [Fact]
    public void What_a_unit_was_registered_as_stands_in_its_first_event()
    {
        var title = new UnitTitle("甲单位", "above");

        var founded = Decide(
            UnitMembers.Empty, new MembershipCommand.Found(Operator, Seat("a", Role.Admin), Seat("b", Role.UnitHead), title)).Events[0];

        Assert.Equal(title, Assert.IsType<MembershipEvent.UnitFounded>(founded).Unit);
    }

    [Fact]
    public void A_unit_is_founded_once() =>
        Assert.Empty(Decide(Unit, new MembershipCommand.Found(Operator, Seat("x", Role.Admin), Seat("y", Role.UnitHead))).Events);

    [Fact]
    public void Unit_not_founded() => Assert.Equal(
        MemberRefusals.NotFounded,
        Refusal(UnitMembers.Empty, new MembershipCommand.ReplaceConfirmer(Operator, "new", null, Role.UnitHead, null, "r")));

    [Fact]
    public void Last_admin()
    {
        Assert.Equal(MemberRefusals.LastAdmin, Refusal(Unit, new MembershipCommand.Remove(Admin, "admin", Terms(Role.Admin))));
        Assert.Equal(MemberRefusals.LastAdmin, Refusal(Unit, Set(Admin, "admin", Terms(Role.Admin), Role.Auditor)));
        Assert.Equal(
            MemberRefusals.LastAdmin,
            Refusal(Unit, new MembershipCommand.ReplaceConfirmer(Operator, "new", null, Role.UnitHead, Seat("admin", Role.Admin), "r")));
    }

    [Fact]
    public void Last_confirmer()
    {
        Assert.Equal(MemberRefusals.LastConfirmer, Refusal(Unit, new MembershipCommand.Remove(Admin, "head", Terms(Role.UnitHead))));
        Assert.Equal(MemberRefusals.LastConfirmer, Refusal(Unit, Set(Admin, "head", Terms(Role.UnitHead), Role.Auditor)));
        Assert.Equal(MemberRefusals.LastConfirmer, Refusal(Unit, Set(Admin, "head", Terms(Role.UnitHead), Role.Lead)));
    }

    [Fact]
    public void Person_concerned()
    {
        Assert.Equal(MemberRefusals.PersonConcerned, Refusal(Unit, Set(Admin, "admin", Terms(Role.Admin), Role.Admin, Role.Lead)));
        var open = On(Unit, Set(Admin, "head", Terms(Role.UnitHead), Role.UnitHead, Role.Lead));
        Assert.Equal(
            MemberRefusals.PersonConcerned, Refusal(open, Confirm(Head, 1, "head", Terms(Role.UnitHead), Role.UnitHead, Role.Lead)));
    }

    [Fact]
    public void Second_person_required() => Assert.Equal(
        MemberRefusals.SecondPersonRequired,
        Refusal(On(Unit, Set(Admin, "new", null, Role.Lead)), Confirm(Admin, 1, "new", null, Role.Lead)));

    [Fact]
    public void Proposer_gone()
    {
        var second = Seated(Unit, "second", Role.Admin);
        var open = On(On(second, Set(Admin, "new", null, Role.Lead)), new MembershipCommand.Remove(
            new("second", [Role.Admin]), "admin", Terms(Role.Admin)));
        Assert.Equal(MemberRefusals.ProposerGone, Refusal(open, Confirm(Head, open.Proposed, "new", null, Role.Lead)));
    }

    [Fact]
    public void Proposal_closed()
    {
        var open = On(Unit, Set(Admin, "new", null, Role.Lead));
        Assert.Equal(MemberRefusals.ProposalClosed, Refusal(Seated(Unit, "new", Role.Lead), Confirm(Head, 1, "new", null, Role.Lead)));
        Assert.Equal(
            MemberRefusals.ProposalClosed,
            Refusal(On(open, Set(Admin, "new", null, Role.Auditor)), Confirm(Head, 1, "new", Terms(Role.Auditor), Role.Lead)));
        Assert.Equal(MemberRefusals.ProposalClosed, Refusal(open, Confirm(Head, 1, "new", null, Role.UnitHead))); // not what was proposed
    }

    [Fact]
    public void No_such_proposal()
    {
        Assert.Equal(MemberRefusals.NoSuchProposal, Refusal(Unit, Confirm(Head, 1, "", null)));
        Assert.Equal(MemberRefusals.NoSuchProposal, Refusal(Unit, new MembershipCommand.Refuse(Head, 1, "否")));
    }

    [Fact]
    public void Confirmers_left()
    {
        Assert.Equal(
            MemberRefusals.ConfirmersLeft,
            Refusal(
                Seated(Unit, "chair", Role.GroupChair),
                new MembershipCommand.ReplaceConfirmer(Operator, "new", null, Role.UnitHead, Seat("head", Role.UnitHead), "r")));
        Assert.Equal(
            MemberRefusals.ConfirmersLeft, // nobody's place is taken: it is no replacement
            Refusal(Unit, new MembershipCommand.ReplaceConfirmer(Operator, "new", null, Role.UnitHead, null, "r")));
    }

    [Fact]
    public void No_confirmer() => Assert.Equal(
        MemberRefusals.NoConfirmer,
        Refusal(Unit, new MembershipCommand.ReplaceConfirmer(Operator, "new", null, Role.UnitHead, Seat("clerk", Role.SectionClerk), "r")));

    [Fact]
    public void Too_many_proposals()
    {
        var full = Enumerable.Range(0, MembershipDecider.MostProposals)
            .Aggregate(Unit, (unit, i) => On(unit, Set(Admin, $"p{i}", null, Role.Lead)));
        Assert.Equal(MemberRefusals.TooManyProposals, Refusal(full, Set(Admin, "new", null, Role.Lead)));
        Assert.Null(Refusal(full, Set(Admin, "p0", null, Role.GroupMember)));
        Assert.Null(Refusal(full, Set(Admin, "new", null, Role.Auditor)));
    }

    [Fact]
    public void Too_many_deciders()
    {
        var full = Enumerable.Range(0, MembershipDecider.MostDeciders - 2)
            .Aggregate(Unit, (unit, i) => Seated(unit, $"p{i}", Role.Lead));
        Assert.Equal(MemberRefusals.TooManyDeciders, Refusal(full, Set(Admin, "new", null, Role.Lead)));
        Assert.Null(Refusal(full, Set(Admin, "p0", Terms(Role.Lead), Role.Lead, Role.GroupMember)));
        Assert.Null(Refusal(full, Set(Admin, "new", null, Role.SectionClerk)));
    }

    [Fact]
    public void Reason_required()
    {
        var open = On(Unit, Set(Admin, "new", null, Role.Lead));
        Assert.Equal(Refusals.ReasonRequired, Refusal(open, new MembershipCommand.Refuse(Head, 1, " ")));
        Assert.Equal(Refusals.ReasonTooLong, Refusal(open, new MembershipCommand.Refuse(Head, 1, new('理', TextLimits.Longest + 1))));
        Assert.Equal(Refusals.TextNotPlain with { Field = "$.reason" }, Refusal(open, new MembershipCommand.Refuse(Head, 1, "否\u202e")));
        Assert.Equal(
            Refusals.ReasonRequired,
            Refusal(Unit, new MembershipCommand.ReplaceConfirmer(Operator, "new", null, Role.UnitHead, null, "")));
        Assert.Equal(
            Refusals.ReasonTooLong,
            Refusal(
                Unit,
                new MembershipCommand.ReplaceConfirmer(Operator, "new", null, Role.UnitHead, null, new('理', TextLimits.Longest + 1))));
    }

    [Fact]
    public void Role_required()
    {
        var open = On(Unit, Set(Admin, "new", null, Role.Lead));
        Assert.All(
            new MembershipCommand[]
            {
                Set(Head, "new", null, Role.Auditor), Set(Clerk, "new", null, Role.Auditor),
                new MembershipCommand.Remove(Head, "admin", Terms(Role.Admin)), Confirm(Clerk, 1, "new", null, Role.Lead),
                new MembershipCommand.Refuse(Clerk, 1, "否"), new MembershipCommand.Bind("i", Set(Head, "new", null, Role.Auditor)),
                new MembershipCommand.Erase(Head, "new"),
                Set(new("thief", [Role.Admin]), "new", null, Role.Auditor), // the stream says who holds a role, not who asks
            },
            command => Assert.Equal(Refusals.RoleRequired, Refusal(open, command)));
    }

    [Fact]
    public void What_is_proposed_takes_the_place_of_what_was_and_any_change_ends_it()
    {
        var twice = On(On(Unit, Set(Admin, "new", null, Role.Lead)), Set(Admin, "new", null, Role.GroupMember));
        Assert.Equal((null, 2, 2), (twice.Find(1), twice.Find(2)!.Number, twice.Proposed));
        Assert.Empty(On(twice, Set(Admin, "new", null, Role.Auditor)).Proposals);
        Assert.Empty(On(twice, new MembershipCommand.Erase(Admin, "new")).Proposals);
    }

    [Fact]
    public void Who_is_bound_goes_the_way_of_everyone_else()
    {
        var clerk = Decide(Unit, new MembershipCommand.Bind("i1", Set(Admin, "new", null, Role.SectionClerk)));
        var lead = Decide(Unit, new MembershipCommand.Bind("i1", Set(Admin, "new", null, Role.Lead)));

        Assert.Equal(
            [typeof(MembershipEvent.PersonBound), typeof(MembershipEvent.MembershipSet)], clerk.Events.Select(one => one.GetType()));
        Assert.Equal(
            [typeof(MembershipEvent.PersonBound), typeof(MembershipEvent.MembershipProposed)], lead.Events.Select(one => one.GetType()));
        Assert.Equal(MemberRefusals.LastAdmin, Refusal(Unit, new MembershipCommand.Bind("i1", Set(Admin, "admin", Terms(Role.Admin)))));
    }

    [Fact]
    public void Every_refusal_says_what_to_do_in_both_languages() => Assert.All(
        typeof(MemberRefusals).GetProperties().Select(property => (Refusal)property.GetValue(null)!),
        refusal => Assert.True(refusal.Text.Zh.Length > 4 && refusal.Text.En.Length > 10));

    internal static MembershipCommand.Set Set(Actor by, string key, Terms? old, params ImmutableArray<Role> roles) =>
        new(by, key, old, new(roles, []));

    internal static MembershipCommand.Confirm Confirm(Actor by, int proposal, string key, Terms? old, params ImmutableArray<Role> roles) =>
        new(by, proposal, key, old, new(roles, []));

    private static Terms Terms(params ImmutableArray<Role> roles) => new(roles, []);

    private static Seat Seat(string key, params ImmutableArray<Role> roles) => new(key, new(roles, []));

    private static UnitMembers Seated(UnitMembers unit, string key, Role role)
    {
        var open = On(unit, Set(Admin, key, null, role));
        return On(open, Confirm(Head, open.Proposed, key, null, role));
    }

    private static UnitMembers On(UnitMembers unit, MembershipCommand command)
    {
        var decision = Decide(unit, command);
        Assert.Null(decision.Refusal);
        return decision.On(unit);
    }

    private static Refusal? Refusal(UnitMembers unit, MembershipCommand command) => Decide(unit, command).Refusal;

    private static Decision<MembershipEvent> Decide(UnitMembers unit, MembershipCommand command) =>
        MembershipDecider.Decide(unit, command, Now);
}
