using PerfFlow.Demo.Data;
using PerfFlow.Load;

namespace PerfFlow.Benchmarks.Deadline;

/// <summary>One project's part in one stage, at the hands of its section.</summary>
internal sealed class Desk(LoadedUnit unit, Project project, string stage)
{
    public LoadedUnit Unit => unit;

    public Project Project => project;

    public string Stage => stage;

    /// <summary>Of the newest sheet; 0 before the first.</summary>
    public int Version { get; set; }

    /// <summary>The newest sheet goes to the group.</summary>
    public bool IsRed { get; set; }
}
