using System.Security.Cryptography;
using System.Text;

namespace PerfFlow.Demo.Client;

/// <summary>What a command does, as a header value: same words, same key.</summary>
internal static class IdempotencyKey
{
    public const string Header = "Idempotency-Key";

    public static string Of(string words) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(words)))[..32];
}
