using System.Security.Cryptography;

namespace PerfFlow.Storage.Files;

/// <summary>What a file is that the ledger names by its hash.</summary>
public enum KeptKind
{
    Reading,
    Sheet,
    Evidence,
    Report,
    Archive,

    /// <summary>The text of an event too large for its row.</summary>
    Event,
}

/// <summary>A file as the ledger knows it.</summary>
/// <param name="Name">Where it lies: ids and hashes, never what its sender called it.</param>
/// <param name="Sha256">Of its bytes, hex.</param>
public sealed record KeptFile(KeptKind Kind, string Name, string Sha256)
{
    /// <summary>Whether it may be a hash at all, which names a blob.</summary>
    internal static bool IsHash(string text) => text.Length == 64 && text.All(char.IsAsciiHexDigitLower);

    /// <param name="content">Null: it is gone.</param>
    /// <exception cref="AlteredFileException">They are not the bytes that were kept.</exception>
    public BinaryData Check(BinaryData? content)
        => content is null ? throw new AlteredFileException(this, null)
            : Convert.ToHexStringLower(SHA256.HashData(content)) is var found && found == Sha256 ? content
            : throw new AlteredFileException(this, found);
}
