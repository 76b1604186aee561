using PerfFlow.Domain.Access;

namespace PerfFlow.Domain.Tests.Access;

public sealed class MembershipTests
{
    private static readonly Membership Clerk = new("t:1", "张三", [Role.SectionClerk], ["工程科"], "zhang@example.org");

    [Fact]
    public void Two_memberships_are_the_same_when_everything_in_them_is()
    {
        Assert.Equal(Clerk, Clerk with { Roles = [Role.SectionClerk], Sections = ["工程科"] });
        Assert.Equal(Clerk.GetHashCode(), (Clerk with { Sections = ["工程科"] }).GetHashCode());
        Assert.All(
            new[] { Clerk with { Person = "t:2" }, Clerk with { Name = "李四" }, Clerk with { Email = null }, Clerk with { Roles = [Role.Lead] }, Clerk with { Sections = ["教育科"] } },
            other => Assert.NotEqual(Clerk, other));
        Assert.False(Clerk.Equals(null));
    }

    [Fact]
    public void Two_actors_are_the_same_when_everything_in_them_is()
    {
        var actor = Clerk.ToActor();

        Assert.Equal(actor, new("t:1", "张三", [Role.SectionClerk]));
        Assert.All(new[] { actor with { Person = "t:2" }, actor with { Name = "李四" }, actor with { Roles = [] } }, other => Assert.NotEqual(actor, other));
        Assert.False(actor.Equals(null));
    }

    [Fact]
    public void What_an_older_event_leaves_out_is_empty()
    {
        var old = new Membership("t:1", "张三", default, default);

        Assert.Equal((0, 0, 0), (old.Roles.Length, old.Sections.Length, new Actor("t:1", "张三", default).Roles.Length));
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
