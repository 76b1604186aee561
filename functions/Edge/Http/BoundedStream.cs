namespace PerfFlow.Functions.Edge.Http;

/// <summary>Memory that takes so many bytes and no more.</summary>
internal sealed class BoundedStream(int limit) : MemoryStream
{
    /// <summary>More was to be written than it takes.</summary>
    public bool IsTooLong { get; private set; }

    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    /// <exception cref="IOException">It would be longer than the limit.</exception>
    public override void Write(ReadOnlySpan<byte> buffer)
    {
        if (IsTooLong |= Length + buffer.Length > limit)
        {
            throw new IOException($"Longer than {limit} bytes.");
        }

        base.Write(buffer);
    }
}
