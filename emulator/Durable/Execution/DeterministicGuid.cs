using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace PerfFlow.Emulator.Durable.Execution;

/// <summary>Version 5 UUIDs (RFC 9562, 5.5) over instance, turn time and a counter: the same ones in every replay.</summary>
internal static class DeterministicGuid
{
    private static readonly Guid Namespace = new("9e952958-5e33-4daf-827f-2fa12937b875");

    public static Guid Create(string instanceId, DateTimeOffset at, int counter)
    {
        var name = Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{instanceId}_{at.UtcDateTime:o}_{counter}"));
        Span<byte> hash = stackalloc byte[SHA1.HashSizeInBytes];
#pragma warning disable CA5350 // SHA-1 is what version 5 UUIDs are made of; nothing is protected by it
        SHA1.HashData([.. Namespace.ToByteArray(bigEndian: true), .. name], hash);
#pragma warning restore CA5350
        hash[6] = (byte)((hash[6] & 0x0F) | 0x50);
        hash[8] = (byte)((hash[8] & 0x3F) | 0x80);
        return new Guid(hash[..16], bigEndian: true);
    }
}
