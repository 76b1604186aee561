using System.Diagnostics;
using System.Globalization;
using System.IO.Compression;
using System.Text;
using PerfFlow.Domain.Findings;
using PerfFlow.Domain.Forms;
using PerfFlow.Domain.Profiles;
using PerfFlow.Domain.SelfEvaluation;
using PerfFlow.Domain.Targets;
using PerfFlow.Sheets.Marking;
using PerfFlow.Sheets.Reading;

namespace PerfFlow.Benchmarks.Sheets;

/// <summary>
/// What the worst files cost a whole process: reading, checking and marking, with the working set watched all the while. Times are of
/// the processor, all threads together; the watching thread takes its share of them.
/// The bounds of the product are 150 MB above idle and 5 s; the tests hold what is counted, and this what the counts come to.
/// </summary>
internal static class HostileFiles
{
    private const string Main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";

    public static Task<IReadOnlyList<Figure>> RunAsync(bool once)
    {
        var figures = new List<Figure>();
        using var process = Process.GetCurrentProcess();
        foreach (var (name, make) in Files().Take(once ? 1 : int.MaxValue))
        {
            var file = make();
            var idle = Idle(process);
            var (milliseconds, peak, outcome) = Watched(process, file);
            figures.Add(new($"{name} ({file.Length / 1024:N0} KB): {outcome}, processor time", milliseconds, "ms"));
            figures.Add(new($"{name}: peak working set above idle", (peak - idle) / 1024.0 / 1024, "MB"));
        }

        return Task.FromResult<IReadOnlyList<Figure>>(figures);
    }

    /// <summary>A sheet of targets that is read to the end.</summary>
    public static byte[] Indicators(int count) => Sheet(Rows(count, i => $"指标{i}"));

    private static IEnumerable<(string Name, Func<byte[]> Make)> Files() =>
    [
        ("nothing special", () => Sheet(Rows(30, _ => ""))),
        ("20,000 indicators", () => Indicators(19_900)),
        ("as many cells as allowed", () => Sheet(string.Concat(Enumerable.Range(1, 1_950)
            .Select(row => $"<row r=\"{row}\">{string.Concat(Enumerable.Repeat("<c><v>3.14159</v></c>", 100))}</row>")))),
        ("one text of 32,000 letters in every row", () => Sheet(Rows(15_000, _ => new string('长', 1)), strings: [Noise(32_000)])),
        ("texts of 8 million letters", () => Sheet(string.Concat(Enumerable.Range(1, 250)
            .Select(row => $"<row r=\"{row}\"><c t=\"inlineStr\"><is><t>{Noise(32_000, row)}</t></is></c></row>")))),
        ("names by the million", () => Sheet(string.Concat(Enumerable.Range(0, 1_500_000).Select(i => $"<n{i:x}/>")))),
        ("attributes by the thousand", () => Sheet(string.Concat(Enumerable.Range(0, 40)
            .Select(row => "<row " + string.Concat(Enumerable.Range(0, 40_000).Select(i => $"a{i:x}=\"\" ")) + "/>")))),
        ("spaces, 60 MB", () => Sheet(new string(' ', 60_000_000))),
        ("comments, 60 MB of noise", () => Sheet(string.Concat(Enumerable.Range(0, 600).Select(i => $"<!--{Noise(60_000, i % 7)}-->")))),
        ("hidden rows and columns without end", () => Sheet(
            string.Concat(Enumerable.Range(1, 800_000).Select(row => $"<row r=\"{row}\" hidden=\"1\"/>")),
            before: "<cols>"
                + string.Concat(Enumerable.Range(0, 200_000).Select(_ => "<col min=\"1\" max=\"16384\" hidden=\"1\"/>"))
                + "</cols>")),
        ("merges without end", () => Sheet(
            Rows(400, i => $"指标{i}") + "<row r=\"500\"><c r=\"SR500\"><v>1</v></c></row>",
            after: "<mergeCells>"
                + string.Concat(Enumerable.Range(600, 49_000).Select(i => $"<mergeCell ref=\"A{i}:G{i}\"/>"))
                + "</mergeCells>")),
        ("headers without end", () => Sheet(string.Concat(Enumerable.Range(1, 19_000)
            .Select(row => $"<row r=\"{row}\">{Texts("一级指标", "二级指标", "三级指标", "指标值")}<c r=\"SR{row}\"><v>1</v></c></row>")))),
        ("styles, 60 MB", () => Sheet(
            Rows(30, _ => ""),
            styles: "<cellXfs>"
                + string.Concat(Enumerable.Range(0, 1_200_000).Select(i => $"<xf numFmtId=\"{i}\" fontId=\"{i * 7919 % 1_000_003}\"/>"))
                + "</cellXfs>")),
        ("comments of 1 GB that only a marked copy opens", () => Sheet(Rows(30, _ => ""), extra: ("xl/comments1.xml", 1_000_000_000))),
        ("noise where a deflated stream should be", () => Broken(Sheet(Rows(3_000, i => $"指标{i}")))),
        ("an .xls of 65,000 rows and 120 columns", () => Xls(65_000, 120)),
        ("an .xls of 18,000 rows and 11 columns", () => Xls(18_000, 11)),
    ];

