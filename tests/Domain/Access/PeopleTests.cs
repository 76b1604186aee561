using PerfFlow.Domain.Access;

namespace PerfFlow.Domain.Tests.Access;

public sealed class PeopleTests
{
    private static readonly Membership Lead = new("t:lead", "李四", [Role.Lead], [], Key: "key-lead");

    private static readonly People People = new(
    [
        new("key-lead", "t:lead", "李四", Lead),
        new("key-left", "t:left", "张三", null),
        new("key-gone", "t:gone", null, null),
    ]);

    [Theory]
    [InlineData("key-lead", "t:lead", "李四", "李四")]
    [InlineData("key-left", "t:left", "张三", "张三")]
    [InlineData("key-gone", "key-gone", "已删除人员 key-", "erased person key-")]
    [InlineData("abc", "abc", "已删除人员 abc", "erased person abc")]
    [InlineData("system", "system", "PerfFlow", "PerfFlow")]
    public void A_key_is_shown_as_who_stands_behind_it(string key, string id, string zh, string en)
        => Assert.Equal((id, zh, en), (People.IdOf(key), People.NameOf(key), People.InEnglish().NameOf(key)));

    [Fact]
    public void Only_members_have_a_membership()
    {
        Assert.Equal([Lead], People.Members.AsEnumerable());
        Assert.Equal([Lead, null, null], new[] { "t:lead", "t:left", "t:nobody" }.Select(People.MembershipOf));
    }
}
