using Azure.Identity;
using Microsoft.Extensions.Configuration;
using PerfFlow.Storage;

namespace PerfFlow.Functions;

/// <summary>
/// Our own rows and blobs live in the account of the host, <c>AzureWebJobsStorage</c>: a connection string, or the
/// identity-based settings of the same name that the host itself understands. How long they are waited for is
/// <c>Storage:PerTry</c> and <c>Storage:PerRequest</c>.
/// </summary>
internal static class StorageConnection
{
    public const string Name = "AzureWebJobsStorage";

    /// <exception cref="InvalidOperationException">Neither is set, or what is set names no storage.</exception>
    public static StorageClients From(IConfiguration configuration, StoragePatience? patience)
    {
        patience ??= StoragePatience.Usual;
        if (configuration[Name] is { Length: > 0 } connection)
        {
            try
            {
                return StorageClients.Connect(connection, patience);
            }
            catch (Exception fault) when (fault is FormatException or ArgumentException or InvalidOperationException)
            {
                throw new InvalidOperationException($"{Name} is no connection string of a storage account."); // what it is holds a key
            }
        }

        var identity = configuration.GetSection(Name);
        return StorageClients.Connect(
            Service(identity, "table"),
            Service(identity, "blob"),
            Service(identity, "queue"),
            new DefaultAzureCredential(new DefaultAzureCredentialOptions { ManagedIdentityClientId = identity["clientId"] }),
            patience);
    }

    /// <exception cref="InvalidOperationException">One is no span of time, or they do not go together.</exception>
    public static StoragePatience PatienceOf(IConfiguration configuration)
    {
        var patience = new StoragePatience(
            configuration.GetValue("Storage:PerTry", StoragePatience.Usual.PerTry),
            configuration.GetValue("Storage:PerRequest", StoragePatience.Usual.InAll));
        return patience.PerTry <= TimeSpan.Zero ? throw new InvalidOperationException("Storage:PerTry must be more than nothing.")
            : patience.InAll < patience.PerTry ? throw new InvalidOperationException("Storage:PerRequest must not be less than a try.")
            : patience.InAll > Longest ? throw new InvalidOperationException($"Storage:PerRequest must not be more than {Longest}.")
            : patience;
    }

    /// <summary>What stands before the application ends a request that has no answer by then.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(3);

    private static Uri Service(IConfigurationSection identity, string kind) =>
        identity[$"{kind}ServiceUri"] is { Length: > 0 } text
            ? Uri.TryCreate(text, UriKind.Absolute, out var uri) && uri.Scheme is "https" or "http" ? uri
            : throw new InvalidOperationException($"{Name}:{kind}ServiceUri is no address: \"{text}\".")
        : identity["accountName"] is { Length: > 0 } account
            ? Uri.TryCreate($"https://{account}.{kind}.core.windows.net", UriKind.Absolute, out var named) ? named
            : throw new InvalidOperationException($"{Name}:accountName is no name of an account: \"{account}\".")
        : throw new InvalidOperationException($"{Name} is not set: neither a connection string nor an account name.");
}
