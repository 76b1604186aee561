using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.IdentityModel.Tokens;

namespace PerfFlow.Attack.Tests.Tokens;

/// <summary>Tokens put together by hand, as no library signs them.</summary>
internal static class Forged
{
    /// <param name="sign">From the bytes to be signed to the signature.</param>
    public static string Token(object header, IReadOnlyDictionary<string, object> payload, Func<byte[], byte[]> sign)
    {
        var signed = $"{Part(header)}.{Part(payload)}";
        return $"{signed}.{Base64UrlEncoder.Encode(sign(Encoding.ASCII.GetBytes(signed)))}";
    }

    public static Func<byte[], byte[]> Hmac(byte[] key) => bytes => HMACSHA256.HashData(key, bytes);

    public static Func<byte[], byte[]> Hmac(string key) => Hmac(Encoding.UTF8.GetBytes(key));

    public static byte[] Nothing(byte[] signed) => [];

    private static string Part<T>(T value) => Base64UrlEncoder.Encode(JsonSerializer.SerializeToUtf8Bytes(value));
}
