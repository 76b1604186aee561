using PerfFlow.Demo.Access;
using PerfFlow.Demo.Client;
using PerfFlow.Demo.Data;

namespace PerfFlow.Demo.Year;

/// <summary>One sheet in one stage, and everybody who has to do with it.</summary>
internal sealed record SheetScene(
    PerfFlowClient Anyone, People People, YearStep Step, Project Project, PlannedStage Stage, IYearProgress Progress)
{
    public Incident Incident { get; } = Incident.Of(Project.Id, Stage.Id);

    public SheetClient Clerk => As(People.Clerk(Project.Section.Value));

    public SheetClient Head => As(People.Head(Project.Section.Value));

    public SheetClient Lead => As(People.Lead);

    /// <param name="stage">Another stage's sheet of the same project.</param>
    public SheetClient As(Person person, string? stage = null)
        => Anyone.As(person).Year(Step.UnitId, Step.Year).Sheet(Project.Id, stage ?? Stage.Id);

    public void Note(string text) => Progress.Note(Stage.Id, Project, text);
}
