using System.Text.Json.Nodes;
using PerfFlow.Functions.Cycle;
using PerfFlow.Functions.Durable;
using PerfFlow.Functions.Reviews;

namespace PerfFlow.Functions.Tests.Replay;

/// <summary>
/// Instances live over a year and across deployments: today's orchestrators must take the steps that those of every released
/// version took, or the year of a unit would break in its middle. A change that cannot raises <see cref="Instances.Version"/>,
/// and its histories are recorded by <see cref="Recording"/>.
/// </summary>
public class ReplayTests
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

        Assert.Equal(Path.GetDirectoryName(history), recorded.Version);
        Assert.Null(recorded.Divergence());
    }

    [Fact]
    public void The_version_of_today_is_recorded_for_all_orchestrators()
    {
        var recorded = Files
            .Where(history => Path.GetDirectoryName(history) == Instances.Version.Version)
            .Select(history => Read(history).Orchestrator);

        Assert.Equal([nameof(Review), nameof(StageRound), nameof(YearlyCycle)], recorded.Distinct().Order());
    }

    [Fact]
    public void A_history_whose_steps_have_changed_places_does_not_replay_and_the_step_is_named()
    {
        var json = JsonNode.Parse(Read(Path.Combine("2.0", "cycle.json")).ToJson())!;
        var steps = json["pastEvents"]!.AsArray();
        var (activity, timer) = (First("taskScheduled"), First("timerCreated"));
        (steps[activity], steps[timer]) = (steps[timer]!.DeepClone(), steps[activity]!.DeepClone());

        Assert.StartsWith(
            "Non-Deterministic workflow detected: A previous execution",
            RecordedHistory.Parse(json.ToJsonString()).Divergence(),
            StringComparison.Ordinal);

        int First(string kind) => steps.IndexOf(steps.First(step => step![kind] is not null));
    }

    [Fact]
    public void A_history_of_an_orchestrator_that_is_gone_does_not_replay()
    {
        var renamed = Read(Path.Combine("2.0", "cycle.json")).ToJson().Replace("\"YearlyCycle\"", "\"Cycle\"", StringComparison.Ordinal);

        Assert.Equal("There is no orchestrator 'Cycle'.", RecordedHistory.Parse(renamed).Divergence());
    }

    private static RecordedHistory Read(string history) => RecordedHistory.Parse(File.ReadAllText(Path.Combine(Folder, history)));
}
