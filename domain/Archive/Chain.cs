using System.Security.Cryptography;
using System.Text;

namespace PerfFlow.Domain.Archive;

/// <summary>
/// The chain of a stream of events: each hash covers the event's canonical bytes and the hash before, the first one the
/// stream's own name. SHA-256, lower-case hex.
/// </summary>
public static class Chain
{
    public static string Genesis(string stream) => HashOf(stream);

    public static string Link(string previous, string canonicalEvent)
        => Hex(SHA256.HashData([.. Convert.FromHexString(previous), .. Encoding.UTF8.GetBytes(canonicalEvent)]));

    public static string HashOf(string text) => Hex(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    private static string Hex(byte[] hash) => Convert.ToHexStringLower(hash);
}
