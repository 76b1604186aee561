using System.Runtime.CompilerServices;
using DurableTask.Core.History;
using PerfFlow.Domain.Plan;
using PerfFlow.Functions.Cycle;
using PerfFlow.Functions.Tests.Years;

namespace PerfFlow.Functions.Tests.Replay;

/// <summary>
/// The histories of a year with a return, reminders and a reopening. <c>PERFFLOW_RECORD_HISTORIES=1 dotnet test tests/Functions
/// --filter Recording</c> keeps them in the folder of <see cref="Instances.Version"/>, once for each version and never again
/// after its release.
/// </summary>
public class Recording
{
    private const string Unit = "recorded";
    private const string Project = "p1";

    private static bool IsRecording => Environment.GetEnvironmentVariable("PERFFLOW_RECORD_HISTORIES") == "1";

    [Fact]
    public async Task The_histories_of_a_year_replay_on_the_code_that_made_them()
    {
        await using var year = await ClockedYear.OpenAsync(Unit, projects: 1);

        foreach (var stage in year.Plan.Stages.Where(stage => stage.Scope == StageScope.Project))
        {
            year.MoveTo(stage.OpensAt);
            await year.UntilAsync(() => Task.FromResult(History(year, stage, 1) is not null));
            await (stage.Id.Value switch
            {
                "targets" => ReturnedAsync(year, stage),
                "q1" => ReopenedAsync(year, stage),
                _ => year.SettleAsync([Project], stage),
            });
        }

        year.MoveTo(year.Plan.Stages.Single(stage => stage.Scope == StageScope.Unit).OpensAt);
        await year.ReportAsync();

        await KeepAsync(year, Instances.Of(new CycleKey(Unit, App.TestYear.Year)), "cycle");
        foreach (var (stage, attempt) in new[] { ("targets", 1), ("q1", 1), ("q1", 2), ("self-evaluation", 1) })
        {
            await KeepAsync(year, Instances.Of(Key(stage, attempt)), $"{stage}-{attempt}");
        }
    }

    /// <summary>Two rungs of the ladder with nothing submitted, a return between two more.</summary>
    private static async Task ReturnedAsync(ClockedYear year, PlannedStage stage)
    {
        await ClimbAsync(year, stage, stage.Rungs[0]);
        await ClimbAsync(year, stage, stage.Rungs[1]);
        await year.SubmitAsync([Project], stage);
        Assert.Equal("200", (await year.PostAsync("lead", Project, stage, "return", 1, ""","reason":"目标不够量化" """)).Outcome);
        await ClimbAsync(year, stage, stage.Rungs[2]);
        await year.SettleAsync([Project], stage, version: 2);
    }

    private static async Task ReopenedAsync(ClockedYear year, PlannedStage stage)
    {
        await year.SettleAsync([Project], stage);
        Assert.Equal("200", (await year.App.As("lead").PostAsync($"{year.Item(Project, stage.Id)}/reopen", """{"reason":"漏报支出"}""")).Outcome);
        Assert.Equal("200", (await year.App.As("group-chair").PostAsync($"{year.Item(Project, stage.Id)}/reopen/consent", null)).Outcome);
        await year.SettleAsync([Project], stage, version: 2);
    }

    /// <summary>The instance has seen the instant when its history has grown.</summary>
    private static async Task ClimbAsync(ClockedYear year, PlannedStage stage, DateTimeOffset rung)
    {
        var before = History(year, stage, 1)!.Count;
        year.MoveTo(rung);
        await year.UntilAsync(() => Task.FromResult(History(year, stage, 1)!.Count > before));
    }

    private static async Task KeepAsync(ClockedYear year, string instance, string name)
    {
        await year.UntilAsync(() => Task.FromResult(RecordedHistory.Of(instance, year.App.Hub.HistoryOf(instance)) is not null));
        var history = RecordedHistory.Of(instance, year.App.Hub.HistoryOf(instance))!;
        Assert.Null(history.Divergence());
        if (IsRecording)
        {
            var folder = Directory.CreateDirectory(Path.Combine(Folder(), "Histories", Instances.Version.Version));
            await File.WriteAllTextAsync(Path.Combine(folder.FullName, $"{name}.json"), history.ToJson());
        }
    }

    private static IReadOnlyList<HistoryEvent>? History(ClockedYear year, PlannedStage stage, int attempt) =>
        year.App.Hub.HistoryOf(Instances.Of(Key(stage.Id.Value, attempt)));

    private static StageKey Key(string stage, int attempt) => new(Unit, App.TestYear.Year, stage, Project, attempt);

    private static string Folder([CallerFilePath] string file = "") => Path.GetDirectoryName(file)!;
}
