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
using PerfFlow.Functions.Finished;
using PerfFlow.Functions.Items;
using PerfFlow.Functions.Ledgers;
using PerfFlow.Functions.News;
using PerfFlow.Functions.Reading;
using PerfFlow.Functions.Reminders;
using PerfFlow.Functions.Reporting;
using PerfFlow.Functions.Reviews;
using PerfFlow.Functions.Settings;
using PerfFlow.Functions.Sheets;
using PerfFlow.Functions.Sweeping;
using PerfFlow.Functions.Units;
using PerfFlow.Functions.Years;
using PerfFlow.Storage;

const int SpareBytes = 64 * 1024; // so that our own limit answers first, with its own problem

var builder = FunctionsApplication.CreateBuilder(args);
builder.ConfigureFunctionsWebApplication();
builder.UseWhen<ProblemMiddleware>(Endpoints.IsHttp);
builder.UseWhen<StorageMiddleware>(StorageMiddleware.IsFor);
builder.UseWhen<AccessMiddleware>(Endpoints.IsHttp);
builder.UseWhen<DamageAlarm>(DamageAlarm.Watches);

// A line for each instance scheduled or woken; the host files them as the app's own, where host.json cannot tell them apart.
builder.Logging.AddFilter("Microsoft.DurableTask", LogLevel.Warning);

var settings = new GatheredSettings(builder.Configuration);
var limit = settings.Read(UploadLimit.From);
var evidence = settings.Read(EvidenceLimit.From);
using var rate = settings.Read(RateLimit.From);
var bodies = settings.Read(configuration => BodyFiles.From(configuration, Math.Max(limit?.Bytes ?? 0, evidence?.Bytes ?? 0)));
var uploads = settings.Read(UploadsPerDay.From);
var grace = settings.Read(SweepGrace.From);
var tell = settings.Read(TellAfter.From);
var pace = settings.Read(FileCheckPace.From);
var purge = settings.Read(PurgeAfter.From);
var smtp = settings.Read(SmtpSettings.Of);
var patience = settings.Read(StorageConnection.PatienceOf);
var storage = settings.Read(configuration => StorageConnection.From(configuration, patience));
var url = settings.Read(configuration => PublicUrl.From(
    configuration, DevelopmentKey.IsDevelopment(configuration, builder.Environment.EnvironmentName)));
var development = settings.Read(configuration => DevelopmentKey.Read(configuration, builder.Environment.EnvironmentName));
var entra = settings.Read(EntraTokens.From);
settings.Read(configuration => Schedules.From(configuration, NeededSettings.Named));
settings.RequireAllRight();

builder.Services.Configure<KestrelServerOptions>(kestrel =>
{
    kestrel.AddServerHeader = false;
    kestrel.Limits.MaxRequestBodySize = Math.Max(limit.Bytes, evidence.Bytes) + SpareBytes;
});
builder.Services.TryAddSingleton(TimeProvider.System);
builder.Services.Configure<DurableTaskWorkerOptions>(worker => worker.MaximumTimerInterval = Turns.LongestTimer);
builder.Services.AddTokenAuthentication(development, entra);
builder.Services.AddPerfFlowStorage(_ => storage);
builder.Services
    .AddSingleton(patience)
    .AddSingleton<StorageSetup>()
    .AddHostedService(services => services.GetRequiredService<StorageSetup>())
    .AddSingleton(new PlainHttp(DevelopmentKey.IsDevelopment(builder.Configuration, builder.Environment.EnvironmentName)))
    .AddSingleton<AccessLog>()
    .AddSingleton(limit)
    .AddSingleton(evidence)
    .AddSingleton(rate)
    .AddSingleton(bodies)
    .AddSingleton(uploads)
    .AddSingleton<WorkbookSlots>()
    .AddSingleton<VerificationSlots>()
    .AddSingleton<StorageCounts>()
    .AddSingleton<Admission>()
    .AddSingleton(grace)
    .AddSingleton(pace)
    .AddSingleton(purge)
    .AddSingleton(settings)
    .AddHostedService<UnknownSettings>()
    .AddSingleton<NeededSettings>()
    .AddHostedService(services => services.GetRequiredService<NeededSettings>())
    .AddSingleton(smtp)
    .AddSingleton(tell)
    .AddSingleton(url)
    .AddSingleton<NewsSoon>()
    .AddSingleton<Telling>()
    .AddSingleton<Mailer>()
    .AddSingleton<Reminder>()
    .AddSingleton<WakeUps>()
    .AddSingleton<KnownYears>()
    .AddSingleton<UnitPeople>()
    .AddSingleton<UnitNames>()
    .AddSingleton<UnitYears>()
    .AddSingleton<OwedVotes>()
    .AddSingleton<DueSoon>()
    .AddSingleton<DueLedger>()
    .AddSingleton<UsedMemberships>()
    .AddSingleton<OpenRounds>()
    .AddSingleton<YearDesk>()
    .AddSingleton<Scenes>()
    .AddSingleton<ItemFinder>()
    .AddSingleton<ItemDesk>()
    .AddSingleton<ItemCommands>()
    .AddSingleton<ItemLock>()
    .AddSingleton<ApprovedFigures>()
    .AddSingleton<SheetStore>()
    .AddSingleton<Intake>()
    .AddSingleton<FinishedForms>()
    .AddSingleton<MonitoringFigures>()
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
