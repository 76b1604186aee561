using System.Data.Common;
using System.Net;
using System.Text;
using Microsoft.Extensions.Configuration;
using Microsoft.IdentityModel.Tokens;

namespace PerfFlow.Functions.Edge.Access;

/// <summary>
/// The key that signs development tokens, so that a demo needs no identity provider. It must never open a deployed
/// application: start-up fails if it is set anywhere but on a developer's machine.
/// </summary>
internal static class DevelopmentKey
{
    public const string Setting = "DevelopmentKey";
    public const string Issuer = "perfflow-development";
    public const string Audience = "perfflow";

    /// <summary>Tokens that live longer are refused: a leaked one is worth a day.</summary>
    public static readonly TimeSpan LongestLife = TimeSpan.FromHours(24);

    private const string Development = "Development";
    private const int FewestBytes = 32; // HS256 wants a key of the hash's size

    /// <summary>The key, or null where none is set.</summary>
    /// <param name="environment">The host's environment name; the setting <c>AZURE_FUNCTIONS_ENVIRONMENT</c> wins.</param>
    /// <exception cref="InvalidOperationException">It is set where it must not be, or too short.</exception>
    public static SymmetricSecurityKey? Read(IConfiguration configuration, string environment)
    {
        if (configuration[Setting] is not { Length: > 0 } key)
        {
            return null;
        }

        var refusal = Refusal(configuration, environment, key);
        return refusal is null
            ? new SymmetricSecurityKey(Encoding.UTF8.GetBytes(key))
            : throw new InvalidOperationException($"{Setting} is set, but {refusal}. Remove it, or run on a development machine.");
    }

    /// <inheritdoc cref="Read"/>
    public static bool IsDevelopment(IConfiguration configuration, string environment) =>
        EnvironmentName(configuration, environment) == Development;

    private static string EnvironmentName(IConfiguration configuration, string environment) =>
        configuration["AZURE_FUNCTIONS_ENVIRONMENT"] ?? environment;

    private static string? Refusal(IConfiguration configuration, string environment, string key)
    {
        var named = EnvironmentName(configuration, environment);
        return (named, configuration["WEBSITE_INSTANCE_ID"], OnLoopback(configuration["AzureWebJobsStorage"])) switch
        {
            (not Development, _, _) => $"the environment is {named}, not Development",
            (_, not null, _) => "WEBSITE_INSTANCE_ID says that this is an App Service instance",
            (_, _, false) => "AzureWebJobsStorage is not on loopback",
            _ when Encoding.UTF8.GetByteCount(key) < FewestBytes => $"it has fewer than {FewestBytes} bytes",
            _ => null,
        };
    }

    private static bool OnLoopback(string? connectionString)
    {
        if (string.IsNullOrWhiteSpace(connectionString))
        {
            return false; // an identity-based connection: a real account
        }

        try
        {
            var settings = new DbConnectionStringBuilder { ConnectionString = connectionString };
            if (settings.TryGetValue("UseDevelopmentStorage", out var development)
                && string.Equals((string)development, "true", StringComparison.OrdinalIgnoreCase))
            {
                return !settings.TryGetValue("DevelopmentStorageProxyUri", out var proxy) || IsLoopback((string)proxy);
            }

            return ((string[])["BlobEndpoint", "TableEndpoint", "QueueEndpoint"])
                .All(name => settings.TryGetValue(name, out var endpoint) && IsLoopback((string)endpoint));
        }
        catch (ArgumentException)
        {
            return false; // not a connection string: fail closed
        }
    }

    private static bool IsLoopback(string endpoint) =>
        Uri.TryCreate(endpoint, UriKind.Absolute, out var uri)
        && (uri.IsLoopback || (IPAddress.TryParse(uri.Host, out var address) && IPAddress.IsLoopback(address)));
}
