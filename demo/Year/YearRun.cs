using PerfFlow.Demo.Client;
using PerfFlow.Demo.Data;

namespace PerfFlow.Demo.Year;

/// <summary>Plays a bureau's whole year over HTTP, from registering the unit to the approved report.</summary>
internal sealed class YearRun(PerfFlowClient anyone, BureauYear bureau, RunFile run, string folder, IYearProgress progress)
{
    /// <summary>Sheets under way at a time: enough to keep two cores busy, few enough to stay polite.</summary>
    private const int Parallelism = 6;

    private readonly People people = new(bureau);
    private readonly YearStep step = new(run.UnitId, bureau.Year, folder);

    public async Task<YearResult> PlayAsync(CancellationToken cancellation)
    {
        var lead = anyone.As(people.Lead).Year(run.UnitId, bureau.Year);
        await PrepareAsync(lead, cancellation);
        foreach (var stage in run.Plan.Stages.Where(stage => stage.Scope == "project"))
        {
            await PlayStageAsync(lead, stage, cancellation);
        }

        return await ReportAsync(lead, cancellation);
    }

    private async Task PrepareAsync(YearClient lead, CancellationToken cancellation)
    {
        var admin = anyone.As(people.Admin);
        await admin.RegisterUnitAsync(run.UnitId, bureau.Unit.Name.Value, cancellation);
        foreach (var member in people.Memberships)
        {
            await admin.SetMemberAsync(run.UnitId, member.Person, member.Roles, member.Sections, cancellation);
        }

        foreach (var project in bureau.Projects)
        {
            await lead.RegisterProjectAsync(project.Id, project.Name.Value, project.Section.Value, project.Description, project.Goal, cancellation);
        }

        await lead.OpenAsync(run.Plan, cancellation);
    }

    private async Task PlayStageAsync(YearClient lead, PlannedStage stage, CancellationToken cancellation)
    {
        progress.StageAnnounced(stage.Id, bureau.Projects.Count);
        await WaitUntilOpenAsync(lead, stage.Id, cancellation);
        progress.StageOpened(stage.Id);
        var play = new SheetPlay(anyone, people, new Workbooks(bureau), step, progress);
        var bounded = new ParallelOptions { MaxDegreeOfParallelism = Parallelism, CancellationToken = cancellation };
        await Parallel.ForEachAsync(bureau.Projects, bounded, async (project, stop) =>
        {
            await play.PlayAsync(project, stage, stop);
            progress.SheetDone(stage.Id, project);
        });
    }

    private async Task<YearResult> ReportAsync(YearClient lead, CancellationToken cancellation)
    {
        const string Stage = "report";
        progress.StageAnnounced(Stage, 1);
        await WaitUntilOpenAsync(lead, Stage, cancellation);
        progress.StageOpened(Stage);
        var report = await lead.GetReportAsync(cancellation);
        if (report.State == "none")
        {
            await lead.BuildReportAsync(1, cancellation);
        }

        report = await Wait.UntilAsync("the report", () => lead.GetReportAsync(cancellation), seen => seen.State is "ready" or "approved" or "signed", cancellation);
        if (report.State == "ready")
        {
            await anyone.As(people.Chair).Year(run.UnitId, bureau.Year).ApproveReportAsync(report.Version, cancellation);
        }

        if (report.State is not "signed")
        {
            await anyone.As(people.UnitHead).Year(run.UnitId, bureau.Year).SignReportAsync(report.Version, cancellation);
        }

        await Wait.UntilAsync("the end of the year", () => lead.GetAsync(cancellation), seen => seen.Done, cancellation);
        progress.SheetDone(Stage, null);
        return await YearResult.CollectAsync(lead, bureau, folder, cancellation);
    }

    private static Task<YearStatus> WaitUntilOpenAsync(YearClient year, string stage, CancellationToken cancellation)
        => Wait.UntilAsync(
            $"the opening of {stage}",
            () => year.GetAsync(cancellation),
            seen => seen.Stages.Single(status => status.Id == stage).State is not "planned",
            cancellation);
}
