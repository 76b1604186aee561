using PerfFlow.Demo.Client;
using PerfFlow.Demo.Data;

namespace PerfFlow.Demo.Year;

/// <summary>Plays a bureau's whole year over HTTP, from registering the unit to the verified archives.</summary>
internal sealed class YearRun(PerfFlowClient anyone, BureauYear bureau, RunFile run, string folder, IYearProgress progress)
{
    private readonly People people = new(bureau);
    private readonly YearStep step = new(run.UnitId, bureau.Year, folder);

    public async Task<YearResult> PlayAsync(CancellationToken cancellation)
    {
        await PrepareAsync(cancellation);
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        try
        {
            var openings = Openings(ending.Token);
            await PlayProjectsAsync(openings, cancellation);
            await ReportAsync(openings, cancellation);
        }
        finally
        {
            await ending.CancelAsync();
        }

        return await YearResult.CollectAsync(As(people.Auditor), bureau, folder, cancellation);
    }

    private YearClient As(Access.Person person) => anyone.As(person).Year(run.UnitId, bureau.Year);

    private async Task PrepareAsync(CancellationToken cancellation)
    {
        await people.RegisterAsync(anyone, run.UnitId, cancellation);

        var lead = As(people.Lead);
        foreach (var project in bureau.Projects)
        {
            await lead.RegisterProjectAsync(
                project.Id, project.Name.Value, project.Section.Value, project.Description, project.Goal, cancellation);
        }

        await lead.OpenAsync(run.Plan, cancellation);
    }

    /// <summary>By stage, what ends when it is open.</summary>
    private Dictionary<string, Task> Openings(CancellationToken cancellation)
    {
        var lead = As(people.Lead);
        var openings = new Dictionary<string, Task>();
        var before = Task.CompletedTask;
        foreach (var stage in run.Plan.Stages)
        {
            progress.StageAnnounced(stage.Id, stage.Scope == "project" ? bureau.Projects.Count : 1);
            before = openings[stage.Id] = OpenedAsync(before, stage.Id);
        }

        return openings;

        async Task OpenedAsync(Task earlier, string stage)
        {
            await earlier;
            await Wait.UntilAsync(
                $"the opening of {stage}",
                () => lead.GetAsync(cancellation),
                seen => seen.Stages.Single(status => status.Id == stage).State is not "planned",
                cancellation);
            progress.StageOpened(stage);
        }
    }

    /// <summary>Every project goes its own way through the stages: none waits for another.</summary>
    private Task PlayProjectsAsync(Dictionary<string, Task> openings, CancellationToken cancellation)
    {
        var workbooks = new Workbooks(bureau);
        var all = new ParallelOptions { MaxDegreeOfParallelism = bureau.Projects.Count, CancellationToken = cancellation };
        return Parallel.ForEachAsync(bureau.Projects, all, async (project, stop) =>
        {
            foreach (var stage in run.Plan.Stages.Where(stage => stage.Scope == "project"))
            {
                await openings[stage.Id].WaitAsync(stop);
                await new SheetPlay(new(anyone, people, step, project, stage, progress), workbooks).PlayAsync(stop);
                progress.SheetDone(stage.Id, project);
            }
        });
    }

    /// <summary>The lead drafts, the group approves, the unit's head signs; then the app archives the year.</summary>
    private async Task ReportAsync(Dictionary<string, Task> openings, CancellationToken cancellation)
    {
        const string Stage = "report";
        await openings[Stage];
        var lead = As(people.Lead);
        if ((await lead.GetReportAsync(cancellation)).State == "none")
        {
            await lead.BuildReportAsync(1, cancellation);
        }

        var report = await Wait.UntilAsync(
            "the report", () => lead.GetReportAsync(cancellation), seen => seen.State is "ready" or "approved" or "signed", cancellation);
        if (report.State == "ready")
        {
            await As(people.Chair).ApproveReportAsync(report.Version, cancellation);
        }

        if (report.State is not "signed")
        {
            await As(people.UnitHead).SignReportAsync(report.Version, cancellation);
        }

        await Wait.UntilAsync("the end of the year", () => lead.GetAsync(cancellation), seen => seen.Done, cancellation);
        progress.SheetDone(Stage, null);
    }
}
