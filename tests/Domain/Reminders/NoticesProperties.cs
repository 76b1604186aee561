using PerfFlow.Domain.Access;
using PerfFlow.Domain.Reminders;
using PerfFlow.Domain.Review;

namespace PerfFlow.Domain.Tests.Reminders;

/// <summary>What holds of the notices of every unit, whoever works in it and whatever is submitted.</summary>
public sealed class NoticesProperties
{
    private static readonly string[] Sections = ["甲科", "乙科", "丙科"];

    private static readonly Gen<(string Section, ItemState? State)[]> Projects = Gen.Select(
        Gen.OneOf(Sections),
        Gen.Enum<ItemState>(),
        Gen.Bool,
        (section, state, begun) => (section, begun ? state : (ItemState?)null)).Array[0, 12];

    private static readonly Gen<Membership[]> Members = Gen.Select(
        Gen.Enum<Role>().Array[0, 3], Gen.OneOf(Sections).Array[0, 3], Gen.Bool, (roles, sections, mail) => (roles, sections, mail))
        .Array[0, 8]
        .Select(people => people.Select((person, i) => new Membership(
            $"t:{i}", $"{i}", [.. person.roles], [.. person.sections], person.mail ? $"{i}@example.org" : null)).ToArray());

    private static readonly Gen<(StageDuties Duties, Membership[] Members, int Rung)> Any =
        Gen.Select(Projects, Members, Gen.Int[0, 6], (projects, members, rung) => (Unit.Owing(projects), members, rung));

    [Fact]
    public void Nobody_hears_twice_and_only_members_hear() => Any.Sample(any =>
    {
        var people = Unit.At(Unit.Rungs[any.Rung], any.Duties, any.Members).Select(notice => notice.Person).ToList();

        Assert.Equal(people.Distinct(), people);
        Assert.Subset(any.Members.Select(member => member.Person).ToHashSet(), people.ToHashSet());
    });

    [Fact]
    public void A_section_hears_of_nothing_but_its_own_unless_its_people_also_lead() => Any.Sample(any =>
    {
        foreach (var notice in Unit.At(Unit.Rungs[any.Rung], any.Duties, any.Members))
        {
            var member = any.Members.Single(member => member.Person == notice.Person);
            if (!member.Roles.Any(role => role is Role.Lead or Role.GroupChair))
            {
                Assert.Subset(member.Sections.ToHashSet(), notice.Sections.Select(section => section.Section).ToHashSet());
            }
        }
    });

    [Fact]
    public void Every_project_listed_is_owed_and_every_project_owed_is_listed_to_someone_where_anyone_can_hear() => Any.Sample(any =>
    {
        var notices = Unit.At(Unit.Rungs[any.Rung], any.Duties, any.Members);
        var listed = notices.SelectMany(notice => notice.Sections).SelectMany(section => section.Projects).ToHashSet();
        var owed = any.Duties.Sections.SelectMany(section => section.Projects).ToHashSet();

        Assert.Subset(owed, listed);
        Assert.All(listed, project => Assert.True(project.State.IsOwed()));
        if (any.Members.Any(member => member.Roles.Any(role => role is Role.Lead or Role.GroupChair)))
        {
            Assert.Equal(owed.Order(Comparer<ProjectDuty>.Create((a, b) => string.CompareOrdinal(a.Project.Value, b.Project.Value))),
                listed.Order(Comparer<ProjectDuty>.Create((a, b) => string.CompareOrdinal(a.Project.Value, b.Project.Value))));
        }
    });

    [Fact]
    public void A_later_rung_reaches_everyone_an_earlier_one_reached() => Any.Sample(any =>
    {
        var before = Unit.At(Unit.Rungs[Math.Max(0, any.Rung - 1)], any.Duties, any.Members).Select(notice => notice.Person);
        var after = Unit.At(Unit.Rungs[any.Rung], any.Duties, any.Members).Select(notice => notice.Person);

        Assert.Subset(after.ToHashSet(), before.ToHashSet());
    });

    [Fact]
    public void Nothing_submitted_and_partly_submitted_never_read_the_same() => Any.Sample(any =>
    {
        foreach (var notice in Unit.At(Unit.Rungs[any.Rung], any.Duties, any.Members))
        {
            Assert.Equal(notice.Sections.All(section => section.Kind == NoticeKind.Nothing), notice.Kind == NoticeKind.Nothing);
            Assert.Equal(notice.Kind == NoticeKind.Nothing, notice.Subject.Zh.Contains("尚未提交", StringComparison.Ordinal));
        }
    });
}
