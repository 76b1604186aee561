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
    public static readonly KeyValuePair<string, string?> Selected = new("AzureWebJobs:extensions:durableTask:storageProvider:type", ProviderName);

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

    /// <summary>The ids of all instances, ended or not, in order.</summary>
    public async Task<IReadOnlyList<string>> InstancesAsync() =>
        [.. (await ((IOrchestrationServiceQueryClient)service).GetOrchestrationWithQueryAsync(new() { PageSize = int.MaxValue - 1 }, CancellationToken.None))
            .OrchestrationState.Select(static state => state.OrchestrationInstance.InstanceId)];

    /// <summary>For entities, which this provider does not have.</summary>
    public void SetUseSeparateQueueForEntityWorkItems(bool newValue)
    {
    }

    private sealed class Provider(InMemoryService service) : DurabilityProvider(ProviderName, service, service, "AzureWebJobsStorage")
    {
        public override bool SupportsEntities => false;

        /// <summary>Else an event is taken for an instance that is not there.</summary>
        public override bool CheckStatusBeforeRaiseEvent => true;

        public override TimeSpan MaximumDelayTime { get; set; } = TimeSpan.MaxValue;

        public override async Task<IList<OrchestrationState>> GetOrchestrationStateWithInputsAsync(string instanceId, bool showInput = true) =>
            [(await service.StateOfAsync(instanceId))!];
    }
}