    private static long Idle(Process process)
    {
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        GC.WaitForPendingFinalizers();
        process.Refresh();
        return process.WorkingSet64;
    }

    private static (double Milliseconds, long Peak, string Outcome) Watched(Process process, byte[] file)
    {
        long peak = 0;
        using var stop = new CancellationTokenSource();
        var watch = Task.Factory.StartNew(
            () =>
            {
                while (!stop.IsCancellationRequested)
                {
                    process.Refresh();
                    peak = Math.Max(peak, process.WorkingSet64);
                    Thread.Sleep(5);
                }
            },
            CancellationToken.None,
            TaskCreationOptions.LongRunning,
            TaskScheduler.Default);
        var start = Environment.CpuUsage.TotalTime;
        var reading = SheetReader.Read(file);
        var findings = new List<Finding>(reading.Findings);
        foreach (var form in reading.Forms)
        {
            findings.AddRange(form switch
            {
                ReadForm.Targets targets => TargetCheck.Run(targets.Form, Profile.Standard, 2023).Findings,
                ReadForm.SelfEvaluation evaluation
                    => SelfEvaluationCheck.Run(evaluation.Form, Profile.Standard, 2023, approved: null).Findings,
                _ => [],
            });
        }

        var read = (Environment.CpuUsage.TotalTime - start).TotalMilliseconds;
        var marked = MarkedCopy.Write(file, findings);
        var all = (Environment.CpuUsage.TotalTime - start).TotalMilliseconds;
        stop.Cancel();
        watch.Wait();
        var outcome = reading.Forms.Count > 0
            ? $"{reading.Forms.Count} form(s), {findings.Count} finding(s)"
            : string.Join(',', reading.Findings.Select(finding => finding.Code).Take(3));
        return (
            all,
            peak,
            string.Create(CultureInfo.InvariantCulture, $"{outcome}, read in {read:0} ms, {(marked is null ? "not marked" : "marked")}"));
    }

    private static string Rows(int count, Func<int, string> name) =>
        $"<row r=\"1\">{Texts("项目支出绩效目标申报表")}</row><row r=\"2\">{Texts("2023年度 金额单位:万元")}</row><row r=\"3\">{Texts("项目名称", "某项目")}</row>"
        + $"<row r=\"4\">{Texts("一级指标", "二级指标", "三级指标", "指标值", "分值")}</row>"
        + string.Concat(Enumerable.Range(5, count).Select(row => name(row).Length == 1
            ? $"<row r=\"{row}\">{Texts("产出指标", "数量指标")}<c t=\"s\"><v>0</v></c><c t=\"s\"><v>0</v></c><c><v>1</v></c></row>"
            : $"<row r=\"{row}\">{Texts("产出指标", "数量指标", name(row), $"≥{row}人")}<c><v>0.01</v></c></row>"));

    private static string Texts(params string[] texts) =>
        string.Concat(texts.Select(text => $"<c t=\"inlineStr\"><is><t>{text}</t></is></c>"));

