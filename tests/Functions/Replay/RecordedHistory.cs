using System.Text;
using System.Text.Json.Nodes;
using Google.Protobuf;
using Google.Protobuf.Collections;
using Google.Protobuf.WellKnownTypes;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Converters;
using Microsoft.DurableTask.Protobuf;
using Microsoft.DurableTask.Testing.Sidecar.Grpc;
using Microsoft.DurableTask.Worker;
using Microsoft.DurableTask.Worker.Grpc;
using Microsoft.DurableTask.Worker.Shims;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using PerfFlow.Functions.Cycle;
using PerfFlow.Functions.Durable;
using PerfFlow.Functions.Reviews;
using Core = DurableTask.Core.History;
using Kind = Microsoft.DurableTask.Protobuf.HistoryEvent.EventTypeOneofCase;

namespace PerfFlow.Functions.Tests.Replay;

/// <summary>
/// The last request that the host sent the worker for an orchestration: all that the instance had been through, and the messages
/// of its last turn. The official runner takes it as it would in the cloud.
/// </summary>
internal sealed class RecordedHistory
{
    private static readonly JsonFormatter Formatter = new(JsonFormatter.Settings.Default);

    private static readonly Dictionary<string, Func<string, string>> Orchestrators = new(StringComparer.Ordinal)
    {
        [nameof(YearlyCycle)] = request => Run<CycleInput>(request, YearlyCycle.RunAsync),
        [nameof(StageRound)] = request => Run<RoundInput>(request, StageRound.RunAsync),
        [nameof(Review)] = request => Run<ReviewInput>(request, Review.RunAsync),
    };

    private static readonly ServiceProvider Worker = WorkerOf();

    private readonly OrchestratorRequest request;

    private RecordedHistory(OrchestratorRequest request) => this.request = request;

    public string Orchestrator => Started.Name;

    /// <summary>The version the instance was started with.</summary>
    public string Version => Started.Version;

    private ExecutionStartedEvent Started
        => request.PastEvents.Concat(request.NewEvents).First(e => e.EventTypeCase == Kind.ExecutionStarted).ExecutionStarted;

    /// <summary>Of an instance that has ended; null of any other.</summary>
    public static RecordedHistory? Of(string instance, IReadOnlyList<Core.HistoryEvent>? events)
    {
        if (events?.OfType<Core.ExecutionCompletedEvent>().Any() != true)
        {
            return null;
        }

        var turn = events.ToList().FindLastIndex(e => e is Core.OrchestratorStartedEvent);
        var decided = events.ToList()
            .FindIndex(
                turn, e => e.EventType is Core.EventType.TaskScheduled or Core.EventType.TimerCreated or Core.EventType.ExecutionCompleted);
        var request = new OrchestratorRequest { InstanceId = instance };
        request.PastEvents.AddRange(events.Take(turn).Select(ProtobufUtils.ToHistoryEventProto));
        request.NewEvents.AddRange(events.Take(decided).Skip(turn).Select(ProtobufUtils.ToHistoryEventProto));
        return new(request);
    }

    /// <summary>Reads what <see cref="ToJson"/> wrote.</summary>
    public static RecordedHistory Parse(string json) => new(JsonParser.Default.Parse<OrchestratorRequest>(json));

    /// <summary>What an orchestrator does in its first turn.</summary>
    /// <param name="at">The engine's clock in that turn.</param>
    public static IReadOnlyList<OrchestratorAction.OrchestratorActionTypeOneofCase> FirstTurn(
        string orchestrator, object input, DateTimeOffset at)
    {
        var (clock, request) = (Timestamp.FromDateTimeOffset(at), new OrchestratorRequest { InstanceId = "first" });
        request.NewEvents.Add(new HistoryEvent { EventId = -1, Timestamp = clock, OrchestratorStarted = new OrchestratorStartedEvent() });
        request.NewEvents.Add(new HistoryEvent
        {
            EventId = -1,
            Timestamp = clock,
            ExecutionStarted = new ExecutionStartedEvent
            {
                Name = orchestrator,
                Input = JsonDataConverter.Default.Serialize(input),
                OrchestrationInstance = new OrchestrationInstance { InstanceId = "first", ExecutionId = "1" },
            },
        });
        return [.. new RecordedHistory(request).Actions().Select(action => action.OrchestratorActionTypeCase)];
    }

    /// <summary>One line for each event, so that two recordings compare well.</summary>
    public string ToJson() => new StringBuilder()
        .Append("{\"instanceId\":").Append(JsonValue.Create(request.InstanceId)!.ToJsonString()).Append(",\"pastEvents\":[\n")
        .AppendJoin(",\n", request.PastEvents.Select(Line))
        .Append("\n],\"newEvents\":[\n")
        .AppendJoin(",\n", request.NewEvents.Select(Line))
        .Append("\n]}\n")
        .ToString();

    /// <summary>Runs the app's orchestrator over the history, without any activity.</summary>
    /// <returns>The step that differs, in the engine's words; null when the code does what it did, to the end.</returns>
    public string? Divergence()
    {
        if (!Orchestrators.ContainsKey(Orchestrator))
        {
            return $"There is no orchestrator '{Orchestrator}'.";
        }

        var actions = Actions();
        return actions.Select(action => action.CompleteOrchestration).FirstOrDefault(end => end is not null) switch
        {
            null => $"It does not end, but does: {string.Join(", ", actions.Select(Line))}",
            { OrchestrationStatus: OrchestrationStatus.Completed } when actions.Count == 1 => null,
            { FailureDetails.ErrorMessage: var failure } when failure.Length > 0 => failure,
            _ => $"It does more than end: {string.Join(", ", actions.Select(Line))}",
        };
    }

    private RepeatedField<OrchestratorAction> Actions()
        => OrchestratorResponse.Parser.ParseFrom(
            Convert.FromBase64String(Orchestrators[Orchestrator](Convert.ToBase64String(request.ToByteArray())))).Actions;

    private static string Line(IMessage message) => Formatter.Format(message);

    private static string Run<T>(string request, Func<TaskOrchestrationContext, Task> orchestrator)
        => GrpcOrchestrationRunner.LoadAndRun<T, object>(
            request,
            async (context, _) =>
            {
                await orchestrator(context);
                return null;
            },
            Worker);

    /// <summary>With the timers of Program.cs.</summary>
    private static ServiceProvider WorkerOf()
    {
        var options = new DurableTaskWorkerOptions { MaximumTimerInterval = Turns.LongestTimer };
        return new ServiceCollection().AddSingleton(new DurableTaskShimFactory(options, NullLoggerFactory.Instance)).BuildServiceProvider();
    }
}
