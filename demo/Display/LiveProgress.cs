using System.Collections.Concurrent;
using System.Globalization;
using PerfFlow.Demo.Data;
using PerfFlow.Demo.Year;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace PerfFlow.Demo.Display;

/// <summary>A bar for each stage, and a line above them for what is worth telling.</summary>
internal sealed class LiveProgress(ProgressContext bars, IAnsiConsole console) : IYearProgress
{
    private readonly ConcurrentDictionary<string, ProgressTask> stages = new();

    public static Task<T> WatchAsync<T>(IAnsiConsole console, Func<IYearProgress, Task<T>> play)
        => console.Progress()
            .Columns(
                new TaskDescriptionColumn { Alignment = Justify.Left }, new ProgressBarColumn(),
                new SheetsColumn(), new ElapsedTimeColumn(), new SpinnerColumn())
            .StartAsync(bars => play(new LiveProgress(bars, console)));

    public void StageAnnounced(string stage, int sheets)
        => stages[stage] = bars.AddTask($"[grey]{Labels.Stage(stage)}[/]", autoStart: false, maxValue: sheets);

    public void StageOpened(string stage)
    {
        stages[stage].Description = Labels.Stage(stage);
        stages[stage].StartTask();
    }

    public void SheetDone(string stage, Project? project) => stages[stage].Increment(1);

    public void Note(string stage, Project? project, string text)
        => console.Write(new LineAbove(Markup.FromInterpolated(
            CultureInfo.InvariantCulture, $"[yellow]{Labels.Stage(stage)}[/] {project?.Name.Value} [grey]{text}[/]")));

    /// <summary>The rest of a longer bar would stand behind the line: all below is wiped first, and the bars come again.</summary>
    internal sealed class LineAbove(Markup line) : IRenderable
    {
        private const string WipeBelow = "\u001b[0J";

        public Measurement Measure(RenderOptions options, int maxWidth) => ((IRenderable)line).Measure(options, maxWidth);

        public IEnumerable<Segment> Render(RenderOptions options, int maxWidth)
            => [Segment.Control(WipeBelow), .. ((IRenderable)line).Render(options, maxWidth), Segment.LineBreak];
    }

    /// <summary>3/13.</summary>
    private sealed class SheetsColumn : ProgressColumn
    {
        public override IRenderable Render(RenderOptions options, ProgressTask task, TimeSpan deltaTime)
            => new Text($"{task.Value:0}/{task.MaxValue:0}");
    }
}
