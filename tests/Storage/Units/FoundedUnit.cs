using PerfFlow.Domain.Access;
using PerfFlow.Domain.Plan;
using PerfFlow.Storage.Units;

namespace PerfFlow.Storage.Tests;

/// <summary>A unit with an admin and a head who confirms what they propose.</summary>
internal static class FoundedUnit
{
    public const string Admin = "t:admin";
    public const string Head = "t:head";

    public static readonly Membership AdminMember = new(Admin, "管", [Role.Admin], []);
    public static readonly Membership HeadMember = new(Head, "长", [Role.UnitHead], []);
    private static readonly Person Operator = new("", "t:operator", "运", null);

    public static MembershipLedger Ledger(StorageClients clients) => new(clients, TimeProvider.System);

    public static async Task<UnitId> CreateAsync(StorageClients clients, UnitId? id = null)
    {
        var unit = id ?? StorageFixture.NewUnit();
        Assert.Equal((null, Founding.Now), await Ledger(clients).FoundAsync(unit, Operator, AdminMember, HeadMember));
        return unit;
    }

    /// <summary>Founds the unit where nobody has, and has the admin put someone in, with the head's word where it needs one.</summary>
    public static async Task SetAsync(StorageClients clients, UnitId unit, Membership membership)
    {
        var ledger = Ledger(clients);
        await ledger.FoundAsync(unit, Operator, AdminMember, HeadMember);
        var set = await ledger.SetAsync(unit, Admin, membership);
        Assert.Null(set.Refusal);
        if (set.Proposal is { } proposal)
        {
            Assert.Null((await ledger.ConfirmAsync(unit, Head, proposal.Number)).Refusal);
        }
    }
}
