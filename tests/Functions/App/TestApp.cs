using System.Globalization;
using System.Security.Claims;
using System.Text;
using Azure.Core.Pipeline;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using PerfFlow.Azurite;
using PerfFlow.Functions.Edge.Health;
using PerfFlow.Functions.Items;
using PerfFlow.InProcess;
using PerfFlow.Storage;

namespace PerfFlow.Functions.Tests.App;

[CollectionDefinition(Name)]
public sealed class AppCollection : ICollectionFixture<TestApp>
{
    public const string Name = "app";
}

/// <summary>
/// The app, composed by its own Program, on the official host and worker in this process, the in-memory hub and real Azurite. Tests keep
/// apart by unit.
/// </summary>
public sealed class TestApp : IAsyncLifetime, IAsyncDisposable
{
    /// <summary>Schedules go by the machine's clock, whatever the app's.</summary>
    public const string Never = "0 0 0 1 1 *";
    public const string EverySecond = "* * * * * *";

    public const int LargestUpload = 256 * 1024;
    public const int LargestEvidence = 128 * 1024;

    public const string Key = "a-key-of-these-tests-alone-0123456789";
    private static int units;
    private readonly AzuriteServer? storage;
    private InProcessApp? host;

    /// <summary>
    /// On the storage that all share: its nights come as soon as they are asked for, see <see cref="TestYear.NightAsync"/>.
    /// </summary>
    public TestApp() => NightlySchedule = EverySecond;

    internal TestApp(AzuriteServer storage) => this.storage = storage;

    public Action<IServiceCollection>? ConfigureServices { get; init; }

    /// <summary>What stands between the app and its storage.</summary>
    public IReadOnlyList<HttpPipelinePolicy> Policies { get; init; } = [];

    public string SweepSchedule { get; init; } = "*/2 * * * * *";

    public string NightlySchedule { get; init; } = Never;

    /// <summary>Whether it has begun once its tables are made, however long that takes; else as soon as it lives.</summary>
    public bool AwaitsStorage { get; init; } = true;

    /// <summary>Of the app and of its orchestrations; null: the machine's.</summary>
    public TimeProvider? Clock { get; init; }

    /// <summary>On top of those below, or in place of one; null for none.</summary>
    public IReadOnlyDictionary<string, string?> Settings { get; init; } = new Dictionary<string, string?>();

    public IServiceProvider Services => host!.Services;

    public Uri Address => host!.Address;

    /// <summary>The app's instances as the app itself sees them.</summary>
    public InMemoryHub Hub => host!.Hub;

    public T Get<T>()
        where T : notnull => Services.GetRequiredService<T>();

    public async Task InitializeAsync()
    {
        var azurite = storage ?? await AzuriteServer.SharedAsync();
        var settings = new Dictionary<string, string?>
        {
            ["AzureWebJobsStorage"] = azurite.ConnectionString,
            ["AzuriteLog"] = azurite.LogFile,
            ["DevelopmentKey"] = Key,
            ["SweepSchedule"] = SweepSchedule,
            ["NightlySchedule"] = NightlySchedule,
            ["PurgeSchedule"] = Never,
            ["SweepGrace"] = "00:00:03",
            ["TellAfter"] = "00:00:00",
            ["AzureWebJobs:extensions:queues:maxPollingInterval"] = "00:00:00.1",
            ["Evidence:MaxBytes"] = LargestEvidence.ToString(CultureInfo.InvariantCulture),
            ["RateLimit:AnonymousBurst"] = "100000", // all tests come from one address
            ["MaxUploadBytes"] = LargestUpload.ToString(CultureInfo.InvariantCulture),
            ["AzureWebJobs:logging:logLevel:default"] = "Warning",
        };
        foreach (var (name, value) in Settings)
        {
            settings[name] = value;
        }

        host = await InProcessApp.StartAsync(new(
            typeof(ItemApi).Assembly, settings.Where(static setting => setting.Value is not null).ToDictionary())
        {
            ConfigureServices = services =>
            {
                if (Policies is [_, ..])
                {
                    services.AddSingleton(StorageClients.Connect(azurite.ConnectionString, [.. Policies]));
                }

                ConfigureServices?.Invoke(services);
            },
            Clock = Clock,
        });
        if (AwaitsStorage)
        {
            await Eventually.HoldsAsync(IsStorageThereAsync);
        }
    }

    private async Task<bool> IsStorageThereAsync()
    {
        try
        {
            await Get<StorageSetup>().RequireAsync(CancellationToken.None);
            return true;
        }
        catch (Exception away) when (StorageUnavailableException.Says(away))
        {
            return false;
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (host is not null)
        {
            await host.DisposeAsync();
        }
    }

    Task IAsyncLifetime.DisposeAsync() => DisposeAsync().AsTask();

    /// <summary>A unit id that no other test uses.</summary>
    public static string NewUnit() => $"u{Interlocked.Increment(ref units)}-{Environment.ProcessId}";

    /// <summary>A client that signs in as this person.</summary>
    /// <param name="person">Object id; the tenant is always <c>t</c>.</param>
    public ApiClient As(string person, bool isOperator = false) => new(Address, Token(person, isOperator));

    public ApiClient WithToken(string? token) => new(Address, token);

    public static string Token(
        string person, bool isOperator = false, string? key = null,
        string issuer = "perfflow-development", TimeSpan? life = null, string tenant = "t", string? account = null)
    {
        var claims = new List<Claim> { new("tid", tenant), new("oid", person), new("name", person) };
        if (account is not null)
        {
            claims.Add(new Claim("preferred_username", account));
        }

        if (isOperator)
        {
            claims.Add(new Claim("roles", "PerfFlow.Operator"));
        }

        var now = TimeProvider.System.GetUtcNow().UtcDateTime;
        return new JsonWebTokenHandler().CreateToken(new SecurityTokenDescriptor
        {
            Subject = new ClaimsIdentity(claims),
            Issuer = issuer,
            Audience = "perfflow",
            NotBefore = now.AddHours(-1),
            IssuedAt = now.AddHours(-1),
            Expires = now + (life ?? TimeSpan.FromHours(8)),
            SigningCredentials = new SigningCredentials(
                new SymmetricSecurityKey(Encoding.UTF8.GetBytes(key ?? Key)), SecurityAlgorithms.HmacSha256),
        });
    }
}
