using DurableTask.Core;
using DurableTask.Core.History;
using DurableTask.Core.Query;
using Microsoft.Azure.WebJobs.Extensions.DurableTask;

namespace PerfFlow.InProcess;

/// <summary>
/// Microsoft's in-memory orchestration service as a storage provider of the Durable Task extension: <c>"type": "Memory"</c> in
/// host.json. Everything in it ends with the host.
/// </summary>
/// <param name="clock">The clock of orchestrations and their timers; null for the machine's.</param>
public sealed class InMemoryHub(TimeProvider? clock) : IDurabilityProviderFactory
{
    /// <summary>The setting that selects it.</summary>
    public static readonly KeyValuePair<string, string?> Selected = new(
        "AzureWebJobs:extensions:durableTask:storageProvider:type", ProviderName);

    private const string ProviderName = "Memory";

    private readonly InMemoryService service = new(clock);
    private Provider? provider;

    /// <inheritdoc />
    public string Name => ProviderName;

    /// <inheritdoc />
    public DurabilityProvider GetDurabilityProvider() => provider ??= new(service);

    /// <inheritdoc />
    public DurabilityProvider GetDurabilityProvider(DurableClientAttribute attribute) => GetDurabilityProvider();

    /// <summary>What an instance has been through up to its last turn; null when there was none.</summary>
    public IReadOnlyList<HistoryEvent>? HistoryOf(string instanceId) => service.Histories.GetValueOrDefault(instanceId);

    /// <summary>Null when there is no such instance.</summary>
    public Task<OrchestrationState?> StateOfAsync(string instanceId) => service.StateOfAsync(instanceId);

    /// <summary>Whether a start or an event of this instance is to be lost on the way, and said to be done; null: none is.</summary>
    public Predicate<string>? Loses
    {
        get => service.Loses;
        set => service.Loses = value;
    }

    /// <summary>Starts an instance as somebody would who is not the app.</summary>
    /// <param name="input">JSON.</param>
    public Task BeginAsync(string orchestrator, string instanceId, string? input = null)
    {
        var instance = new OrchestrationInstance { InstanceId = instanceId, ExecutionId = $"{instanceId} begun" };
        var started = new ExecutionStartedEvent(-1, input) { Name = orchestrator, Version = "", OrchestrationInstance = instance };
        return service.CreateTaskOrchestrationAsync(new TaskMessage { OrchestrationInstance = instance, Event = started });
    }

    /// <summary>The ids of all instances, ended or not, in order.</summary>
    public async Task<IReadOnlyList<string>> InstancesAsync() =>
        [.. (await ((IOrchestrationServiceQueryClient)service).GetOrchestrationWithQueryAsync(
            new() { PageSize = int.MaxValue - 1 }, CancellationToken.None))
            .OrchestrationState.Select(static state => state.OrchestrationInstance.InstanceId)];

    /// <summary>For entities, which this provider does not have.</summary>
    public void SetUseSeparateQueueForEntityWorkItems(bool newValue)
    {
    }

    /// <summary>The ids of the instances that have not ended, in order.</summary>
    public async Task<IReadOnlyList<string>> RunningAsync() =>
        [.. (await ((IOrchestrationServiceQueryClient)service).GetOrchestrationWithQueryAsync(
            new() { PageSize = int.MaxValue - 1 }, CancellationToken.None))
            .OrchestrationState.Where(
                static state => state.OrchestrationStatus is OrchestrationStatus.Running or OrchestrationStatus.Pending)
            .Select(static state => state.OrchestrationInstance.InstanceId)];

    /// <summary>What each instance has written so far, all its generations together.</summary>
    public IReadOnlyDictionary<string, Written> Written => service.Written;

    /// <summary>When the next durable timer fires; null when none waits, or by the machine's clock.</summary>
    public DateTimeOffset? NextTimer => service.NextTimer;

    /// <summary>Instances that, as far as histories tell, have something to do at the instant but to wait.</summary>
    public async Task<IReadOnlyList<string>> BusyAsync(DateTimeOffset now) =>
        [.. (await RunningAsync()).Where(
            instance => !service.Histories.TryGetValue(instance, out var history) || !InMemoryService.IsAtRest(history, now))];

    /// <summary>Tells an instance, as a client does.</summary>
    public Task SendEventAsync(string instance, string name) => service.SendTaskOrchestrationMessageAsync(new()
    {
        Event = new EventRaisedEvent(-1, "\"raised\"") { Name = name },
        OrchestrationInstance = new() { InstanceId = instance },
    });

    private sealed class Provider(InMemoryService service) : DurabilityProvider(ProviderName, service, service, "AzureWebJobsStorage")
    {
        public override bool SupportsEntities => false;

        /// <summary>Else an event is taken for an instance that is not there.</summary>
        public override bool CheckStatusBeforeRaiseEvent => true;

        public override TimeSpan MaximumDelayTime { get; set; } = TimeSpan.MaxValue;

        public override async Task<IList<OrchestrationState>> GetOrchestrationStateWithInputsAsync(
            string instanceId, bool showInput = true) =>
            [(await service.StateOfAsync(instanceId))!];
    }
}
