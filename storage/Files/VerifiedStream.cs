using System.Security.Cryptography;

namespace PerfFlow.Storage.Files;

/// <summary>
/// A file's bytes as they come, compared with its hash on the way: the last of them are handed out only when all are those that were
/// kept. So altered bytes never make a whole file; of a file no longer than <see cref="Part"/> none are handed out at all.
/// </summary>
/// <exception cref="AlteredFileException">While it is read: they are other bytes.</exception>
public sealed class VerifiedStream(Stream inner, KeptFile file) : Stream
{
    /// <summary>Bytes that are held back.</summary>
    public const int Part = 64 * 1024;

    private readonly IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private byte[] spare = new byte[Part];
    private byte[] ahead = new byte[Part];
    private int aheadLength = -1; // nothing read yet
    private ReadOnlyMemory<byte> ready;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    /// <summary>All of it, in a file that is gone when it is closed.</summary>
    public async Task<Stream> ToFileAsync(CancellationToken cancellation = default)
    {
        var file = TemporaryFile.Create();
        try
        {
            await CopyToAsync(file, cancellation);
            file.Position = 0;
            return file;
        }
        catch
        {
            await file.DisposeAsync();
            throw;
        }
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (buffer.IsEmpty)
        {
            return 0;
        }

        if (aheadLength < 0)
        {
            await FillAsync(cancellationToken);
            Compare(); // of no bytes at all
        }

        if (ready.IsEmpty && aheadLength > 0)
        {
            (ready, spare, ahead) = (ahead.AsMemory(0, aheadLength), ahead, spare);
            await FillAsync(cancellationToken);
            Compare();
        }

        var length = Math.Min(buffer.Length, ready.Length);
        ready[..length].CopyTo(buffer);
        ready = ready[length..];
        return length;
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken)
        => ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override async ValueTask DisposeAsync()
    {
        await inner.DisposeAsync();
        await base.DisposeAsync();
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            hash.Dispose();
            inner.Dispose();
        }

        base.Dispose(disposing);
    }

    private async Task FillAsync(CancellationToken cancellation)
    {
        aheadLength = await inner.ReadAtLeastAsync(ahead, Part, throwOnEndOfStream: false, cancellation);
        hash.AppendData(ahead, 0, aheadLength);
    }

    private void Compare()
    {
        if (aheadLength == 0 && Convert.ToHexStringLower(hash.GetCurrentHash()) is var found && found != file.Sha256)
        {
            ready = default;
            throw new AlteredFileException(file, found);
        }
    }
}
