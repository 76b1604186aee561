using System.Buffers.Binary;
using System.Text;
using PerfFlow.Sheets.Gate;

namespace PerfFlow.Sheets.Xlsx;

/// <summary>One entry as the central directory tells it; sizes are what the file declares, not what is trusted.</summary>
internal readonly record struct ZipEntry(string Name, ushort Method, uint Crc, long Compressed, long Header);

/// <summary>
/// Walks the central directory of a zip in memory. Nothing is extracted and no entry is read twice over: a part is inflated
/// only when it is asked for, and counted then. Zip64 is read because streaming writers use it for small files too.
/// </summary>
internal static class ZipDirectory
{
    private const uint EndMagic = 0x06054b50;
    private const uint End64LocatorMagic = 0x07064b50;
    private const uint End64Magic = 0x06064b50;
    private const uint CentralMagic = 0x02014b50;
    private const uint LocalMagic = 0x04034b50;
    private const int EndLength = 22;
    private const int CentralLength = 46;
    private const int LocalLength = 30;

    public static Dictionary<string, ZipEntry> Read(ReadOnlySpan<byte> file, SheetLimits limits)
    {
        var end = FindEnd(file);
        long count = U16(file, end + 10);
        long offset = U32(file, end + 16);
        if (end >= 20 && U32(file, end - 20) == End64LocatorMagic)
        {
            var end64 = Checked(file, U64(file, end - 20 + 8), 56);
            if (U32(file, end64) != End64Magic)
            {
                throw Damaged("zip64 end");
            }

            count = U64(file, end64 + 32);
            offset = U64(file, end64 + 48);
        }

        if (count < 0 || count > limits.Entries)
        {
            throw new RefusedException(FileRefusal.TooManyEntries);
        }

        var entries = new Dictionary<string, ZipEntry>((int)count, StringComparer.OrdinalIgnoreCase);
        var at = Checked(file, offset, 0);
        for (var i = 0; i < count; i++)
        {
            at = ReadEntry(file, at, entries);
        }

        RefuseShared(entries.Values);
        return entries;
    }

    /// <summary>The packed bytes of an entry.</summary>
    public static ReadOnlyMemory<byte> Data(ReadOnlyMemory<byte> file, ZipEntry entry)
    {
        var local = Checked(file.Span, entry.Header, LocalLength);
        if (U32(file.Span, local) != LocalMagic)
        {
            throw Damaged("local header");
        }

        var start = (long)local + LocalLength + U16(file.Span, local + 26) + U16(file.Span, local + 28);
        return file.Slice(Checked(file.Span, start, entry.Compressed), (int)entry.Compressed);
    }

    /// <summary>Entries that share bytes inflate to far more than the file is.</summary>
    private static void RefuseShared(IEnumerable<ZipEntry> entries)
    {
        long end = 0;
        foreach (var entry in entries.OrderBy(entry => entry.Header))
        {
            if (entry.Header < end)
            {
                throw Damaged("entries share bytes");
            }

            end = entry.Header + LocalLength + entry.Compressed;
        }
    }

    /// <summary>A path that leads out of the package: no program writes one, and a copy would carry it on.</summary>
    private static bool LeadsOut(string name) =>
        name.Split('/').Contains("..") || name is [_, ':', ..] || name.Contains('\0', StringComparison.Ordinal);

    private static int FindEnd(ReadOnlySpan<byte> file)
    {
        // The comment behind the record is at most 65,535 bytes long.
        var from = Math.Max(0, file.Length - EndLength - ushort.MaxValue);
        for (var at = file.Length - EndLength; at >= from; at--)
        {
            if (U32(file, at) == EndMagic)
            {
                return at;
            }
        }

        throw Damaged("no end of central directory");
    }

    private static int ReadEntry(ReadOnlySpan<byte> file, int at, Dictionary<string, ZipEntry> entries)
    {
        Checked(file, at, CentralLength);
        if (U32(file, at) != CentralMagic)
        {
            throw Damaged("central header");
        }

        const int encrypted = 1;
        if ((U16(file, at + 8) & encrypted) != 0)
        {
            throw new RefusedException(FileRefusal.Encrypted);
        }

        var nameLength = U16(file, at + 28);
        var extraLength = U16(file, at + 30);
        var next = at + CentralLength + nameLength + extraLength + U16(file, at + 32);
        Checked(file, at, next - at);
        var name = Encoding.UTF8.GetString(file.Slice(at + CentralLength, nameLength)).Replace('\\', '/').TrimStart('/');
        if (LeadsOut(name))
        {
            throw Damaged("name leads out of the package");
        }

        long compressed = U32(file, at + 20);
        long inflated = U32(file, at + 24);
        long header = U32(file, at + 42);
        Zip64(file.Slice(at + CentralLength + nameLength, extraLength), inflated, ref compressed, ref header);
        if (!entries.TryAdd(name, new(name, U16(file, at + 10), U32(file, at + 16), compressed, header)))
        {
            throw new RefusedException(FileRefusal.DuplicateEntry, name);
        }

        return next;
    }

    private static void Zip64(ReadOnlySpan<byte> extra, long inflated, scoped ref long compressed, scoped ref long header)
    {
        while (extra.Length >= 4)
        {
            var length = U16(extra, 2);
            if (length > extra.Length - 4)
            {
                return;
            }

            if (U16(extra, 0) == 1)
            {
                // Only the fields that did not fit stand here, in this order.
                var field = extra.Slice(4, length);
                field = inflated == uint.MaxValue && field.Length >= 8 ? field[8..] : field;
                field = Take(field, ref compressed);
                Take(field, ref header);
                return;
            }

            extra = extra[(4 + length)..];
        }
    }

    private static ReadOnlySpan<byte> Take(ReadOnlySpan<byte> field, scoped ref long value)
    {
        if (value != uint.MaxValue || field.Length < 8)
        {
            return field;
        }

        value = U64(field, 0);
        return field[8..];
    }

    private static int Checked(ReadOnlySpan<byte> file, long at, long length) =>
        at >= 0 && length >= 0 && at <= file.Length && length <= file.Length - at ? (int)at : throw Damaged("offset outside the file");

    private static ushort U16(ReadOnlySpan<byte> file, int at) => BinaryPrimitives.ReadUInt16LittleEndian(file[at..]);

    private static uint U32(ReadOnlySpan<byte> file, int at) => BinaryPrimitives.ReadUInt32LittleEndian(file[at..]);

    private static long U64(ReadOnlySpan<byte> file, int at) => BinaryPrimitives.ReadInt64LittleEndian(file[at..]);

    private static RefusedException Damaged(string what) => new(FileRefusal.Damaged, what);
}
