namespace PerfFlow.Storage.Files;

/// <summary>
/// A file that the ledger names is gone, or has other bytes than were kept. Asking again does not help: somebody has to put it back.
/// </summary>
public sealed class AlteredFileException : Exception
{
    public AlteredFileException()
    {
    }

    public AlteredFileException(string message)
        : base(message)
    {
    }

    public AlteredFileException(string message, Exception inner)
        : base(message, inner)
    {
    }

    /// <param name="found">SHA-256 of the bytes that lie there, hex; null: none do.</param>
    public AlteredFileException(KeptFile file, string? found)
        : base($"{file.Kind} {file.Name} should have SHA-256 {file.Sha256} and {(found is null ? "is gone" : $"has {found}")}.")
        => (File, Found) = (file, found);

    public KeptFile? File { get; }

    public string? Found { get; }
}
