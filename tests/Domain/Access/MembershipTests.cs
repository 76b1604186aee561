using PerfFlow.Domain.Access;

namespace PerfFlow.Domain.Tests.Access;

public sealed class MembershipTests
{
    private static readonly Membership Clerk = new("t:1", "张三", [Role.SectionClerk], ["工程科"], "zhang@example.org", "key-1");

    [Fact]
    public void Two_memberships_are_the_same_when_everything_in_them_is()
    {
        Assert.Equal(Clerk, Clerk with { Roles = [Role.SectionClerk], Sections = ["工程科"] });
        Assert.Equal(Clerk.GetHashCode(), (Clerk with { Sections = ["工程科"] }).GetHashCode());
        Assert.All(
            new[]
            {
                Clerk with { Person = "t:2" }, Clerk with { Name = "李四" }, Clerk with { Email = null },
                Clerk with { Key = "key-2" }, Clerk with { Roles = [Role.Lead] }, Clerk with { Sections = ["教育科"] },
            },
            other => Assert.NotEqual(Clerk, other));
        Assert.False(Clerk.Equals(null));
    }

    [Fact]
    public void Two_actors_are_the_same_when_everything_in_them_is()
    {
        var actor = Clerk.ToActor();

        Assert.Equal(actor, new("key-1", [Role.SectionClerk]));
        Assert.All(new[] { actor with { Key = "key-2" }, actor with { Roles = [] } }, other => Assert.NotEqual(actor, other));
        Assert.False(actor.Equals(null));
    }

    [Fact]
    public void What_the_ledger_keeps_of_a_membership_is_the_same_whatever_the_name()
    {
        var used = Clerk.AsUsed();

        Assert.Equal(used, (Clerk with { Person = "t:2", Name = "李四", Email = null }).AsUsed());
        Assert.Equal(used.GetHashCode(), (used with { Sections = ["工程科"] }).GetHashCode());
        Assert.Equal(Clerk.ToActor(), used.ToActor());
        Assert.All(
            new[] { used with { Key = "key-2" }, used with { Roles = [] }, used with { Sections = [] } },
            other => Assert.NotEqual(used, other));
        Assert.False(used.Equals(null));
    }

    [Fact]
    public void What_an_older_event_leaves_out_is_empty()
    {
        var old = new Membership("t:1", "张三", default, default);

        Assert.Equal((0, 0, 0), (old.Roles.Length, old.Sections.Length, new Actor("key-1", default).Roles.Length));
        Assert.Equal(
            (0, 0), new UsedMembership("key-1", default, default) is var used ? (used.Roles.Length, used.Sections.Length) : default);
    }

    [Fact]
    public void A_section_role_counts_in_its_sections_and_any_other_everywhere()
    {
        var both = Clerk with { Roles = [Role.SectionClerk, Role.Auditor] };

        Assert.Equal([true, false], new[] { "工程科", "教育科" }.Select(section => both.May(Right.UploadSheet, section)));
        Assert.True(both.May(Right.ViewItem, "教育科"));
        Assert.Equal([true, false], new[] { Right.ViewItem, Right.UploadSheet }.Select(both.MayEverywhere));
        Assert.False(Clerk.MayEverywhere(Right.ViewItem));
        Assert.Equal<Role>([Role.SectionClerk, Role.Auditor], both.ToActor("工程科").Roles);
        Assert.Equal<Role>([Role.Auditor], both.ToActor("教育科").Roles);
    }
}
