using System.Collections.Immutable;
using PerfFlow.Domain.Access;
using PerfFlow.Domain.Members;

namespace PerfFlow.Domain.Tests.Members;

/// <summary>Whatever is asked in whatever order, by whomever.</summary>
public sealed class MembershipModelTests
{
    private static readonly DateTimeOffset Now = new(2024, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly string[] Keys = ["a", "b", "c", "d", "e"];
    private static readonly ImmutableArray<Role>[] Sets =
    [
        [], [Role.SectionClerk], [Role.Lead], [Role.GroupMember], [Role.GroupChair], [Role.UnitHead], [Role.Admin],
        [Role.Admin, Role.UnitHead], [Role.Lead, Role.SectionHead], [Role.Auditor],
    ];

    private static readonly Gen<Step> Steps = Gen.Select(
        Gen.Frequency((5, Gen.Const(0)), (2, Gen.Const(1)), (5, Gen.Const(2)), (1, Gen.Const(3)), (1, Gen.Const(4)), (1, Gen.Const(5))),
        Gen.Int[0, Keys.Length - 1], Gen.Int[0, Keys.Length - 1], Gen.Int[0, Sets.Length - 1], Gen.Int[0, 3],
        (kind, by, whom, roles, number) => new Step(kind, by, whom, roles, number));

    [Fact]
    public void There_is_always_an_admin_and_another_who_confirms_and_no_one_decides_by_one_persons_word() =>
        Steps.Array[0, 60].Sample(steps =>
        {
            var (unit, members) = (UnitMembers.Empty, ImmutableDictionary<string, Terms>.Empty);
            var proposedBy = new Dictionary<int, string>();
            Do(new MembershipCommand.Found(
                new("operator", []), new("a", new([Role.Admin], [])), new("b", new([Role.UnitHead], []))));
            foreach (var step in steps)
            {
                Do(CommandOf(step, unit, members));
                Assert.True(unit.HasAdmin && unit.HasConfirmer);
                Assert.Equal(
                    members.Where(member => member.Value.Roles.Any(role => role.Decides())).Select(member => member.Key).Order(),
                    unit.Deciders.Keys.Order());
                Assert.All(unit.Deciders, held => Assert.Equal(members[held.Key].Roles.Where(role => role.Decides()), held.Value));
            }

            void Do(MembershipCommand command)
            {
                foreach (var happened in MembershipDecider.Decide(unit, command, Now).Events)
                {
                    Check(happened);
                    unit = unit.Apply(happened);
                    members = happened switch
                    {
                        MembershipEvent.UnitFounded e =>
                            members.AddRange(e.Members.Select(seat => KeyValuePair.Create(seat.Key, seat.Terms))),
                        MembershipEvent.MembershipSet e => members.SetItem(e.Key, e.New),
                        MembershipEvent.MembershipConfirmed e => members.SetItem(e.Key, e.New),
                        MembershipEvent.MembershipRemoved e => members.Remove(e.Key),
                        MembershipEvent.ConfirmerReplaced e =>
                            (e.Replaced is null ? members : members.SetItem(e.Replaced.Key, e.Replaced.Terms)).SetItem(e.Key, e.New),
                        _ => members,
                    };
                }
            }

            void Check(MembershipEvent happened)
            {
                switch (happened)
                {
                    case MembershipEvent.MembershipSet e:
                        Assert.True(unit.Holds(e.By.Key, Role.Admin));
                        Assert.All(e.New.Roles.Where(role => role.Decides()), role => Assert.Contains(role, members[e.Key].Roles));
                        break;
                    case MembershipEvent.MembershipProposed e:
                        Assert.True(unit.Holds(e.By.Key, Role.Admin) && e.By.Key != e.Key);
                        proposedBy.Add(e.Proposal, e.By.Key);
                        break;
                    case MembershipEvent.MembershipConfirmed e:
                        Assert.True(unit.MayConfirm(e.By.Key) && unit.Holds(proposedBy[e.Proposal], Role.Admin));
                        Assert.Distinct([e.By.Key, proposedBy[e.Proposal], e.Key]);
                        break;
                    case MembershipEvent.ConfirmerReplaced:
                        Assert.True(unit.Confirmers <= 2);
                        break;
                }
            }
        });

    private static MembershipCommand CommandOf(Step step, UnitMembers unit, ImmutableDictionary<string, Terms> members)
    {
        var (key, old) = (Keys[step.Whom], members.GetValueOrDefault(Keys[step.Whom]));
        var by = new Actor(Keys[step.By], members.GetValueOrDefault(Keys[step.By])?.Roles ?? []);
        var number = Math.Max(1, unit.Proposed - step.Number);
        var concerned = unit.Proposals.FirstOrDefault(open => open.Value.Number == number).Key ?? key;
        return step.Kind switch
        {
            0 => new MembershipCommand.Set(by, key, old, new(Sets[step.Roles], [])),
            1 => new MembershipCommand.Remove(by, key, old),
            // often as it was proposed, else something that was not
            2 => new MembershipCommand.Confirm(
                by, number, concerned, members.GetValueOrDefault(concerned),
                Sets.Select(roles => new Terms(roles, []))
                    .OrderByDescending(terms => Matches(unit, number, concerned, terms) && step.Roles > 0).First()),
            3 => new MembershipCommand.Refuse(by, number, "否"),
            4 => new MembershipCommand.ReplaceConfirmer(
                new("operator", []), key, old, Role.UnitHead,
                step.Number == 0 ? null : new(Keys[step.By], members.GetValueOrDefault(Keys[step.By]) ?? new([], [])), "更换"),
            _ => new MembershipCommand.Bind("i", new(by, key, old, new(Sets[step.Roles], []))),
        };
    }

    private static bool Matches(UnitMembers unit, int number, string key, Terms terms) =>
        unit.Find(number) is not null
        && MembershipDecider.Decide(
            unit, new MembershipCommand.Confirm(new("b", []), number, key, null, terms), Now).Refusal?.Code != "PROPOSAL_CLOSED";

    private sealed record Step(int Kind, int By, int Whom, int Roles, int Number);
}
