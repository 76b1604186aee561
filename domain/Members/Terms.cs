using System.Buffers.Text;
using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using PerfFlow.Domain.Access;

namespace PerfFlow.Domain.Members;

/// <summary>What a member may do, and for which sections: all that the ledger keeps of a membership.</summary>
public sealed record Terms(ImmutableArray<Role> Roles, ImmutableArray<string> Sections)
{
    private const int Bytes = 16; // of the hash

    public ImmutableArray<Role> Roles { get; init; } = Roles.IsDefault ? [] : Roles;

    public ImmutableArray<string> Sections { get; init; } = Sections.IsDefault ? [] : Sections;

    /// <summary>By which a state knows them again without keeping them.</summary>
    internal string Mark()
    {
        var parts = Roles.Select(role => role.ToString()).Append("").Concat(Sections);
        var text = string.Concat(parts.Select(part => $"{part.Length}:{part}"));
        return Base64Url.EncodeToString(SHA256.HashData(Encoding.UTF8.GetBytes(text)).AsSpan(0, Bytes));
    }

    public bool Equals(Terms? other)
        => other is not null
        && Roles.AsSpan().SequenceEqual(other.Roles.AsSpan())
        && Sections.AsSpan().SequenceEqual(other.Sections.AsSpan());

    public override int GetHashCode() => HashCode.Combine(Roles.Length, Sections.Length);
}

/// <summary>The roles that decide, which nobody gives alone.</summary>
public static class Deciding
{
    public static bool Decides(this Role role)
        => role is Role.Lead or Role.GroupMember or Role.GroupChair or Role.UnitHead or Role.Admin;

    /// <summary>Whose word makes a proposal a membership.</summary>
    public static bool Confirms(this Role role) => Rights.Of(role).Contains(Right.ConfirmMembership);
}
