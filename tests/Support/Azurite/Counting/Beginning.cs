using System.Text;

namespace PerfFlow.Azurite.Counting;

/// <summary>Passes an answer's body on and keeps how it begins.</summary>
internal sealed class Beginning(Stream inner) : Stream
{
    private const int Kept = 256;

    private readonly byte[] kept = new byte[Kept];
    private int length;

    public string Text => Encoding.UTF8.GetString(kept, 0, length);

    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override void Flush() => inner.Flush();

    public override Task FlushAsync(CancellationToken cancellationToken) => inner.FlushAsync(cancellationToken);

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var taken = buffer.Span[..Math.Min(buffer.Length, Kept - length)];
        taken.CopyTo(kept.AsSpan(length));
        length += taken.Length;
        return inner.WriteAsync(buffer, cancellationToken);
    }
}
