using System.IO.Compression;
using System.IO.Hashing;
using System.Runtime.InteropServices;
using PerfFlow.Sheets.Gate;

namespace PerfFlow.Sheets.Xlsx;

/// <summary>
/// Inflates one part and counts every byte. Also bounded is the run of bytes without a <c>&lt;</c>: an attribute or a text of
/// megabytes would be buffered whole by any XML reader. The checksum is verified at the end, so a flipped bit is never a value.
/// </summary>
internal sealed class PartStream : Stream
{
    private const ushort Stored = 0;
    private const ushort Deflated = 8;

    /// <summary>32,767 characters, each written as an entity of up to ten bytes, with room for its attributes.</summary>
    private const int LongestRun = 512 * 1024;

    private readonly Stream inner;
    private readonly Meter meter;
    private readonly ZipEntry entry;
    private readonly Crc32 crc = new();
    private long total;
    private int run;

    public PartStream(ReadOnlyMemory<byte> packed, ZipEntry entry, Meter meter)
    {
        MemoryMarshal.TryGetArray(packed, out var array);
        var bytes = new MemoryStream(array.Array ?? [], array.Offset, array.Count, writable: false);
        inner = entry.Method switch
        {
            Stored => bytes,
            Deflated => new DeflateStream(bytes, CompressionMode.Decompress),
            _ => throw new RefusedException(FileRefusal.Damaged, "compression method"),
        };
        this.entry = entry;
        this.meter = meter;
    }

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => total;
        set => throw new NotSupportedException();
    }

    public override int Read(Span<byte> buffer)
    {
        var read = inner.Read(buffer);
        if (read == 0)
        {
            if (buffer.Length > 0 && crc.GetCurrentHashAsUInt32() != entry.Crc)
            {
                throw new RefusedException(FileRefusal.Damaged, "checksum");
            }

            return 0;
        }

        var bytes = buffer[..read];
        if (total == 0 && IsWide(bytes))
        {
            throw new RefusedException(FileRefusal.Damaged, "not UTF-8");
        }

        total += read;
        meter.Inflate(read, total, entry.Compressed);
        crc.Append(bytes);
        var last = bytes.LastIndexOf((byte)'<');
        run = last < 0 ? run + read : read - last;
        return run > LongestRun ? throw new RefusedException(FileRefusal.TextTooLong) : read;
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            inner.Dispose();
        }

        base.Dispose(disposing);
    }

    // Two-byte encodings would slip text past the count of runs; no office program writes them.
    private static bool IsWide(ReadOnlySpan<byte> head) =>
        head.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xFE]) || head.StartsWith((ReadOnlySpan<byte>)[0xFE, 0xFF])
        || (head.Length > 1 && (head[0] == 0 || head[1] == 0));
}
