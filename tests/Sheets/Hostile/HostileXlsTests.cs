using System.Buffers.Binary;
using System.Text;
using PerfFlow.Sheets.Gate;
using PerfFlow.Sheets.Reading;

namespace PerfFlow.Sheets.Tests.Hostile;

/// <summary>The compound file and its records, starting from an .xls that LibreOffice wrote.</summary>
public sealed class HostileXlsTests
{
    private static readonly byte[] Good = File.ReadAllBytes(
        Path.Combine(AppContext.BaseDirectory, "Corpus", "Files", "self-sichuan.libreoffice.xls"));

    [Theory]
    [InlineData("MACROS", "_VBA_PROJECT_CUR")]
    [InlineData("ENCRYPTED", "EncryptedPackage")]
    [InlineData("EMBEDDED_OBJECTS", "ObjectPool")]
    [InlineData("WORD_DOCUMENT", "WordDocument")]
    public void Names_in_the_directory_decide(string code, string name)
    {
        var file = Good.ToArray();
        var entry = Directory(file, "Workbook");
        file.AsSpan(entry, 64).Clear();
        Encoding.Unicode.GetBytes(name, file.AsSpan(entry));
        BinaryPrimitives.WriteUInt16LittleEndian(file.AsSpan(entry + 64), (ushort)((name.Length + 1) * 2));

        Refused(code, file);
    }

    [Fact]
    public void WORKBOOK_DAMAGED_for_a_loop_of_sectors()
    {
        var file = Good.ToArray();
        var fat = 512 * (1 + BinaryPrimitives.ReadInt32LittleEndian(file.AsSpan(76)));
        for (var sector = 0; sector < 128; sector++)
        {
            BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(fat + (4 * sector)), 0);
        }

        Refused("WORKBOOK_DAMAGED", file);
    }

    [Fact]
    public void WORKBOOK_DAMAGED_for_a_stream_larger_than_the_file()
    {
        var file = Good.ToArray();
        BinaryPrimitives.WriteUInt32LittleEndian(file.AsSpan(Directory(file, "Workbook") + 120), 0x7FFFFFFF);

        Refused("WORKBOOK_DAMAGED", file);
    }

    [Fact]
    public void WORKBOOK_DAMAGED_for_a_file_cut_short() => Refused("WORKBOOK_DAMAGED", Good[..600]);

    [Fact]
    public void ENCRYPTED_by_a_record() => Refused("ENCRYPTED", Renamed(0x42, 0x2F));

    [Fact]
    public void MACROS_by_a_macro_sheet()
    {
        var file = Good.ToArray();
        file[Record(file, 0x85) + 4 + 5] = 1;

        Refused("MACROS", file);
    }

    [Fact]
    public void TOO_MANY_ROWS_for_a_rectangle_no_reader_should_visit()
    {
        var file = Good.ToArray();
        var cell = Record(file, 0xFD) + 4;
        BinaryPrimitives.WriteUInt16LittleEndian(file.AsSpan(cell), 65_000);
        BinaryPrimitives.WriteUInt16LittleEndian(file.AsSpan(cell + 2), 255);

        Refused("TOO_MANY_ROWS", file);
    }

    [Fact]
    public void TOO_MANY_CELLS()
    {
        var meter = new Meter(SheetLimits.Default with { Cells = 10 });

        Assert.Equal("TOO_MANY_CELLS", SheetReader.Read(Good, meter).Findings.Single().Code);
        Assert.Equal(11, meter.Cells);
    }

    [Fact]
    public void TOO_MANY_RECORDS()
    {
        var meter = new Meter(SheetLimits.Default with { Records = 10 });

        Assert.Equal("TOO_MANY_RECORDS", SheetReader.Read(Good, meter).Findings.Single().Code);
        Assert.Equal(11, meter.Records);
    }

    private static void Refused(string code, byte[] file)
    {
        var reading = SheetReader.Read(file);

        Assert.Equal((code, 0), (string.Join(',', reading.Findings.Select(finding => finding.Code)), reading.Forms.Count));
    }

    private static byte[] Renamed(ushort from, ushort to)
    {
        var file = Good.ToArray();
        BinaryPrimitives.WriteUInt16LittleEndian(file.AsSpan(Record(file, from)), to);
        return file;
    }

    /// <summary>Offset of the first record of a kind; LibreOffice writes the stream in one piece.</summary>
    private static int Record(byte[] file, ushort kind)
    {
        var at = file.AsSpan().IndexOf((ReadOnlySpan<byte>)[0x09, 0x08, 0x10, 0x00]);
        while (BinaryPrimitives.ReadUInt16LittleEndian(file.AsSpan(at)) != kind)
        {
            at += 4 + BinaryPrimitives.ReadUInt16LittleEndian(file.AsSpan(at + 2));
        }

        return at;
    }

    private static int Directory(byte[] file, string name) => file.AsSpan().IndexOf(Encoding.Unicode.GetBytes(name));
}
