using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Xml;
using ClosedXML.Excel;
using ExcelDataReader;
using PerfFlow.Domain.Forms;
using PerfFlow.Domain.Profiles;
using PerfFlow.Domain.SelfEvaluation;
using PerfFlow.Sheets.Reading;
using PerfFlow.Sheets.Templates;

namespace PerfFlow.Benchmarks.Sheets;

/// <summary>
/// Our gate and reader against naive ClosedXML, bare ExcelDataReader and the floor: inflating every part and walking its XML.
/// All read the same bytes in turns of one warm run and are held to the processor time they took, so their ratios hold on any
/// machine, busy or not.
/// </summary>
internal static class Reading
{
    public static Task<IReadOnlyList<Figure>> RunAsync(bool once)
    {
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        var figures = new List<Figure>();
        foreach (var rows in once ? [30] : new[] { 30, 500, 5_000 })
        {
            Compare(figures, rows, once ? 1 : Math.Max(5, 3_000 / rows), once);
        }

        MemoryOverFiles(figures, once ? 2 : 300);
        return Task.FromResult<IReadOnlyList<Figure>>(figures);
    }

    private static void Compare(List<Figure> figures, int rows, int rounds, bool once)
    {
        var file = Workbook(rows);
        (string Name, Action<byte[]> Read)[] readers =
        [
            ("floor", Floor),
            ("gate and reader", ReadOnly),
            ("ours with the check", Ours),
            ("ExcelDataReader", Bare),
            ("ClosedXML", Naive),
        ];
        var times = readers.ToDictionary(reader => reader.Name, _ => new List<double>());
        // Ours is compiled at first use and again once it is hot; the runtime's own code comes compiled. A server runs warm.
        var warming = once ? 0 : Math.Max(1, 4_500 / rows);
        for (var round = -warming; round < rounds; round++)
        {
            foreach (var (name, read) in readers)
            {
                var start = Environment.CpuUsage.TotalTime;
                read(file);
                if (round >= 0)
                {
                    times[name].Add((Environment.CpuUsage.TotalTime - start).TotalMilliseconds);
                }
            }
        }

        var medians = times.ToDictionary(each => each.Key, each => each.Value.Order().ElementAt(each.Value.Count / 2));
        foreach (var (name, time) in medians)
        {
            figures.Add(new(string.Create(CultureInfo.InvariantCulture, $"{rows} rows, {name}, processor time"), time, "ms"));
        }

        figures.Add(new(
            string.Create(CultureInfo.InvariantCulture, $"{rows} rows, gate and reader over the floor"),
            medians["gate and reader"] / medians["floor"],
            "times"));
        figures.Add(new(
            string.Create(CultureInfo.InvariantCulture, $"{rows} rows, ours over the floor"),
            medians["ours with the check"] / medians["floor"],
            "times"));
        figures.Add(new(
            string.Create(CultureInfo.InvariantCulture, $"{rows} rows, ClosedXML over gate and reader"),
            medians["ClosedXML"] / medians["gate and reader"],
            "times"));
        figures.Add(new(
            string.Create(CultureInfo.InvariantCulture, $"{rows} rows, ClosedXML over ours"),
            medians["ClosedXML"] / medians["ours with the check"],
            "times"));
    }

    private static void MemoryOverFiles(List<Figure> figures, int files)
    {
        var file = Workbook(30);
        Ours(file);
        var floor = GC.GetAllocatedBytesForCurrentThread();
        Floor(file);
        figures.Add(new("allocated by the floor", (GC.GetAllocatedBytesForCurrentThread() - floor) / 1024.0, "KB"));
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var allocated = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < files; i++)
        {
            Ours(file);
        }

        figures.Add(new("allocated per sheet of 30 rows", (GC.GetAllocatedBytesForCurrentThread() - allocated) / 1024.0 / files, "KB"));
        figures.Add(new(
            string.Create(CultureInfo.InvariantCulture, $"kept after {files} sheets"),
            (GC.GetTotalMemory(forceFullCollection: true) - before) / 1024.0,
            "KB"));
    }

    private static byte[] Workbook(int rows)
    {
        using var stream = new MemoryStream();
        TemplateWriter.SelfEvaluation(
            new(
                new("某单位", "某项目", 2023),
                [new(FundSource.Fiscal, 100, 90, 88.5m), new(FundSource.Other, 0, 0, 0)],
                [.. Enumerable.Range(0, rows).Select(i =>
                    new SelfEvaluationLine(new($"i{i}", "产出指标", $"第{i / 10}类指标", $"第{i}项指标的名称", $"≥{i}个", Points: 1), $"{i}", 1, "说明"))]),
            stream);
        return stream.ToArray();
    }

    /// <summary>Gate, reading and the check of the rules.</summary>
    private static void Ours(byte[] file)
    {
        var form = ((ReadForm.SelfEvaluation)SheetReader.Read(file).Forms[0]).Form;
        Expect(SelfEvaluationCheck.Run(form, Profile.Standard, 2023, approved: null).Indicators.Count == form.Rows.Count);
    }

    private static void ReadOnly(byte[] file) => Expect(SheetReader.Read(file).Forms.Count == 1);

    private static void Floor(byte[] file)
    {
        using var zip = new ZipArchive(new MemoryStream(file, writable: false));
        var nodes = 0;
        foreach (var entry in zip.Entries)
        {
            using var xml = XmlReader.Create(entry.Open());
            while (xml.Read())
            {
                nodes++;
            }
        }

        Expect(nodes > 0);
    }

    private static void Bare(byte[] file)
    {
        using var reader = ExcelReaderFactory.CreateOpenXmlReader(new MemoryStream(file, writable: false));
        var cells = 0;
        while (reader.Read())
        {
            for (var i = 0; i < reader.FieldCount; i++)
            {
                cells += reader.GetValue(i) is null ? 0 : 1;
            }
        }

        Expect(cells > 0);
    }

    private static void Naive(byte[] file)
    {
        using var workbook = new XLWorkbook(new MemoryStream(file, writable: false));
        var letters = 0;
        foreach (var cell in workbook.Worksheet(1).CellsUsed())
        {
            letters += (cell.CachedValue?.ToString() ?? cell.GetString()).Length;
        }

        Expect(letters > 0);
    }

    private static void Expect(bool read)
    {
        if (!read)
        {
            throw new InvalidOperationException("nothing was read");
        }
    }
}
