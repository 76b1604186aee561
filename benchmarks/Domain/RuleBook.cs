using System.Diagnostics;
using PerfFlow.Domain.Findings;
using PerfFlow.Domain.Forms;
using PerfFlow.Domain.Indicators;
using PerfFlow.Domain.Profiles;
using PerfFlow.Domain.Scoring;
using PerfFlow.Domain.SelfEvaluation;
using PerfFlow.Domain.Targets;

namespace PerfFlow.Benchmarks.Domain;

/// <summary>What the rules cost: one self-evaluation of 30 indicators checked and scored, and one million indicators in a row.</summary>
internal static class RuleBook
{
    private const int Rows = 30;
    private const int Sheets = 2_000;
    private const int Indicators = 1_000_000;
    private const int Year = 2023;

    private static readonly Profile Profile = Profile.Standard;

    public static Task<IReadOnlyList<Figure>> SelfEvaluationAsync(bool once)
    {
        var form = Form(Rows);
        var sheet = PerItem(once ? 1 : Sheets, _ => SelfEvaluationCheck.Run(form, Profile, Year, null).Indicators.Count);
        return Task.FromResult<IReadOnlyList<Figure>>(
            [
                .. sheet.Figures("check and score"),
                .. new Cost(sheet.Median / Rows, sheet.Fastest / Rows, sheet.Bytes / Rows).Figures("per indicator"),
            ]);
    }

    /// <summary>The cost of a row should not depend on how many there are, held to nothing and to approved targets.</summary>
    public static Task<IReadOnlyList<Figure>> ManyRowsAsync(bool once)
    {
        var (few, many) = (PerRow(500), PerRow(once ? 500 : 5_000));
        var heldFew = PerRow(500, approved: true);
        var heldMany = PerRow(once ? 500 : 5_000, approved: true);
        return Task.FromResult<IReadOnlyList<Figure>>(
        [
            new("5,000 rows", many * 5_000 / 1e6, "ms"),
            new("a row among 5,000 over one among 500", many / few, "times"),
            new("5,000 rows held to approved targets", heldMany * 5_000 / 1e6, "ms"),
            new("a row among 5,000 over one among 500, held to approved targets", heldMany / heldFew, "times"),
        ]);
    }

    /// <summary>Nanoseconds per row, the fastest of a few rounds.</summary>
    private static double PerRow(int rows, bool approved = false)
    {
        var form = Form(rows);
        var target = TargetText.Read("≥95%", Profile, Year).Target!;
        var held = approved
            ? new ApprovedTargets(
                [.. form.Rows.Select(
                    (r, i) => new ApprovedIndicator($"i{i}", r.Key.Level1.Raw, r.Key.Level2.Raw, r.Key.Name.Raw, target, 1))],
                100, "目标", Profile.Id, Profile.Version, rows)
            : null;
        return PerItem(5, _ => SelfEvaluationCheck.Run(form, Profile, Year, held).Indicators.Count).Fastest / rows;
    }

    public static Task<IReadOnlyList<Figure>> MillionAsync(bool once)
    {
        var count = once ? 1 : Indicators;
        var target = TargetText.Read("≥95%", Profile, Year).Target!;
        var cells = Enumerable.Range(0, 64).Select(i => Text($"{80 + (i % 20)}.5%", $"F{i}")).ToArray();
        var targets = Enumerable.Range(0, 64).Select(i => Text($"不低于{80 + (i % 20)}%", $"E{i}")).ToArray();
        var actual = ActualText.Read(cells[0], target, Profile, Year).Actual!;

        var scored = PerItem(count, _ => IndicatorScoring.Score(target, actual, 10, Profile) is null ? 0 : 1);
        var read = PerItem(count, i => Scored(ActualText.Read(cells[i & 63], target, Profile, Year).Actual!, target));
        var both = PerItem(count, i =>
        {
            var own = TargetText.Read(null, targets[i & 63], null, Profile, Year).Target!;
            return Scored(ActualText.Read(cells[i & 63], own, Profile, Year).Actual!, own);
        });
        return Task.FromResult<IReadOnlyList<Figure>>(
            [
                .. scored.Figures("score"),
                .. read.Figures("read the actual text, score, keep"),
                .. both.Figures("read both texts, score, keep"),
            ]);
    }

