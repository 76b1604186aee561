using PerfFlow.Domain.Plan;
using PerfFlow.Domain.Review;

namespace PerfFlow.Functions.Years;

/// <summary>One project's part in a stage, in a list.</summary>
/// <param name="Version">The newest sheet, 0 when there is none. Commands name it.</param>
/// <param name="Light">Worst light of a monitoring sheet.</param>
public sealed record ItemLine(
    ProjectId Project, string Name, string Section, ItemState State, int Version, string? Light, DateTimeOffset DueAt, bool Overdue)
{
    internal static ItemLine Of(BoardProject project, StageId stage)
    {
        var item = project.Stages[stage.Value];
        return new(project.Project, project.Name, project.Section, item.State, item.Version, item.Light, item.DueAt, item.Overdue);
    }
}
