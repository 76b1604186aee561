using System.Collections.Immutable;
using System.Text.Json;
using PerfFlow.Domain.Access;
using PerfFlow.Functions.Tests.App;

namespace PerfFlow.Faults.Tests.Model;

/// <param name="Section">What a section role of this person acts for.</param>
internal sealed record Member(ImmutableArray<Role> Roles, string Section)
{
    public bool Is(params ReadOnlySpan<Role> roles)
    {
        foreach (var role in roles)
        {
            if (Roles.Contains(role))
            {
                return true;
            }
        }

        return false;
    }

    public bool IsOfGroup => Is(Role.GroupMember, Role.GroupChair);

    public bool IsHeadOfSection => IsOfSection && Is(Role.SectionHead);

    /// <summary>Acts for the section that owes the sheets.</summary>
    public bool IsOfSection => Is(Role.SectionClerk, Role.SectionHead) && Section == TestYear.Section;
}

/// <summary>Everyone in the unit: one for each role, some with two, one who comes and goes, and one who is nobody.</summary>
internal static class People
{
    public const string Swing = "swing";

    private const string Elsewhere = "别科";

    private static readonly Member[] Turns =
    [
        new([Role.GroupMember], TestYear.Section),
        new([Role.SectionHead, Role.GroupMember], TestYear.Section),
        new([Role.Lead], TestYear.Section),
        new([Role.SectionHead], Elsewhere),
    ];

    public static readonly ImmutableSortedDictionary<string, Member> AtFirst = new Dictionary<string, Member>
    {
        ["clerk"] = new([Role.SectionClerk], TestYear.Section),
        ["head"] = new([Role.SectionHead], TestYear.Section),
        ["head-elsewhere-and-member"] = new([Role.SectionHead, Role.GroupMember], Elsewhere),
        ["lead"] = new([Role.Lead], TestYear.Section),
        ["head-and-lead"] = new([Role.SectionHead, Role.Lead], TestYear.Section),
        ["member"] = new([Role.GroupMember], TestYear.Section),
        ["head-and-member"] = new([Role.SectionHead, Role.GroupMember], TestYear.Section),
        ["chair"] = new([Role.GroupChair], TestYear.Section),
        ["unit-head"] = new([Role.UnitHead], TestYear.Section),
        ["auditor"] = new([Role.Auditor], TestYear.Section),
        ["admin"] = new([Role.Admin], TestYear.Section),
    }.ToImmutableSortedDictionary(StringComparer.Ordinal);

    public static IReadOnlyList<string> All { get; } = [.. AtFirst.Keys, Swing, "stranger"];

    /// <summary>What the one who comes and goes is to be.</summary>
    public static Member Turn(int choice) => Turns[choice % Turns.Length];

    public static string RolesText(Member member) =>
        string.Join(',', member.Roles.Select(role => $"\"{JsonNamingPolicy.KebabCaseLower.ConvertName(role.ToString())}\""));

    /// <summary>Whose turn it is to ask for this, as a rule.</summary>
    public static string FitFor(Verb verb) => verb switch
    {
        Verb.Upload or Verb.Attach => "clerk",
        Verb.Submit or Verb.Answer => "head",
        Verb.Override => "member",
        Verb.Consent or Verb.Refuse => "chair",
        Verb.Join or Verb.Leave => "admin",
        _ => "lead",
    };
}
