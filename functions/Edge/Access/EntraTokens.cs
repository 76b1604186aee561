using System.Collections.Immutable;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.Extensions.Configuration;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Microsoft.IdentityModel.Tokens;

namespace PerfFlow.Functions.Edge.Access;

/// <summary>
/// Which tokens of Entra ID are taken: those of the authority's own issuer, for our audience. An authority for many tenants
/// writes its issuer as a template, so the tenants that may sign in are named one by one.
/// </summary>
/// <param name="Authority"><c>Entra:Authority</c>, with <c>/v2.0</c> at the end for version 2.0 tokens.</param>
/// <param name="Audiences"><c>Entra:Audience</c>, several separated by commas.</param>
/// <param name="Tenants"><c>Entra:Tenants</c>, tenant ids separated by commas; empty for an authority of one tenant.</param>
internal sealed record EntraTokens(string Authority, ImmutableArray<string> Audiences, ImmutableArray<string> Tenants)
{
    private const string TenantPlace = "{tenantid}";
    private static readonly string[] ForManyTenants = ["common", "organizations", "consumers"];

    /// <summary>Null where Entra ID is not configured.</summary>
    /// <exception cref="InvalidOperationException">
    /// The authority is no address, or there is no audience, or an authority for many tenants without their names.
    /// </exception>
    public static EntraTokens? From(IConfiguration configuration)
    {
        var (audiences, tenants) = (List(configuration["Entra:Audience"]), List(configuration["Entra:Tenants"]));
        if (configuration["Entra:Authority"] is not { Length: > 0 } authority)
        {
            return null;
        }

        return !Uri.TryCreate(authority, UriKind.Absolute, out _)
            ? throw new InvalidOperationException($"Entra:Authority is no address: \"{authority}\".")
            : audiences.IsEmpty ? throw new InvalidOperationException("Entra:Authority is set without Entra:Audience.")
            : tenants.IsEmpty && IsForManyTenants(authority)
                ? throw new InvalidOperationException(
                    "Entra:Authority lets in every tenant: name those that may sign in, in Entra:Tenants.")
            : new EntraTokens(authority, audiences, tenants);
    }

    public void Accept(JwtBearerOptions options)
    {
        options.MapInboundClaims = false;
        options.Authority = Authority;
        options.TokenValidationParameters = new TokenValidationParameters
        {
            ValidAudiences = Audiences,
            ValidAlgorithms = [SecurityAlgorithms.RsaSha256],
            IssuerValidatorUsingConfiguration = (issuer, token, _, configuration) => IsIssuer(issuer, configuration.Issuer, TenantOf(token))
                ? issuer
                : throw new SecurityTokenInvalidIssuerException("Not an issuer that may sign in here."),
            IssuerSigningKeyValidatorUsingConfiguration = (key, token, _, configuration) =>
                IssuerOfKey(key, configuration) is not { } owner || token.Issuer == In(owner, TenantOf(token)),
            ClockSkew = TimeSpan.FromMinutes(1),
        };
        options.Events = new JwtBearerEvents
        {
            OnTokenValidated = context =>
            {
                if (context.SecurityToken is not JsonWebToken token || !IsAccessToken(token))
                {
                    context.Fail("Not an access token that was granted something.");
                }

                return Task.CompletedTask;
            },
        };
    }

    /// <summary>
    /// An access token names the client it was issued to, which an id token for the same audience does not; and a client
    /// that was granted nothing, whose token carries neither, gets one all the same.
    /// </summary>
    private static bool IsAccessToken(JsonWebToken token) =>
        (Has(token, "azp") || Has(token, "appid")) && (Has(token, "scp") || Has(token, "roles"));

    private bool IsIssuer(string issuer, string template, string? tenant) =>
        tenant is not null
        && issuer == In(template, tenant)
        && (Tenants.IsEmpty ? issuer == template : Tenants.Contains(tenant, StringComparer.OrdinalIgnoreCase));

    private static string? In(string template, string? tenant) =>
        tenant is { Length: > 0 } ? template.Replace(TenantPlace, tenant, StringComparison.Ordinal) : null;

    /// <summary>
    /// The issuer that a key of the authority is kept to, where the authority says so: keys of many issuers lie side by side.
    /// </summary>
    private static string? IssuerOfKey(SecurityKey key, BaseConfiguration configuration) =>
        (configuration as OpenIdConnectConfiguration)?.JsonWebKeySet?.Keys.FirstOrDefault(known => known.Kid == key.KeyId) is { } found
        && found.AdditionalData.TryGetValue("issuer", out var issuer)
            ? issuer as string
            : null;

    private static string? TenantOf(SecurityToken token) =>
        token is JsonWebToken jwt && jwt.TryGetPayloadValue<string>("tid", out var tenant) ? tenant : null;

    private static bool Has(JsonWebToken token, string claim) => token.TryGetClaim(claim, out var found) && found.Value.Length > 0;

    private static bool IsForManyTenants(string authority) =>
        Uri.TryCreate(authority, UriKind.Absolute, out var uri)
        && uri.AbsolutePath.Split('/', StringSplitOptions.RemoveEmptyEntries) is [var tenant, ..]
        && ForManyTenants.Contains(tenant, StringComparer.OrdinalIgnoreCase);

    private static ImmutableArray<string> List(string? text) =>
        [.. (text ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)];
}
