using Azure.Identity;
using Microsoft.Extensions.Configuration;
using PerfFlow.Storage;

namespace PerfFlow.Functions;

/// <summary>
/// Our own rows and blobs live in the account of the host, <c>AzureWebJobsStorage</c>: a connection string, or the
/// identity-based settings of the same name that the host itself understands.
/// </summary>
internal static class StorageConnection
{
    private const string Name = "AzureWebJobsStorage";

    /// <exception cref="InvalidOperationException">Neither is set.</exception>
    public static Func<IServiceProvider, StorageClients> From(IConfiguration configuration) => _ =>
    {
        if (configuration[Name] is { Length: > 0 } connection)
        {
            return StorageClients.Connect(connection);
        }

        var identity = configuration.GetSection(Name);
        return StorageClients.Connect(
            Service(identity, "table"),
            Service(identity, "blob"),
            new DefaultAzureCredential(new DefaultAzureCredentialOptions { ManagedIdentityClientId = identity["clientId"] }));
    };

    private static Uri Service(IConfigurationSection identity, string kind) =>
        identity[$"{kind}ServiceUri"] is { Length: > 0 } uri ? new Uri(uri)
        : identity["accountName"] is { Length: > 0 } account ? new Uri($"https://{account}.{kind}.core.windows.net")
        : throw new InvalidOperationException($"{Name} is not set: neither a connection string nor an account name.");
}
