using System.Security.Cryptography;
using System.Text;
using PerfFlow.Demo.Access;
using PerfFlow.Demo.Client;
using PerfFlow.Demo.Data;

namespace PerfFlow.Demo.Year;

/// <summary>
/// Who takes part: in each section a clerk and a head, the lead office, the leading group, those above and beside. All made up.
/// </summary>
internal sealed class People(BureauYear bureau)
{
    private const string Tenant = "6a1d0f3e-93c5-4d8e-8a53-0e5f0c2b7d11";

    public Person Admin { get; } = Named("管理员", isOperator: true);

    public Person Lead { get; } = Named("财务室 牵头人");

    public Person Chair { get; } = Named("领导小组 组长");

    public Person FirstMember { get; } = Named("领导小组 成员甲");

    public Person SecondMember { get; } = Named("领导小组 成员乙");

    public Person UnitHead { get; } = Named("分管局长");

    public Person Auditor { get; } = Named("审计员");

    public static Person Clerk(string section) => Named($"{section} 经办人");

    public static Person Head(string section) => Named($"{section} 负责人");

    private IEnumerable<string> Sections => bureau.Projects.Select(project => project.Section.Value).Distinct();

    /// <summary>Everybody with roles and sections, as the admin registers them.</summary>
    public IEnumerable<Membership> Memberships =>
    [
        new(Lead, ["lead"], []),
        new(Chair, ["group-chair", "group-member"], []),
        new(FirstMember, ["group-member"], []),
        new(SecondMember, ["group-member"], []),
        new(UnitHead, ["unit-head"], []),
        new(Auditor, ["auditor"], []),
        .. Sections.SelectMany(section => new[]
        {
            new Membership(Clerk(section), ["section-clerk"], [section]),
            new Membership(Head(section), ["section-head"], [section]),
        }),
    ];

    /// <summary>
    /// Registers the unit and puts everybody in: the admin, who is the operator here, proposes, and the unit's head confirms.
    /// </summary>
    public async Task RegisterAsync(PerfFlowClient anyone, string unit, CancellationToken cancellation)
    {
        var admin = anyone.As(Admin);
        await admin.RegisterUnitAsync(unit, bureau.Unit.Name.Value, Admin, UnitHead, Sections, cancellation);
        foreach (var member in Memberships)
        {
            if (await admin.SetMemberAsync(unit, member.Person, member.Roles, member.Sections, cancellation) is { } proposal)
            {
                await anyone.As(UnitHead).ConfirmMemberAsync(unit, proposal, cancellation);
            }
        }
    }

    /// <summary>The same name is the same person in every run.</summary>
    private static Person Named(string name, bool isOperator = false)
        => new(Tenant, new Guid(SHA256.HashData(Encoding.UTF8.GetBytes(name)).AsSpan(0, 16)).ToString(), name, isOperator);
}

internal sealed record Membership(Person Person, IReadOnlyList<string> Roles, IReadOnlyList<string> Sections);
