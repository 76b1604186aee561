using System.Collections.Concurrent;
using PerfFlow.Demo.Client;
using PerfFlow.Demo.Data;
using PerfFlow.Demo.Year;

namespace PerfFlow.Load;

/// <summary>
/// Sheets as the demo's sections fill them in, each version another file. Kept: units of the same bureau have the same sheets, and
/// what is measured is not how a sheet is filled in.
/// </summary>
internal sealed class FilledSheets(BureauYear bureau)
{
    private readonly Workbooks workbooks = new(bureau);
    private readonly ConcurrentDictionary<(string Project, string Stage), Lazy<Task<byte[]>>> templates = new();
    private readonly ConcurrentDictionary<(string Project, string Stage, int Version), Lazy<Task<byte[]>>> filled = new();

    /// <param name="sheet">Of any unit of the bureau whose targets are approved, as the section's clerk.</param>
    public Task<byte[]> OfAsync(Project project, PlannedStage stage, int version, SheetClient sheet) =>
        filled.GetOrAdd((project.Id, stage.Id, version), _ => new(() => FillAsync(project, stage, version, sheet))).Value;

    private async Task<byte[]> FillAsync(Project project, PlannedStage stage, int version, SheetClient sheet)
    {
        var template = await templates.GetOrAdd((project.Id, stage.Id), _ => new(() => sheet.DownloadTemplateAsync())).Value;
        return workbooks.Fill(project with { Goal = $"{project.Goal}（第{version}稿）" }, stage.Kind, stage.Month, template, null);
    }
}