    private static byte[] Sheet(
        string rows, string before = "", string after = "", string[]? strings = null,
        string styles = "", (string Part, long Zeros)? extra = null)
    {
        const string Relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
        const string Package = "http://schemas.openxmlformats.org/package/2006";
        const string Types = "application/vnd.openxmlformats-officedocument.spreadsheetml";
        using var stream = new MemoryStream();
        using (var zip = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            Part(
                "[Content_Types].xml",
                $"<Types xmlns=\"{Package}/content-types\"><Default Extension=\"xml\" ContentType=\"application/xml\"/>"
                + $"<Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>"
                + $"<Override PartName=\"/xl/workbook.xml\" ContentType=\"{Types}.sheet.main+xml\"/>"
                + $"<Override PartName=\"/xl/worksheets/sheet1.xml\" ContentType=\"{Types}.worksheet+xml\"/>"
                + $"<Override PartName=\"/xl/styles.xml\" ContentType=\"{Types}.styles+xml\"/>"
                + $"<Override PartName=\"/xl/sharedStrings.xml\" ContentType=\"{Types}.sharedStrings+xml\"/>"
                + $"{(extra is { } comments ? $"<Override PartName=\"/{comments.Part}\" ContentType=\"{Types}.comments+xml\"/>" : "")}"
                + $"</Types>");
            Part(
                "_rels/.rels",
                $"<Relationships xmlns=\"{Package}/relationships\">"
                + $"<Relationship Id=\"r\" Type=\"{Relations}/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>");
            Part(
                "xl/workbook.xml",
                $"<workbook xmlns=\"{Main}\" xmlns:r=\"{Relations}\"><sheets>"
                + $"<sheet name=\"S\" sheetId=\"1\" r:id=\"r1\"/></sheets></workbook>");
            Part(
                "xl/_rels/workbook.xml.rels",
                $"<Relationships xmlns=\"{Package}/relationships\">"
                + $"<Relationship Id=\"r1\" Type=\"{Relations}/worksheet\" Target=\"worksheets/sheet1.xml\"/>"
                + $"<Relationship Id=\"r2\" Type=\"{Relations}/styles\" Target=\"styles.xml\"/>"
                + $"<Relationship Id=\"r3\" Type=\"{Relations}/sharedStrings\" Target=\"sharedStrings.xml\"/></Relationships>");
            Part("xl/styles.xml", $"<styleSheet xmlns=\"{Main}\">{styles}</styleSheet>");
            Part(
                "xl/sharedStrings.xml",
                $"<sst xmlns=\"{Main}\">{string.Concat((strings ?? []).Select(text => $"<si><t>{text}</t></si>"))}</sst>");
            Part("xl/worksheets/sheet1.xml", $"<worksheet xmlns=\"{Main}\">{before}<sheetData>{rows}</sheetData>{after}</worksheet>");
            if (extra is { } bomb)
            {
                Part(
                    "xl/worksheets/_rels/sheet1.xml.rels",
                    $"<Relationships xmlns=\"{Package}/relationships\">"
                    + $"<Relationship Id=\"c\" Type=\"{Relations}/comments\" Target=\"../comments1.xml\"/></Relationships>");
                using var part = zip.CreateEntry(bomb.Part).Open();
                var spaces = new byte[1_000_000];
                Array.Fill(spaces, (byte)' ');
                for (var written = 0L; written < bomb.Zeros; written += spaces.Length)
                {
                    part.Write(spaces);
                }
            }

            void Part(string name, string xml)
            {
                using var writer = new StreamWriter(zip.CreateEntry(name, CompressionLevel.Fastest).Open(), new UTF8Encoding(false));
                writer.Write(xml);
            }
        }

        return stream.ToArray();
    }

    /// <summary>The second half of the packed sheet is overwritten with noise.</summary>
    private static byte[] Broken(byte[] file)
    {
        new Random(1).NextBytes(file.AsSpan(file.Length / 2, file.Length / 3));
        return file;
    }

    /// <summary>A workbook stream with a number in the last column of every row, in the simplest compound file.</summary>
    private static byte[] Xls(int rows, int columns)
    {
        using var records = new MemoryStream();
        Record(0x809, [0x00, 0x06, 0x05, 0x00, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]);
        var bound = records.Position;
        Record(0x85, [0, 0, 0, 0, 0, 0, 1, 0, (byte)'S']);
        Record(0x0A, []);
        var sheet = (uint)records.Position;
        Record(0x809, [0x00, 0x06, 0x10, 0x00, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]);
        for (var row = 0; row < rows; row++)
        {
            Record(0x203, [
                .. BitConverter.GetBytes((ushort)row),
                .. BitConverter.GetBytes((ushort)(columns - 1)), 0, 0, .. BitConverter.GetBytes(3.14),
            ]);
        }

        Record(0x0A, []);
        var stream = records.ToArray();
        BitConverter.GetBytes(sheet).CopyTo(stream, bound + 4);
        return CompoundFileWriter.Write(stream);

        void Record(ushort id, byte[] body)
        {
            records.Write(BitConverter.GetBytes(id));
            records.Write(BitConverter.GetBytes((ushort)body.Length));
            records.Write(body);
        }
    }

    /// <summary>Letters that do not pack well.</summary>
    private static string Noise(int length, int seed = 1)
    {
        var random = new Random(seed);
        return string.Create(length, random, (letters, from) =>
        {
            for (var i = 0; i < letters.Length; i++)
            {
                letters[i] = (char)('a' + from.Next(26));
            }
        });
    }
}
