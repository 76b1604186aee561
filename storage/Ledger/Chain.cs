using System.Security.Cryptography;
using System.Text;

namespace PerfFlow.Storage.Ledger;

/// <summary>Each hash covers the event's canonical bytes and the hash before, the first one the stream's own name.</summary>
internal static class Chain
{
    public static string Genesis(string stream) => Hex(SHA256.HashData(Encoding.UTF8.GetBytes(stream)));

    public static string Link(string previous, string canonicalEvent)
        => Hex(SHA256.HashData([.. Convert.FromHexString(previous), .. Encoding.UTF8.GetBytes(canonicalEvent)]));

    public static string HashOf(string text) => Hex(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    private static string Hex(byte[] hash) => Convert.ToHexStringLower(hash);
}
