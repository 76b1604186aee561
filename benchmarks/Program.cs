using PerfFlow.Benchmarks;
using PerfFlow.Benchmarks.Cost;
using PerfFlow.Benchmarks.Deadline;
using PerfFlow.Benchmarks.Domain;
using PerfFlow.Benchmarks.Growth;
using PerfFlow.Benchmarks.Host;
using PerfFlow.Benchmarks.Sheets;

// dotnet run -c Release --project benchmarks -- [room ...] [--name=part] [--test]
// deadline: [--units=10] [--projects=30] [--rate=15] [--seconds=300]; growth: [--full]
return await Runner.RunAsync(args,
[
    new("host", "start to first answer", Starting.RunAsync),
    new("host", "five-activity orchestrations, Azurite in memory", once => Throughput.OnAzuriteAsync(inMemory: true, once)),
    new("host", "five-activity orchestrations, Azurite on disk", once => Throughput.OnAzuriteAsync(inMemory: false, once)),
    new("host", "five-activity orchestrations, hub in memory, one process", Throughput.InOneProcessAsync),
    new("host", "blob trigger, 100 blobs in the container", once => BlobLatency.RunAsync(100, withLog: true, once)),
    new("host", "blob trigger, 1,000 blobs", once => BlobLatency.RunAsync(1_000, withLog: true, once)),
    new("host", "blob trigger, 5,000 blobs", once => BlobLatency.RunAsync(5_000, withLog: true, once)),
    new("host", "blob trigger, 10,000 blobs", once => BlobLatency.RunAsync(10_000, withLog: true, once)),
    new("host", "blob trigger by listing, 100 blobs", once => BlobLatency.RunAsync(100, withLog: false, once)),
    new("host", "blob trigger by listing, 10,000 blobs", once => BlobLatency.RunAsync(10_000, withLog: false, once)),
    new("host", "at rest", Idle.RunAsync),
    new("host", "stopping", Stopping.RunAsync),
    new("domain", "one self-evaluation of 30 indicators", RuleBook.SelfEvaluationAsync),
    new("domain", "self-evaluations of many rows", RuleBook.ManyRowsAsync),
    new("domain", "one million indicators", RuleBook.MillionAsync),
    new("sheets", "hostile files", HostileFiles.RunAsync),
    new("sheets", "reading a self-evaluation", Reading.RunAsync),
    new("sheets", "a template beside heavy checks", CrowdedTemplates.RunAsync),
    new("cost", "the demo's year", YearCost.RunAsync),
    new("deadline", "the day", once => DeadlineDay.RunAsync(Scale.Of(args, once))),
    new("deadline", "counts", DeadlineCounts.RunAsync),
    new("growth", "transactions by size of unit", UnitSizes.TransactionsAsync),
    new("growth", "times by size of unit", UnitSizes.TimesAsync),
    new("growth", "many units", once => ManyUnits.RunAsync(once, args.Contains("--full"))),
    new("growth", "ten years", TenYears.RunAsync),
]);