    private static int Scored(Actual actual, Target target)
    {
        // Kept, so that its allocation counts.
        kept = new IndicatorResult(
            "i01", "产出指标", "质量指标", "合格率", target, actual, 10, IndicatorScoring.Score(target, actual, 10, Profile), Here);
        return kept.Score is null ? 0 : 1;
    }

    private static readonly Place Here = new("自评表", "D13");

    private static IndicatorResult? kept;

    /// <summary>All items on one thread, timed in batches: the median batch, and the fastest one as the cost on an idle core.</summary>
    private static Cost PerItem(int count, Func<int, int> item)
    {
        const int batches = 200;
        Warm(count, item);
        var size = Math.Max(1, count / batches);
        var times = new List<double>(batches);
        var done = 0;
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var start = 0; start < count; start += size)
        {
            var clock = Stopwatch.GetTimestamp();
            for (var i = start; i < start + size; i++)
            {
                done += item(i);
            }

            times.Add(Stopwatch.GetElapsedTime(clock).TotalNanoseconds / size);
        }

        var bytes = (double)(GC.GetAllocatedBytesForCurrentThread() - before) / (times.Count * size);
        times.Sort();
        return done > 0 ? new Cost(times[times.Count / 2], times[0], bytes) : throw new InvalidOperationException("Nothing was scored.");
    }

    /// <summary>Code is compiled again once it has proved hot: what is timed is what runs in the long term.</summary>
    private static void Warm(int count, Func<int, int> item)
    {
        var clock = Stopwatch.GetTimestamp();
        for (var i = 0; count > 1 && Stopwatch.GetElapsedTime(clock).TotalSeconds < 1; i++)
        {
            item(i);
        }
    }

    private readonly record struct Cost(double Median, double Fastest, double Bytes)
    {
        public IEnumerable<Figure> Figures(string name) =>
            [new($"{name}, median", Median, "ns"), new($"{name}, fastest batch", Fastest, "ns"), new($"{name}, allocated", Bytes, "bytes")];
    }

    private static SelfEvaluationForm Form(int count)
    {
        var rows = new SelfEvaluationRow[count];
        for (var i = 0; i < count; i++)
        {
            // Of 30 rows 10 of 5 points, 10 of 3 and 10 of 1: 50/30/10.
            var (level1, level2, points) = (i * 3 / count) switch
            {
                0 => ("产出指标", i % 2 == 0 ? "数量指标" : "质量指标", 5m),
                1 => ("效益指标", "社会效益指标", 3m),
                _ => ("满意度指标", "服务对象满意度指标", 1m),
            };
            rows[i] = new SelfEvaluationRow(
                new IndicatorKey(null, Text(level1, $"B{i}"), Text(level2, $"C{i}"), Text($"指标{i}", $"D{i}")),
                Text("≥95%", $"E{i}"), null, null, Text("96.5%", $"F{i}"),
                Number(points, $"G{i}"), Number(points, $"H{i}"), Text("", $"I{i}"));
        }

        var fund = new SelfEvaluationFund(
            FundSource.Total, Number(100, "D6"), Number(100, "E6"), Number(98, "F6"),
            Number(10, "G6"), Text("98%", "H6"), Number(9.8m, "I6"));
        return new SelfEvaluationForm(
            new FormHeader(Year, Text("项目", "D3")), [fund], Text("目标", "B11"), Text("完成", "G11"), rows, Number(99.8m, "H50"));
    }

    private static Cell Text(string raw, string cell) => new(new Place("自评表", cell), raw);

    private static Cell Number(decimal number, string cell) => new(new Place("自评表", cell), $"{number}", number);
}
