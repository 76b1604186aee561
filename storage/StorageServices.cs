using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using PerfFlow.Storage.Ledger;

namespace PerfFlow.Storage;

/// <summary>Puts the room's parts into a service collection; every one is a singleton and safe to share.</summary>
public static class StorageServices
{
    public static IServiceCollection AddPerfFlowStorage(this IServiceCollection services, Func<IServiceProvider, StorageClients> connect)
    {
        services.TryAddSingleton(TimeProvider.System);
        return services
            .AddSingleton(connect)
            .AddSingleton<StorageSchema>()
            .AddSingleton<KnownStreams>()
            .AddSingleton<Ledger.Ledger>()
            .AddSingleton<Anchors>()
            .AddSingleton<LedgerCheck>()
            .AddSingleton<LedgerLog>()
            .AddSingleton<LedgerVerifications>()
            .AddSingleton<Board.Board>()
            .AddSingleton<Uploads.Uploads>()
            .AddSingleton<Readings.Readings>()
            .AddSingleton<Registry.Registry>()
            .AddSingleton<Memberships.Memberships>()
            .AddSingleton<Reports.Reports>()
            .AddSingleton<Evidence.EvidenceFiles>()
            .AddSingleton<Archive.Archives>()
            .AddSingleton<Inbox.Inbox>()
            .AddSingleton<Inbox.ReminderRungs>()
            .AddSingleton<Outbox.Outbox>()
            .AddSingleton<Due.DueIndex>()
            .AddSingleton<Due.Nights>();
    }

    public static IServiceCollection AddPerfFlowStorage(this IServiceCollection services, string connectionString)
        => services.AddPerfFlowStorage(_ => StorageClients.Connect(connectionString));
}
