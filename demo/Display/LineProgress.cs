using System.Collections.Concurrent;
using System.Globalization;
using PerfFlow.Demo.Data;
using PerfFlow.Demo.Year;

namespace PerfFlow.Demo.Display;

/// <summary>A line for each stage and each thing worth telling: for pipes, files and CI.</summary>
internal sealed class LineProgress(TextWriter output, TimeProvider time) : IYearProgress
{
    private readonly long started = time.GetTimestamp();
    private readonly ConcurrentDictionary<string, (int Done, int All)> stages = new();

    public void StageAnnounced(string stage, int sheets) => stages[stage] = (0, sheets);

    public void StageOpened(string stage) => Say($"{Labels.Stage(stage)}: 已开启 open");

    public void SheetDone(string stage, Project? project)
    {
        var (done, all) = stages.AddOrUpdate(stage, _ => (1, 1), (_, count) => (count.Done + 1, count.All));
        if (done == all)
        {
            Say($"{Labels.Stage(stage)}: {done}/{all}");
        }
    }

    public void Note(string stage, Project? project, string text) => Say($"{Labels.Stage(stage)}: {project?.Name.Value} {text}");

    private void Say(string line)
        => output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{time.GetElapsedTime(started).TotalSeconds,6:0.0} s  {line}"));
}
