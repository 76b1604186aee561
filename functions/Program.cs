using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.DurableTask.Worker;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using PerfFlow.Functions;
using PerfFlow.Functions.Archive;
using PerfFlow.Functions.Durable;
using PerfFlow.Functions.Edge.Access;
using PerfFlow.Functions.Edge.Health;
using PerfFlow.Functions.Edge.Http;
using PerfFlow.Functions.Items;
using PerfFlow.Functions.Ledgers;
using PerfFlow.Functions.Reading;
using PerfFlow.Functions.Reminders;
using PerfFlow.Functions.Reviews;
using PerfFlow.Functions.Sheets;
using PerfFlow.Functions.Sweeping;
using PerfFlow.Functions.Units;
using PerfFlow.Functions.Years;
using PerfFlow.Storage;

const int SpareBytes = 64 * 1024; // so that our own limit answers first, with its own problem

var builder = FunctionsApplication.CreateBuilder(args);
builder.ConfigureFunctionsWebApplication();
builder.UseWhen<ProblemMiddleware>(Endpoints.IsHttp);
builder.UseWhen<AccessMiddleware>(Endpoints.IsHttp);
builder.UseWhen<DamageAlarm>(DamageAlarm.Watches);

// A line for each instance scheduled or woken; the host files them as the app's own, where host.json cannot tell them apart.
builder.Logging.AddFilter("Microsoft.DurableTask", LogLevel.Warning);

var limit = UploadLimit.From(builder.Configuration);
var evidence = EvidenceLimit.From(builder.Configuration);
builder.Services.Configure<KestrelServerOptions>(kestrel =>
{
    kestrel.AddServerHeader = false;
    kestrel.Limits.MaxRequestBodySize = Math.Max(limit.Bytes, evidence.Bytes) + SpareBytes;
});
builder.Services.TryAddSingleton(TimeProvider.System);
builder.Services.Configure<DurableTaskWorkerOptions>(worker => worker.MaximumTimerInterval = Turns.LongestTimer);
builder.Services.AddTokenAuthentication(builder.Configuration, builder.Environment.EnvironmentName);
builder.Services.AddPerfFlowStorage(StorageConnection.From(builder.Configuration));
builder.Services
    .AddHostedService<StorageSetup>()
    .AddSingleton(new PlainHttp(DevelopmentKey.IsDevelopment(builder.Configuration, builder.Environment.EnvironmentName)))
    .AddSingleton<AccessLog>()
    .AddSingleton(limit)
    .AddSingleton(evidence)
    .AddSingleton(_ => RateLimit.From(builder.Configuration))
    .AddSingleton(BodyFiles.From(builder.Configuration))
    .AddSingleton(UploadsPerDay.From(builder.Configuration))
    .AddSingleton<WorkbookSlots>()
    .AddSingleton<StorageCounts>()
    .AddSingleton<Admission>()
    .AddSingleton(SweepGrace.From(builder.Configuration))
    .AddSingleton(FileCheckPace.From(builder.Configuration))
    .AddSingleton(PurgeAfter.From(builder.Configuration))
    .AddSingleton<NeededSettings>()
    .AddHostedService(services => services.GetRequiredService<NeededSettings>())
    .AddSingleton(SmtpSettings.Of(builder.Configuration))
    .AddSingleton<Mailer>()
    .AddSingleton<Reminder>()
    .AddSingleton<WakeUps>()
    .AddSingleton<KnownYears>()
    .AddSingleton<UnitPeople>()
    .AddSingleton<UnitNames>()
    .AddSingleton<OwedVotes>()
    .AddSingleton<DueSoon>()
    .AddSingleton<DueLedger>()
    .AddSingleton<UsedMemberships>()
    .AddSingleton<OpenRounds>()
    .AddSingleton<YearDesk>()
    .AddSingleton<Scenes>()
    .AddSingleton<ItemDesk>()
    .AddSingleton<ItemCommands>()
    .AddSingleton<ItemLock>()
    .AddSingleton<ApprovedFigures>()
    .AddSingleton<SheetStore>()
    .AddSingleton<Intake>()
    .AddSingleton<ArchiveContent>()
    .AddSingleton<YearCheck>()
    .AddSingleton<LedgerWatch>()
    .AddSingleton<FileWatch>()
    .AddSingleton<UploadJudge>()
    .AddSingleton<Ingestion>()
    .AddSingleton<IngestAttempts>()
    .AddSingleton<LostReadings>()
    .AddSingleton<WaitingUploads>()
    .AddSingleton<MissingInstances>()
    .AddSingleton<DueLook>()
    .AddSingleton<NightlyLook>();

builder.Build().Run();
