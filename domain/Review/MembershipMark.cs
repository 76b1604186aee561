using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using PerfFlow.Domain.Access;

namespace PerfFlow.Domain.Review;

/// <summary>
/// Short mark by which a year knows that someone's membership is noted: a few characters whatever the membership holds.
/// Two that are alike by chance cost one note; each event names its actor's roles itself.
/// </summary>
public static class MembershipMark
{
    private const int Bytes = 4; // of the hash; the mark has a third more characters

    /// <summary>Another one whenever anything of the membership is another.</summary>
    public static string Of(UsedMembership membership) =>
        Of([membership.Key, .. membership.Roles.Select(role => role.ToString()), "", .. membership.Sections]);

    private static string Of(IEnumerable<string> parts) => Base64Url.EncodeToString(
        SHA256.HashData(Encoding.UTF8.GetBytes(string.Concat(parts.Select(part => $"{part.Length}:{part}")))).AsSpan(0, Bytes));
}
