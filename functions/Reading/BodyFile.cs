namespace PerfFlow.Functions.Reading;

/// <summary>A body that was received, on disk until it is disposed.</summary>
public sealed class BodyFile : IAsyncDisposable
{
    private readonly Action free;

    internal BodyFile(Func<FileStream> create, Action free)
    {
        this.free = free;
        try
        {
            Content = create();
        }
        catch
        {
            free();
            throw;
        }
    }

    public FileStream Content { get; }

    /// <summary>Its beginning, as far as there is one.</summary>
    internal async Task<ReadOnlyMemory<byte>> HeadAsync(int length, CancellationToken cancellation)
    {
        var head = new byte[length];
        Content.Position = 0;
        return head.AsMemory(0, await Content.ReadAtLeastAsync(head, length, throwOnEndOfStream: false, cancellation));
    }

    /// <summary>All of it in memory: only by who has a slot.</summary>
    internal async Task<ReadOnlyMemory<byte>> ReadAsync(CancellationToken cancellation)
    {
        var bytes = GC.AllocateUninitializedArray<byte>((int)Content.Length);
        Content.Position = 0;
        await Content.ReadExactlyAsync(bytes, cancellation);
        return bytes;
    }

    public async ValueTask DisposeAsync()
    {
        await Content.DisposeAsync();
        free();
    }
}
