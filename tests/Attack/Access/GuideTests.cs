using PerfFlow.Attack.Tests.App;

namespace PerfFlow.Attack.Tests.Access;

/// <summary>The manual names every route with those who may call it, as access.md does.</summary>
public sealed class GuideTests
{
    private static readonly Dictionary<string, string> Roles = new()
    {
        ["everyone"] = "任何人",
        ["signed in"] = "登录的人",
        ["operator"] = "运维",
        ["any member"] = "任何单位的成员",
        ["all"] = "本单位成员",
        ["clerk"] = "经办人",
        ["head"] = "科室负责人",
        ["lead"] = "牵头科室",
        ["member"] = "小组成员",
        ["chair"] = "组长",
        ["unit-head"] = "单位负责人",
        ["auditor"] = "审计",
        ["admin"] = "管理员",
    };

    [Fact]
    public void The_manual_has_every_route_by_role()
        => Assert.Equal(
            MarkdownTable.Rows(Path.Combine("Access", "access.md")).Select(row => $"`{row[0]}` {Named(row[1])}")
                .Order(StringComparer.Ordinal),
            MarkdownTable.Rows("user-guide.zh-CN.md").Where(row => row[0].Contains(" /api/", StringComparison.Ordinal))
                .Select(row => $"{row[0]} {row[1]}").Order(StringComparer.Ordinal));

    private static string Named(string who)
        => Roles.GetValueOrDefault(who) ?? string.Join('、', who.Split(' ').Select(role => Roles[role]));
}
