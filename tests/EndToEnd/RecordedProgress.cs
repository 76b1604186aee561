using System.Collections.Concurrent;
using PerfFlow.Demo.Data;
using PerfFlow.Demo.Year;

namespace PerfFlow.EndToEnd.Tests;

/// <summary>Remembers what there was to tell.</summary>
internal sealed class RecordedProgress : IYearProgress
{
    private readonly ConcurrentQueue<(string Stage, int? Project, string Text)> notes = new();

    public IEnumerable<(string Stage, int? Project, string Text)> Notes => notes;

    public void StageAnnounced(string stage, int sheets)
    {
    }

    public void StageOpened(string stage)
    {
    }

    public void SheetDone(string stage, Project? project)
    {
    }

    public void Note(string stage, Project? project, string text) => notes.Enqueue((stage, project?.Number, text));
}
