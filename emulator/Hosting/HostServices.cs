using Azure.Core;
using Azure.Data.Tables;
using Azure.Storage.Blobs;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using PerfFlow.Emulator.Blobs;
using PerfFlow.Emulator.Durable;
using PerfFlow.Emulator.Durable.Stores;
using PerfFlow.Emulator.Durable.Stores.Tables;
using PerfFlow.Emulator.DurableHosting;
using PerfFlow.Emulator.Functions;
using PerfFlow.Emulator.Storage;
using PerfFlow.Emulator.Timers;

namespace PerfFlow.Emulator.Hosting;

/// <summary>
/// The host's own services. Hosted services start in the order they are added and stop in reverse: storage before the app's
/// own, the engine and the triggers after them, and Kestrel, which the web builder adds, last.
/// </summary>
internal static class HostServices
{
    private const string ReceiptsTable = "BlobTriggerReceipts";

    public static void AddBeforeApp(IServiceCollection services, AppSettings settings)
    {
        services.AddSingleton(settings);
        services.AddSingleton(TimeProvider.System);
        services.AddHostedService<StorageAtHand>();
    }

    public static void AddAfterApp(
        IServiceCollection services, FunctionCatalog catalog, InvocationPipeline pipeline, AppSettings settings, HubStore hub, string hostId)
    {
        services.AddSingleton(catalog);
        services.AddSingleton(provider => new FunctionRunner(
            pipeline.Build(), provider.GetRequiredService<IServiceScopeFactory>(), provider.GetRequiredService<ILogger<FunctionRunner>>()));
        services.AddSingleton(_ => new HostStorage(settings.Connection(null), hostId));
        if (catalog.Functions.Any(IsDurable))
        {
            AddDurable(services, settings, hub);
        }

        AddListeners(services, catalog, settings);
        services.AddHostedService<TriggerService>();
    }

    private static bool IsDurable(Function function) => function.Definition.InputBindings.Values.Any(
        binding => binding.Type is "orchestrationTrigger" or "activityTrigger" or "durableClient");

    private static void AddDurable(IServiceCollection services, AppSettings settings, HubStore hub)
    {
        var options = ReadOptions(settings);
        services.AddSingleton(options);
        services.AddSingleton<IDurableCode, DurableFunctions>();
        services.AddSingleton<IHubStore>(provider => hub == HubStore.InMemory
            ? new MemoryHubStore()
            : new TableHubStore(
                new TableServiceClient(settings.Connection(null), Quiet(new TableClientOptions())),
                new BlobServiceClient(settings.Connection(null), Quiet(new BlobClientOptions())),
                options.HubName,
                provider.GetRequiredService<ILogger<TableHubStore>>()));
        services.AddSingleton<DurableEngine>();
        services.AddSingleton(provider => new DurableClientSource(() => provider.GetRequiredService<DurableEngine>().Client));
        services.AddHostedService<DurableService>();
    }

    /// <summary>The hub's own traffic is no part of the app's traces, and there is much of it.</summary>
    private static T Quiet<T>(T options)
        where T : ClientOptions
    {
        options.Diagnostics.IsDistributedTracingEnabled = false;
        options.Diagnostics.IsLoggingEnabled = false;
        return options;
    }

    private static DurableOptions ReadOptions(AppSettings settings)
    {
        try
        {
            var options = DurableOptions.From(settings.Host.GetSection("extensions:durableTask"));
            options.HubName = settings.Resolve(options.HubName);
            return options;
        }
        catch (InvalidOperationException invalid)
        {
            throw new StartupException($"host.json: {invalid.Message}", invalid);
        }
    }

    private static void AddListeners(IServiceCollection services, FunctionCatalog catalog, AppSettings settings)
    {
        if (settings.FindConnection(null) is null)
        {
            services.AddSingleton<IScheduleStore, MemoryScheduleStore>();
        }
        else
        {
            services.AddSingleton<IScheduleStore, BlobScheduleStore>();
        }

        services.AddSingleton<PoisonQueue>();
        foreach (var (function, trigger) in catalog.With<TimerTriggerBinding>())
        {
            services.AddSingleton<IListener>(provider => ActivatorUtilities.CreateInstance<TimerListener>(provider, function, trigger));
        }

        foreach (var (function, trigger) in catalog.With<BlobTriggerBinding>())
        {
            services.AddSingleton<IListener>(provider =>
            {
                var storage = provider.GetRequiredService<HostStorage>();
                var receipts = new BlobReceipts(storage.Table(ReceiptsTable), $"{storage.HostId}|{function.Name}|{trigger.Pattern.Container}");
                return ActivatorUtilities.CreateInstance<BlobListener>(provider, function, trigger, receipts);
            });
        }
    }
}
