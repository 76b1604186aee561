namespace PerfFlow.Functions.Edge.Http;

/// <summary>Memory that takes so many bytes and no more.</summary>
internal sealed class BoundedStream(int limit) : MemoryStream
{
    /// <summary>More was to be written than it takes.</summary>
    public bool IsTooLong { get; private set; }

    /// <summary>All other ways to write come here, since this is no plain <see cref="MemoryStream"/>.</summary>
    /// <exception cref="IOException">It would be longer than the limit.</exception>
    public override void Write(byte[] buffer, int offset, int count)
    {
        if (IsTooLong |= Length + count > limit)
        {
            throw new IOException($"Longer than {limit} bytes.");
        }

        base.Write(buffer, offset, count);
    }
}
