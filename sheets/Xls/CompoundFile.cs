using System.Buffers.Binary;
using System.Text;
using PerfFlow.Sheets.Gate;

namespace PerfFlow.Sheets.Xls;

/// <summary>
/// Reads an OLE compound file as far as a workbook needs: the names in it and one stream. Every chain of sectors is followed
/// at most as many steps as the file has sectors, so a loop ends as a refusal.
/// </summary>
internal sealed class CompoundFile
{
    private const int HeaderLength = 512;
    private const int EntryLength = 128;
    private const uint LastSector = 0xFFFFFFFA;
    private const byte StreamType = 2;
    private const byte RootType = 5;

    private readonly ReadOnlyMemory<byte> file;
    private readonly int sectorSize;
    private readonly uint miniCutoff;
    private readonly uint[] fat;
    private readonly List<Entry> entries = [];

    public CompoundFile(ReadOnlyMemory<byte> file)
    {
        this.file = file;
        if (file.Length < HeaderLength)
        {
            throw Damaged("header");
        }

        var shift = BinaryPrimitives.ReadUInt16LittleEndian(file.Span[30..]);
        sectorSize = shift is 9 or 12 ? 1 << shift : throw Damaged("sector size");
        miniCutoff = U32(56);
        fat = ReadFat();
        ReadDirectory();
    }

    public IEnumerable<string> Names => entries.Select(entry => entry.Name);

    /// <summary>The bytes of a stream; null when there is none of this name.</summary>
    public byte[]? Stream(string name)
    {
        var entry = entries.Find(entry => entry.Type == StreamType && string.Equals(entry.Name, name, StringComparison.OrdinalIgnoreCase));
        if (entry.Name is null)
        {
            return null;
        }

        if (entry.Size > file.Length)
        {
            throw Damaged("stream size");
        }

        return entry.Size < miniCutoff ? Small(entry) : Gather(entry.Start, (int)entry.Size);
    }

    private int Sectors => file.Length / sectorSize;

    private uint[] ReadFat()
    {
        var sectors = new List<uint>();
        for (var i = 0; i < 109; i++)
        {
            AddFatSector(sectors, U32(76 + (4 * i)));
        }

        var steps = 0;
        for (var next = U32(68); next < LastSector; next = U32(Offset(next) + sectorSize - 4))
        {
            if (++steps > Sectors)
            {
                throw Damaged("sector list loops");
            }

            for (var i = 0; i < (sectorSize / 4) - 1; i++)
            {
                AddFatSector(sectors, U32(Offset(next) + (4 * i)));
            }
        }

        var table = new uint[sectors.Count * (sectorSize / 4)];
        for (var i = 0; i < table.Length; i++)
        {
            table[i] = U32(Offset(sectors[i / (sectorSize / 4)]) + (4 * (i % (sectorSize / 4))));
        }

        return table;
    }

    private void AddFatSector(List<uint> sectors, uint sector)
    {
        if (sector >= LastSector)
        {
            return;
        }

        sectors.Add(sector);
        if (sectors.Count > Sectors)
        {
            throw Damaged("too many table sectors");
        }
    }

    private void ReadDirectory()
    {
        foreach (var sector in Chain(U32(48), fat))
        {
            for (var at = Offset(sector); at < Offset(sector) + sectorSize; at += EntryLength)
            {
                var bytes = file.Span.Slice(at, EntryLength);
                var length = BinaryPrimitives.ReadUInt16LittleEndian(bytes[64..]);
                if (bytes[66] == 0 || length is < 2 or > 64)
                {
                    continue;
                }

                entries.Add(new(
                    Encoding.Unicode.GetString(bytes[..(length - 2)]),
                    bytes[66],
                    BinaryPrimitives.ReadUInt32LittleEndian(bytes[116..]),
                    BinaryPrimitives.ReadUInt32LittleEndian(bytes[120..])));
            }
        }
    }

    private byte[] Gather(uint start, int size)
    {
        var bytes = new byte[size];
        var filled = 0;
        foreach (var sector in Chain(start, fat))
        {
            var take = Math.Min(sectorSize, size - filled);
            file.Span.Slice(Offset(sector), take).CopyTo(bytes.AsSpan(filled));
            filled += take;
            if (filled == size)
            {
                return bytes;
            }
        }

        throw Damaged("stream ends early");
    }

    /// <summary>Streams under the cutoff live in 64-byte pieces of the root's stream.</summary>
    private byte[] Small(Entry entry)
    {
        const int piece = 64;
        var root = entries.Find(each => each.Type == RootType);
        if (root.Size > file.Length)
        {
            throw Damaged("root size");
        }

        var pieces = Gather(root.Start, (int)root.Size);
        var table = Chain(U32(60), fat).SelectMany(sector => Enumerable.Range(0, sectorSize / 4).Select(i => U32(Offset(sector) + (4 * i))))
            .ToArray();
        var bytes = new byte[entry.Size];
        var filled = 0;
        foreach (var at in Chain(entry.Start, table))
        {
            var take = Math.Min(piece, bytes.Length - filled);
            if ((at * (long)piece) + take > pieces.Length)
            {
                break;
            }

            pieces.AsSpan((int)at * piece, take).CopyTo(bytes.AsSpan(filled));
            filled += take;
            if (filled == bytes.Length)
            {
                break;
            }
        }

        return filled == bytes.Length ? bytes : throw Damaged("small stream ends early");
    }

    private static IEnumerable<uint> Chain(uint start, uint[] table)
    {
        var steps = 0;
        for (var sector = start; sector < LastSector; sector = table[sector])
        {
            if (sector >= table.Length || ++steps > table.Length)
            {
                throw Damaged("sector chain");
            }

            yield return sector;
        }
    }

    private int Offset(uint sector)
    {
        var offset = ((long)sector + 1) * sectorSize;
        return offset + sectorSize <= file.Length ? (int)offset
            : offset < file.Length ? throw Damaged("short last sector")
            : throw Damaged("sector outside the file");
    }

    private uint U32(int at) => BinaryPrimitives.ReadUInt32LittleEndian(file.Span[at..]);

    private static RefusedException Damaged(string what) => new(FileRefusal.Damaged, what);

    private readonly record struct Entry(string Name, byte Type, uint Start, uint Size);
}
