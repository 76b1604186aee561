using PerfFlow.Functions.Cycle;
using PerfFlow.Functions.Durable;
using PerfFlow.Functions.Reviews;
using PerfFlow.Functions.Tests.Replay;
using Action = Microsoft.DurableTask.Protobuf.OrchestratorAction.OrchestratorActionTypeOneofCase;

namespace PerfFlow.Functions.Tests.Cycle;

/// <summary>
/// The Azure Storage engine throws away what is raised at an instance whose start it has put back, for two seconds at least: whoever begins
/// that late may have missed a wake-up, and looks at once.
/// </summary>
public class LateStartTests
{
    private static readonly DateTimeOffset Started = new(2025, 3, 3, 9, 0, 0, TimeSpan.FromHours(8));
    private static readonly DateTimeOffset Due = Started.AddDays(3);

    public static TheoryData<string, object> Inputs => new()
    {
        { nameof(Review), new ReviewInput(new("hr", 2025, "targets", "p1", 3), Due, Started) },
        { nameof(StageRound), new RoundInput(new("hr", 2025, "targets"), Due, From: Started) },
        { nameof(YearlyCycle), new CycleInput(new("hr", 2025), Due, From: Started) },
    };

    [Theory]
    [MemberData(nameof(Inputs))]
    public void Who_begins_when_started_waits_and_who_begins_late_looks_first(string orchestrator, object input)
    {
        Assert.Equal([Action.CreateTimer], RecordedHistory.FirstTurn(orchestrator, input, Started.AddSeconds(1)));
        Assert.Equal([Action.ScheduleTask], RecordedHistory.FirstTurn(orchestrator, input, Started.AddSeconds(2)));
    }
}
