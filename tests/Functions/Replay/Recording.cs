using System.Runtime.CompilerServices;
using PerfFlow.Domain.Plan;
using PerfFlow.Functions.Durable;
using PerfFlow.Functions.Tests.App;
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
            await (stage.Id.Value switch
            {
                "targets" => ReturnedAsync(year, stage),
                "q1" => ReopenedAsync(year, stage),
                _ => year.SettleAsync([Project], stage),
            });
        }

        year.MoveTo(year.Plan.Stages.Single(stage => stage.Scope == StageScope.Unit).OpensAt);
        await year.ReportAsync();

        await KeepAsync(year, Instances.Of(new CycleKey(Unit, TestYear.Year)), "cycle");
        await KeepAsync(year, Instances.Of(new RoundKey(Unit, TestYear.Year, "targets")), "round");
        var reviews = (await year.App.Hub.InstancesAsync()).Where(instance => instance.Contains(":review:", StringComparison.Ordinal))
            .ToList();
        Assert.Equal(8, reviews.Count); // six, one more after the return, one more after the reopening
        foreach (var (instance, i) in reviews.Where(instance => instance.Contains(":targets:", StringComparison.Ordinal))
            .Select((instance, i) => (instance, i)))
        {
            await KeepAsync(year, instance, $"review-{i + 1}");
        }
    }

    /// <summary>Two rungs of the ladder with nothing submitted, a return between two more.</summary>
    private static async Task ReturnedAsync(ClockedYear year, PlannedStage stage)
    {
        await year.ClimbAsync(stage, stage.Rungs[0]);
        await year.ClimbAsync(stage, stage.Rungs[1]);
        await year.SubmitAsync([Project], stage);
        Assert.Equal("200", (await year.PostAsync("lead", Project, stage, "return", 1, ""","reason":"目标不够量化" """)).Outcome);
        await year.ClimbAsync(stage, stage.Rungs[2]);
        await year.SettleAsync([Project], stage, version: 2);
        year.MoveTo(stage.Rungs[^1]); // nothing is due any more: the round ends
    }

    private static async Task ReopenedAsync(ClockedYear year, PlannedStage stage)
    {
        await year.SettleAsync([Project], stage);
        Assert.Equal(
            "200", (await year.App.As("lead").PostAsync($"{year.Item(Project, stage.Id)}/reopen", """{"reason":"漏报支出"}""")).Outcome);
        Assert.Equal("200", (await year.App.As("group-chair").PostAsync($"{year.Item(Project, stage.Id)}/reopen/consent", null)).Outcome);
        await year.SettleAsync([Project], stage, version: 2);
    }

    private static async Task KeepAsync(ClockedYear year, string instance, string name)
    {
        await year.UntilAsync(() => RecordedHistory.Of(instance, year.App.Hub.HistoryOf(instance)) is not null);
        var history = RecordedHistory.Of(instance, year.App.Hub.HistoryOf(instance))!;
        Assert.Null(history.Divergence());
        if (IsRecording)
        {
            var folder = Directory.CreateDirectory(Path.Combine(Folder(), "Histories", Instances.Version.Version));
            await File.WriteAllTextAsync(Path.Combine(folder.FullName, $"{name}.json"), history.ToJson());
        }
    }

    private static string Folder([CallerFilePath] string file = "") => Path.GetDirectoryName(file)!;
}
