using System.Buffers.Binary;
using System.Text;

namespace PerfFlow.Benchmarks.Sheets;

/// <summary>The smallest compound file around one stream: header, table of sectors, directory, stream.</summary>
internal static class CompoundFileWriter
{
    private const int Sector = 512;
    private const uint End = 0xFFFFFFFE;
    private const uint Table = 0xFFFFFFFD;

    public static byte[] Write(byte[] workbook)
    {
        var stream = Math.Max(workbook.Length, 4_096);
        var data = (stream + Sector - 1) / Sector;
        var tables = 1;
        while (tables * (Sector / 4) < data + tables + 1)
        {
            tables++;
        }

        var file = new byte[Sector * (1 + tables + 1 + data)];
        ReadOnlySpan<byte> magic = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1];
        magic.CopyTo(file);
        U16(24, 0x3E);
        U16(26, 3);
        U16(28, 0xFFFE);
        U16(30, 9);
        U16(32, 6);
        U32(44, (uint)tables);
        U32(48, (uint)tables);
        U32(56, 4_096);
        U32(60, End);
        U32(68, End);
        for (var i = 0; i < 109; i++)
        {
            U32(76 + (4 * i), i < tables ? (uint)i : uint.MaxValue);
        }

        for (var i = 0; i < tables * (Sector / 4); i++)
        {
            U32(
                Sector + (4 * i),
                i < tables ? Table : i == tables || i == tables + data ? End : i < tables + data ? (uint)i + 1 : uint.MaxValue);
        }

        Entry(Sector * (1 + tables), "Root Entry", 5, End, 0, child: 1);
        Entry((Sector * (1 + tables)) + 128, "Workbook", 2, (uint)tables + 1, (uint)stream, child: uint.MaxValue);
        workbook.CopyTo(file, Sector * (1 + tables + 1));
        return file;

        void Entry(int at, string name, byte type, uint start, uint size, uint child)
        {
            Encoding.Unicode.GetBytes(name, file.AsSpan(at));
            U16(at + 64, (ushort)((name.Length + 1) * 2));
            file[at + 66] = type;
            file[at + 67] = 1;
            U32(at + 68, uint.MaxValue);
            U32(at + 72, uint.MaxValue);
            U32(at + 76, child);
            U32(at + 116, start);
            U32(at + 120, size);
        }

        void U16(int at, ushort value) => BinaryPrimitives.WriteUInt16LittleEndian(file.AsSpan(at), value);

        void U32(int at, uint value) => BinaryPrimitives.WriteUInt32LittleEndian(file.AsSpan(at), value);
    }
}
