using PerfFlow.Benchmarks;
using PerfFlow.Benchmarks.Cost;
using PerfFlow.Benchmarks.Domain;
using PerfFlow.Benchmarks.Emulator;
using PerfFlow.Benchmarks.Sheets;

// dotnet run -c Release --project benchmarks -- [room ...] [--name=part] [--test]
return await Runner.RunAsync(args,
[
    new("emulator", "five-activity orchestrations, in memory", Throughput.InMemoryAsync),
    new("emulator", "five-activity orchestrations, on Azurite", Throughput.OnAzuriteAsync),
    new("emulator", "instances waiting on an event", WaitingInstances.RunAsync),
    new("emulator", "blob trigger, 100 blobs in the container", once => BlobLatency.RunAsync(100, once)),
    new("emulator", "blob trigger, 1,000 blobs", once => BlobLatency.RunAsync(1_000, once)),
    new("emulator", "blob trigger, 5,000 blobs", once => BlobLatency.RunAsync(5_000, once)),
    new("emulator", "blob trigger, 10,000 blobs", once => BlobLatency.RunAsync(10_000, once)),
    new("domain", "one self-evaluation of 30 indicators", RuleBook.SelfEvaluationAsync),
    new("domain", "self-evaluations of many rows", RuleBook.ManyRowsAsync),
    new("domain", "one million indicators", RuleBook.MillionAsync),
    new("sheets", "hostile files", HostileFiles.RunAsync),
    new("sheets", "reading a self-evaluation", Reading.RunAsync),
    new("cost", "the demo's year", YearCost.RunAsync),
]);
