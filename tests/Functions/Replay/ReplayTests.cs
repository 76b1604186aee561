using System.Text.Json.Nodes;
using PerfFlow.Emulator;
using PerfFlow.Functions.Cycle;
using PerfFlow.Functions.Tests.App;

namespace PerfFlow.Functions.Tests.Replay;

/// <summary>
/// Instances live over a year and across deployments: today's orchestrators must take the steps that those of every released
/// version took, or the year of a unit would break in its middle. A change that cannot raises <see cref="Instances.Version"/>,
/// and its histories are recorded by <see cref="Recording"/>.
/// </summary>
[Collection(AppCollection.Name)]
public class ReplayTests(TestApp app)
{
    private static string Folder => Path.Combine(AppContext.BaseDirectory, "Replay", "Histories");

    public static TheoryData<string> Histories => [.. Files];

    private static IEnumerable<string> Files =>
        Directory.EnumerateFiles(Folder, "*.json", SearchOption.AllDirectories).Select(file => Path.GetRelativePath(Folder, file)).Order();

    [Theory]
    [MemberData(nameof(Histories))]
    public void A_recorded_history_replays_on_todays_code(string history)
    {
        var recorded = Read(history);

        Assert.True(recorded.IsComplete);
        Assert.Equal(Path.GetDirectoryName(history), recorded.Version);
        Assert.Null(recorded.DivergenceIn(app.Services));
    }

    [Fact]
    public void The_version_of_today_is_recorded_for_both_orchestrators()
    {
        var recorded = Files
            .Where(history => Path.GetDirectoryName(history) == Instances.Version.Version)
            .Select(history => Read(history).Orchestrator);

        Assert.Equal([nameof(Stages.ProjectStage), nameof(YearlyCycle)], recorded.Distinct().Order());
    }

    [Fact]
    public void A_history_whose_steps_have_changed_places_does_not_replay_and_the_step_is_named()
    {
        var json = JsonNode.Parse(Read(Path.Combine("1.0", "cycle.json")).ToJson())!;
        var steps = json["history"]!.AsArray();
        var (activity, timer) = (First("task"), First("timer"));
        (steps[activity], steps[timer]) = (steps[timer]!.DeepClone(), steps[activity]!.DeepClone());

        Assert.Equal(
            "Non-deterministic orchestration: history has timer (task 1) where the code now asks for activity 'AdvanceCycle' (task 0). "
            + "Was the orchestrator changed while this instance was running, or does it use time, random numbers or I/O of its own?",
            RecordedHistory.Parse(json.ToJsonString()).DivergenceIn(app.Services));

        int First(string kind) => steps.IndexOf(steps.First(step => (string?)step!["$"] == kind));
    }

    [Fact]
    public void A_history_of_an_orchestrator_that_is_gone_does_not_replay()
    {
        var renamed = Read(Path.Combine("1.0", "cycle.json")).ToJson().Replace("\"YearlyCycle\"", "\"Cycle\"", StringComparison.Ordinal);

        Assert.Equal("There is no orchestrator 'Cycle'.", RecordedHistory.Parse(renamed).DivergenceIn(app.Services));
    }

    private static RecordedHistory Read(string history) => RecordedHistory.Parse(File.ReadAllText(Path.Combine(Folder, history)));
}
