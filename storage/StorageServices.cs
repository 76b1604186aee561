using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using PerfFlow.Storage.Calendar;
using PerfFlow.Storage.Due;
using PerfFlow.Storage.Files;
using PerfFlow.Storage.Ledgers;
using PerfFlow.Storage.Notices;
using PerfFlow.Storage.Units;

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
            .AddSingleton<AnnouncedHolidays>()
            .AddSingleton<KnownStreams>()
            .AddSingleton<Ledger>()
            .AddSingleton<Anchors>()
            .AddSingleton<LedgerCheck>()
            .AddSingleton<LedgerLog>()
            .AddSingleton<LedgerVerifications>()
            .AddSingleton<FileCheck>()
            .AddSingleton<FilePassNotes>()
            .AddSingleton<Board>()
            .AddSingleton<Uploads>()
            .AddSingleton<Readings>()
            .AddSingleton<Registry>()
            .AddSingleton<Memberships>()
            .AddSingleton<MembershipLedger>()
            .AddSingleton<MembershipCheck>()
            .AddSingleton<Invitations>()
            .AddSingleton<StorageUse>()
            .AddSingleton<Reports>()
            .AddSingleton<EvidenceFiles>()
            .AddSingleton<Archives>()
            .AddSingleton<Obstacles>()
            .AddSingleton<Inbox>()
            .AddSingleton<ReminderRungs>()
            .AddSingleton<Outbox>()
            .AddSingleton<UntoldNews>()
            .AddSingleton<NewsQueue>()
            .AddSingleton<DueIndex>()
            .AddSingleton<Nights>();
    }

    public static IServiceCollection AddPerfFlowStorage(this IServiceCollection services, string connectionString)
        => services.AddPerfFlowStorage(_ => StorageClients.Connect(connectionString));
}
