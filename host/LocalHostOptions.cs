using PerfFlow.LocalHost.Worker;

namespace PerfFlow.LocalHost;

/// <summary>What to host, and how.</summary>
/// <param name="AppFolder">The folder that the function app is built into.</param>
/// <param name="Port">On 127.0.0.1; 0 for a free one, null for that of local.settings.json, else 7071.</param>
public sealed record LocalHostOptions(string AppFolder, int? Port = null)
{
    /// <summary>For host and worker; they go before the environment and local.settings.json.</summary>
    public IReadOnlyDictionary<string, string?> Settings { get; init; } = new Dictionary<string, string?>();

    /// <summary>
    /// Under which name the host keeps what it remembers in storage: timers' status, blobs it has told of. Hosts of one name share
    /// the work, others do not. Null: the setting <c>AzureFunctionsWebHost__hostid</c>, else one made of the app's name.
    /// </summary>
    public string? HostId { get; init; }

    /// <summary>Starts the worker for an endpoint under an id with settings; null: a process of its own.</summary>
    public Func<Uri, string, IReadOnlyDictionary<string, string?>, Task<IWorker>>? StartWorker { get; init; }

    /// <summary>More services of the host, after all others: another durability provider, another log.</summary>
    public Action<IServiceCollection>? Services { get; init; }

    /// <summary>Log lines on the console; tests that run many hosts in one process leave them out.</summary>
    public bool Console { get; init; }
}
