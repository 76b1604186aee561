using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using PerfFlow.Emulator.Durable;
using PerfFlow.Emulator.Durable.Execution;
using PerfFlow.Emulator.Durable.History;
using PerfFlow.Emulator.Durable.Stores;

namespace PerfFlow.Emulator;

/// <summary>
/// The history of one orchestration instance, to be kept and replayed against later code: code that cannot replay it would
/// break the instances that are running when it is deployed.
/// </summary>
public sealed class RecordedHistory
{
    private static readonly JsonSerializerOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly IReadOnlyList<HistoryEvent> events;

    private RecordedHistory(string instanceId, IReadOnlyList<HistoryEvent> events)
    {
        InstanceId = instanceId;
        this.events = events;
    }

    public string InstanceId { get; }

    public string Orchestrator => Started.Name;

    /// <summary>The version the instance was started with.</summary>
    public string Version => Started.Version;

    /// <summary>Events of the history, those of the engine included.</summary>
    public int Count => events.Count;

    /// <summary>The code has ended: every step it takes is in the history.</summary>
    public bool IsComplete => events is [.., ExecutionCompleted];

    private ExecutionStarted Started => events.OfType<ExecutionStarted>().First();

    /// <summary>What an instance in the hub of a running app has been through so far; null when there is no such instance.</summary>
    /// <param name="services">The app's, see <see cref="EmulatorHost.Services"/>.</param>
    public static async Task<RecordedHistory?> OfAsync(IServiceProvider services, string instanceId, CancellationToken cancellation = default)
    {
        var store = services.GetRequiredService<IHubStore>();
        return await store.FindAsync(instanceId, cancellation) is { } head
            ? new RecordedHistory(instanceId, await store.ReadHistoryAsync(head, cancellation))
            : null;
    }

    /// <summary>Reads what <see cref="ToJson"/> wrote.</summary>
    /// <exception cref="JsonException">It is something else.</exception>
    public static RecordedHistory Parse(string json)
    {
        using var document = JsonDocument.Parse(json);
        var root = document.RootElement;
        return new RecordedHistory(
            root.GetProperty("instance").GetString()!,
            [.. root.GetProperty("history").EnumerateArray().Select(item => HistoryJson.Read(item.GetRawText()))]);
    }

    /// <summary>One line for each event, so that two recordings compare well.</summary>
    public string ToJson()
    {
        var text = new StringBuilder();
        text.Append("{\"instance\":").Append(JsonSerializer.Serialize(InstanceId, Readable)).Append(",\"history\":[\n");
        text.AppendJoin(",\n", events.Select(HistoryJson.Write));
        return text.Append("\n]}\n").ToString();
    }

    /// <summary>Runs the app's orchestrator over the history, without any activity.</summary>
    /// <param name="services">The app's, see <see cref="EmulatorHost.Services"/>.</param>
    /// <returns>The first step that differs and what the code does instead; null when the code does what it did.</returns>
    public string? DivergenceIn(IServiceProvider services)
    {
        var code = services.GetRequiredService<IDurableCode>();
        if (!code.HasOrchestrator(Orchestrator))
        {
            return $"There is no orchestrator '{Orchestrator}'.";
        }

        var version = services.GetRequiredService<DurableOptions>().DefaultVersion ?? string.Empty;
        using var execution = new OrchestrationExecution(code, InstanceId, Started, version, NullLoggerFactory.Instance);
        execution.Replay(events);
        return execution.Broken?.Message;
    }
}
