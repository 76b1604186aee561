using System.Buffers.Binary;
using System.IO.Compression;
using System.IO.Hashing;
using System.Text;

namespace PerfFlow.Sheets.Tests.Writers;

/// <summary>Zips as programs write them that cannot seek, or that always use the 64-bit fields.</summary>
internal static class ZipQuirks
{
    /// <summary>Sizes and checksums stand behind the data of an entry, as whoever writes to a network does it.</summary>
    public static byte[] WithDescriptors(IReadOnlyDictionary<string, string> parts)
    {
        using var stream = new Forward();
        using (var zip = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, xml) in parts)
            {
                using var part = zip.CreateEntry(name).Open();
                part.Write(Encoding.UTF8.GetBytes(xml));
            }
        }

        return stream.Written.ToArray();
    }

    /// <summary>Every size and offset in its 64-bit field, and the count of entries in the 64-bit end record.</summary>
    public static byte[] With64BitFields(IReadOnlyDictionary<string, string> parts, long? count = null)
    {
        using var stream = new MemoryStream();
        using var directory = new MemoryStream();
        foreach (var (name, xml) in parts)
        {
            var (title, bytes) = (Encoding.UTF8.GetBytes(name), Encoding.UTF8.GetBytes(xml));
            var offset = stream.Position;
            var crc = Crc32.HashToUInt32(bytes);
            Write(
                stream, 0x04034b50u, (ushort)45, (ushort)0, (ushort)0, 0u, crc,
                uint.MaxValue, uint.MaxValue, (ushort)title.Length, (ushort)20);
            stream.Write(title);
            Write(stream, (ushort)1, (ushort)16, (long)bytes.Length, (long)bytes.Length);
            stream.Write(bytes);
            Write(
                directory, 0x02014b50u, (ushort)45, (ushort)45, (ushort)0, (ushort)0, 0u, crc, uint.MaxValue,
                uint.MaxValue, (ushort)title.Length, (ushort)28, (ushort)0, (ushort)0, (ushort)0, 0u, uint.MaxValue);
            directory.Write(title);
            Write(directory, (ushort)1, (ushort)24, (long)bytes.Length, (long)bytes.Length, offset);
        }

        var start = stream.Position;
        directory.WriteTo(stream);
        var end = stream.Position;
        Write(
            stream, 0x06064b50u, 44L, (ushort)45, (ushort)45, 0u, 0u, count ?? parts.Count, count ?? parts.Count, directory.Length, start);
        Write(stream, 0x07064b50u, 0u, end, 1u);
        Write(stream, 0x06054b50u, (ushort)0, (ushort)0, ushort.MaxValue, ushort.MaxValue, uint.MaxValue, uint.MaxValue, (ushort)0);
        return stream.ToArray();
    }

    private static void Write(Stream to, params object[] fields)
    {
        var bytes = new byte[8];
        foreach (var field in fields)
        {
            var length = field switch
            {
                ushort => 2,
                uint => 4,
                _ => 8,
            };
            BinaryPrimitives.WriteInt64LittleEndian(bytes, field switch
            {
                ushort small => small,
                uint middle => middle,
                int count => count,
                _ => (long)field,
            });
            to.Write(bytes, 0, length);
        }
    }

    private sealed class Forward : Stream
    {
        public MemoryStream Written { get; } = new();

        public override bool CanRead => false;

        public override bool CanSeek => false;

        public override bool CanWrite => true;

        public override long Length => throw new NotSupportedException();

        public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

        public override void Write(byte[] buffer, int offset, int count) => Written.Write(buffer, offset, count);

        public override void Flush()
        {
        }

        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();
    }
}
