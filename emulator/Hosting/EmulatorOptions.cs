using System.Reflection;
using Microsoft.Extensions.DependencyInjection;

namespace PerfFlow.Emulator;

/// <summary>How <see cref="EmulatorHost"/> runs a function app inside another process, such as a test's.</summary>
public sealed record EmulatorOptions
{
    /// <summary>The function app: its entry point composes it and its functions are served.</summary>
    public required Assembly Assembly { get; init; }

    /// <summary>Where orchestrations are kept.</summary>
    public HubStore Hub { get; init; } = HubStore.Storage;

    /// <summary>The clock of timer triggers and of orchestrations; null for the system's.</summary>
    public TimeProvider? TimeProvider { get; init; }

    /// <summary>The port on loopback; 0 takes a free one.</summary>
    public int Port { get; init; }

    /// <summary>Settings that win over the environment and local.settings.json, such as <c>AzureWebJobsStorage</c>.</summary>
    public IReadOnlyDictionary<string, string?> Settings { get; init; } = new Dictionary<string, string?>();

    /// <summary>The arguments given to the app's entry point.</summary>
    public IReadOnlyList<string> Arguments { get; init; } = [];

    /// <summary>The folder of host.json and local.settings.json; null for the assembly's.</summary>
    public string? Folder { get; init; }

    /// <summary>Runs after the app's own composition: the place to replace what stands at the edge of the process.</summary>
    public Action<IServiceCollection>? ConfigureServices { get; init; }
}

/// <summary>Where orchestrations are kept.</summary>
public enum HubStore
{
    /// <summary>In the tables and blobs of <c>AzureWebJobsStorage</c>.</summary>
    Storage,

    /// <summary>In memory, gone with the host; for fast tests.</summary>
    InMemory,
}
