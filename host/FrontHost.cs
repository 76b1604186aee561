using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using Azure.Storage.Blobs;
using Microsoft.Azure.WebJobs;
using Microsoft.Azure.WebJobs.Extensions.DurableTask;
using Microsoft.Azure.WebJobs.Extensions.Timers;
using Microsoft.Azure.WebJobs.Host;
using Microsoft.Azure.WebJobs.Host.Config;
using Microsoft.Azure.WebJobs.Host.Executors;
using Microsoft.Azure.WebJobs.Host.Timers;
using Microsoft.Extensions.DependencyInjection.Extensions;
using PerfFlow.LocalHost.App;
using PerfFlow.LocalHost.Azurite;
using PerfFlow.LocalHost.Events;
using PerfFlow.LocalHost.Functions;
using PerfFlow.LocalHost.Http;
using PerfFlow.LocalHost.Timers;
using PerfFlow.LocalHost.Worker;
using Yarp.ReverseProxy.Forwarder;

namespace PerfFlow.LocalHost;

/// <summary>The WebJobs SDK with the official extensions, and the web server in front of the worker, in one .NET host.</summary>
internal static partial class FrontHost
{
    /// <summary>Where an Azurite that this host did not start writes its access log.</summary>
    public const string AzuriteLogSetting = "AzuriteLog";

    /// <summary>A killed host's timers go on this soon after its lock; the SDK's minute is for machines that come and go.</summary>
    private static readonly TimeSpan ListenerLock = TimeSpan.FromSeconds(15);

    public static WebApplication Build(
        FunctionApp app,
        AppSettings settings,
        LocalHostOptions options,
        int port,
        string connection,
        IReadOnlyList<WorkerFunction> functions,
        Workers workers,
        Action<Exception> fail)
    {
        var builder = WebApplication.CreateEmptyBuilder(
            new WebApplicationOptions { ContentRootPath = app.Folder, EnvironmentName = settings["AZURE_FUNCTIONS_ENVIRONMENT"] });
        HostLog.Configure(builder.Logging, settings, options.Console);
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.Listen(IPAddress.Loopback, port);
            kestrel.Limits.MaxRequestBodySize = null;
            kestrel.AddServerHeader = false;
        });
        builder.Services.AddSingleton<IWebJobsExceptionHandlerFactory>(
            provider => new ListenerFaults(fail, provider.GetRequiredService<ILogger<ListenerFaults>>()));
        var webhooks = new Webhooks(port);
        var hostId = HostId(app, settings, options);
        AddJobs(builder, connection, hostId, [.. functions.Where(static function => !function.IsHttp)], workers, webhooks);
        AddBlobEvents(builder.Services, connection, hostId, functions, settings, webhooks);
        builder.Configuration.Sources.Clear(); // the SDK has added the environment: one order of settings holds for all, ours
        builder.Configuration.AddInMemoryCollection(settings.All);
        builder.Services.AddRouting().AddHttpForwarder();
        builder.Services.AddSingleton(provider => new HttpFront(
            workers,
            provider.GetRequiredService<IHttpForwarder>(),
            new DurableClientText(provider.GetRequiredService<IJobHost>()),
            long.TryParse(settings[RequestBody.LimitSetting], out var limit) ? limit : RequestBody.DefaultLimit,
            Throttle.Of(settings),
            provider.GetRequiredService<ILogger<HttpFront>>()));
        options.Services?.Invoke(builder.Services);

        var front = builder.Build();
        front.UseRouting();
        front.Map("/runtime/webhooks/{extension}/{**rest}", webhooks.AnswerAsync);
        front.MapGet("/admin/host/status", static () => Results.Json(new { state = "Running" }));
        front.MapGet("/admin/host/ping", static () => Results.Ok());
        front.UseEndpoints(static _ => { });
        var http = front.Services.GetRequiredService<HttpFront>();
        front.UseRouter(
            HttpRoutes.Build(front, functions.Where(static function => function.IsHttp), HttpRoutes.Prefix(settings), http.Answer));
        return front;
    }

    private static void AddJobs(
        WebApplicationBuilder builder, string connection, string hostId,
        IReadOnlyList<WorkerFunction> triggered, Workers workers, Webhooks webhooks)
    {
        builder.Host.ConfigureWebJobs(static jobs =>
        {
            jobs.AddAzureStorageCoreServices();
            jobs.AddTimers();
            jobs.AddAzureStorageBlobs();
            jobs.AddAzureStorageQueues();
            jobs.AddDurableTask();
        });
        // as the real host: one function that cannot start keeps none of the others
        builder.Services.Configure<JobHostOptions>(static jobs => jobs.AllowPartialHostStartup = true);
        builder.Services.Configure<SingletonOptions>(static singleton => singleton.ListenerLockPeriod = ListenerLock);
        builder.Services.AddSingleton(workers);
        builder.Services.AddSingleton<IGeneratedInvoker, GeneratedInvoker>();
        builder.Services.AddSingleton<ITypeLocator>(new Types(FunctionTypes.Generate(triggered), typeof(DurableClientProbe)));
        builder.Services.AddSingleton<IHostIdProvider>(new FixedHostId(hostId));
#pragma warning disable CS0618 // see Webhooks
        builder.Services.AddSingleton<IWebHookProvider>(webhooks);
#pragma warning restore CS0618
        builder.Services.RemoveAll<ScheduleMonitor>();
        builder.Services.AddSingleton<ScheduleMonitor>(
            new BlobScheduleMonitor(new BlobContainerClient(connection, BlobEvents.HostsContainer), hostId));
    }

    private static void AddBlobEvents(
        IServiceCollection services, string connection, string hostId,
        IReadOnlyList<WorkerFunction> functions, AppSettings settings, Webhooks webhooks)
    {
        var subscriptions = BlobSubscription.Of(functions, settings);
        if (subscriptions.Count == 0)
        {
            return;
        }

        services.AddHostedService(provider => new BlobEvents(
            new BlobServiceClient(connection),
            hostId,
            subscriptions,
            TellAsync,
            settings[AzuriteLogSetting] ?? StorageAtHand.LogFile,
            provider.GetRequiredService<ILogger<BlobEvents>>()));

        async Task<bool> TellAsync(string function, BlobState blob, Uri url, CancellationToken cancellation)
        {
            using var request = BlobCreated.Request(new Uri("http://localhost"), function, blob, url, DateTimeOffset.UtcNow);
            using var answer = await webhooks.SendAsync("blobs", request, cancellation);
            return answer.IsSuccessStatusCode;
        }
    }

    /// <summary>At most 32 lower case letters, digits and single dashes, as the SDK wants it.</summary>
    private static string HostId(FunctionApp app, AppSettings settings, LocalHostOptions options)
    {
        var wanted = options.HostId ?? settings["AzureFunctionsWebHost:hostid"];
        var id = Unusable.Replace((wanted ?? app.Name).ToLowerInvariant(), "-").Trim('-');
        return wanted is null || id.Length > 32
            ? $"{id[..Math.Min(id.Length, 23)].Trim('-')}-"
                + $"{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(wanted ?? app.Name)))[..8]}"
            : id;
    }

    [GeneratedRegex("[^a-z0-9]+")]
    private static partial Regex Unusable { get; }

    private sealed class Types(params Type[] types) : ITypeLocator
    {
        public IReadOnlyList<Type> GetTypes() => types;
    }

    private sealed class FixedHostId(string id) : IHostIdProvider
    {
        public Task<string> GetHostIdAsync(CancellationToken cancellationToken) => Task.FromResult(id);
    }
}
