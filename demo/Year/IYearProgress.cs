using PerfFlow.Demo.Data;

namespace PerfFlow.Demo.Year;

/// <summary>Whoever watches the year.</summary>
public interface IYearProgress
{
    /// <summary>A stage waits for its instant, then for <paramref name="sheets"/> sheets.</summary>
    void StageAnnounced(string stage, int sheets);

    void StageOpened(string stage);

    /// <summary>A sheet of the stage is approved; no project for the report.</summary>
    void SheetDone(string stage, Project? project);

    /// <summary>Something worth telling: a finding, a return.</summary>
    void Note(string stage, Project? project, string text);
}
