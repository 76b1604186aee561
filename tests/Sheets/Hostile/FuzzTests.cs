using System.IO.Compression;
using PerfFlow.Sheets.Gate;
using PerfFlow.Sheets.Reading;
using PerfFlow.Sheets.Tests.Writers;

namespace PerfFlow.Sheets.Tests.Hostile;

/// <summary>Ten thousand seeded mutations: of the bytes of a file, of the XML inside it, of the cells of a form.</summary>
public sealed class FuzzTests
{
    private static readonly SheetLimits Limits = new()
    {
        PartBytes = 2_000_000,
        TotalBytes = 3_000_000,
        Cells = 20_000,
        TextTotal = 1_000_000,
    };

    private static readonly byte[][] Files =
    [
        .. new[]
        {
            "self-merged.xlsx", "monitoring-canonical.xlsx", "targets-canonical.xlsx",
            "self-sichuan.libreoffice.xls", "template-monitoring.libreoffice.xls",
        }
            .Select(name => File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "Corpus", "Files", name))),
    ];

    private static readonly Dictionary<string, string>[] Parts =
        [
            new XmlWorkbook().Parts(Drafts.SelfEvaluation()),
            new XmlWorkbook().Parts(Drafts.Monitoring()),
            new XmlWorkbook().Parts(Drafts.Targets()),
        ];

    private static readonly string[] Splices =
    [
        "<c r=\"A1\"><v>1</v></c>", "<row r=\"3\" hidden=\"1\">", "</row>", "<f>1/0</f>", "<mergeCell ref=\"A1:XFD1048576\"/>",
        "<mergeCell ref=\"B9:A1\"/>", "&#0;", "&lt;", "]]>", "<![CDATA[x]]>", "<!-- -->",
        " t=\"e\"", " t=\"s\"", " t=\"str\"", " s=\"99999\"", " r=\"ZZZZZZ99999999999\"", "<v>NaN</v>", "<v>1E308</v>",
        "<v>-1</v>", "<v/>", "\uFFFD", "三级指标", "总分", "_x0000_", "<cols><col min=\"1\" max=\"16384\" hidden=\"1\"/></cols>",
    ];

    [Fact]
    public void Flipped_bytes_end_as_a_reading() => Run(4_000, random =>
    {
        var file = Files[random.Next(Files.Length)].ToArray();
        for (var flips = random.Next(1, 6); flips > 0; flips--)
        {
            file[random.Next(3) == 0
                ? random.Next(file.Length - Math.Min(file.Length, 2_000), file.Length)
                : random.Next(file.Length)] = (byte)random.Next(256);
        }

        return random.Next(20) == 0 ? file[..random.Next(file.Length)] : file;
    });

    [Fact]
    public void Spliced_xml_ends_as_a_reading() => Run(3_000, random =>
    {
        var parts = new Dictionary<string, string>(Parts[random.Next(Parts.Length)]);
        for (var splices = random.Next(1, 4); splices > 0; splices--)
        {
            var name = parts.Keys.ElementAt(random.Next(parts.Count));
            var xml = parts[name];
            var at = random.Next(xml.Length);
            var cut = random.Next(2) == 0 ? 0 : Math.Min(random.Next(40), xml.Length - at);
            parts[name] = xml[..at]
                + (random.Next(4) == 0
                    ? xml.Substring(random.Next(xml.Length / 2), random.Next(xml.Length / 2))
                    : Splices[random.Next(Splices.Length)])
                + xml[(at + cut)..];
        }

        return XmlWorkbook.Zip(parts, CompressionLevel.NoCompression);
    });

    [Fact]
    public void Swapped_cells_end_as_a_reading() => Run(3_000, random =>
    {
        var sheet = random.Next(3) switch
        {
            0 => Drafts.SelfEvaluation(),
            1 => Drafts.Monitoring(),
            _ => Drafts.Targets(),
        };
        for (var swaps = random.Next(1, 12); swaps > 0; swaps--)
        {
            var (one, other) = (
                sheet.Cells.Keys.ElementAt(random.Next(sheet.Cells.Count)), sheet.Cells.Keys.ElementAt(random.Next(sheet.Cells.Count)));
            (sheet.Cells[one], sheet.Cells[other]) = (sheet.Cells[other], sheet.Cells[one]);
            if (random.Next(3) == 0)
            {
                sheet.Cells.Remove(one);
            }

            if (random.Next(4) == 0)
            {
                sheet.Cells[other] = Splices[random.Next(Splices.Length)];
            }
        }

        if (random.Next(5) == 0)
        {
            sheet.HiddenRows.Add(random.Next(1, 20));
            sheet.HiddenColumns.Add(random.Next(1, 16));
        }

        return (new XmlWorkbook { Compression = CompressionLevel.NoCompression }).Write(sheet);
    });

    private static void Run(int cases, Func<Random, byte[]> mutate)
    {
        for (var seed = 0; seed < cases; seed++)
        {
            var meter = new Meter(Limits);
            try
            {
                var reading = SheetReader.Read(mutate(new Random(seed)), meter);
                Assert.True(reading.Forms.Count > 0 || reading.Findings.Count > 0);
            }
            catch (Exception failure) when (failure is not Xunit.Sdk.XunitException)
            {
                Assert.Fail($"seed {seed}: {failure}");
            }

            Assert.True(meter.Inflated <= Limits.TotalBytes + 81_920 && meter.Cells <= Limits.Cells + 1, $"seed {seed} went over the caps");
        }
    }
}
