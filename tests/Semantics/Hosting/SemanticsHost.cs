namespace PerfFlow.Semantics.Tests.Hosting;

/// <summary>
/// A host that serves PerfFlow.SemanticsApp. With <c>SEMANTICS_URL</c> set it is the one that already runs there, on the
/// storage account of <c>SEMANTICS_STORAGE</c>; otherwise the app is started in the emulator.
/// One of each kind serves the whole test process: tests keep apart by unique names.
/// </summary>
public sealed class SemanticsHost
{
    private static readonly Dictionary<HostKind, Lazy<Task<SemanticsHost>>> Shared = new()
    {
        [HostKind.Given] = new(() => Task.FromResult(new SemanticsHost(
            new Uri(GivenUrl!), Environment.GetEnvironmentVariable("SEMANTICS_STORAGE") ?? "UseDevelopmentStorage=true"))),
        [HostKind.Azurite] = new(EmulatorHosts.OnAzuriteAsync),
        [HostKind.Memory] = new(EmulatorHosts.InMemoryAsync),
    };

    internal SemanticsHost(Uri address, string storage)
    {
        Http = new HttpClient { BaseAddress = new Uri(address, "api/"), Timeout = TimeSpan.FromMinutes(4) };
        Storage = storage;
    }

    /// <summary>Where the host's storage does not matter: the given one, else the emulator on Azurite.</summary>
    public static HostKind Default => GivenUrl is null ? HostKind.Azurite : HostKind.Given;

    /// <summary>Each store of orchestrations, unless a host is given.</summary>
    public static IEnumerable<HostKind> Kinds => GivenUrl is null ? [HostKind.Azurite, HostKind.Memory] : [HostKind.Given];

    public HttpClient Http { get; }

    /// <summary>Connection string of the storage account whose blobs trigger functions.</summary>
    public string Storage { get; }

    private static string? GivenUrl => Environment.GetEnvironmentVariable("SEMANTICS_URL") is { Length: > 0 } url ? url : null;

    public static Task<SemanticsHost> GetAsync(HostKind kind) => Shared[kind].Value;
}

public enum HostKind
{
    Given,
    Azurite,
    Memory,
}
