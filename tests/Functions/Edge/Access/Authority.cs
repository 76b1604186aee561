using System.Collections.Concurrent;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace PerfFlow.Functions.Tests.Edge.Access;

/// <summary>An identity provider on loopback that answers as Entra ID does: metadata and keys, and tokens signed with them.</summary>
internal sealed class Authority : IAsyncDisposable
{
    public const string Audience = "00000000-aaaa-bbbb-cccc-000000000001";
    public const string Home = "11111111-1111-1111-1111-111111111111";
    public const string Partner = "22222222-2222-2222-2222-222222222222";

    private readonly WebApplication web;
    private readonly ConcurrentDictionary<string, string?> owners = new(); // key id to the issuer it is kept to

    private Authority(WebApplication web) => this.web = web;

    public RsaSecurityKey Key { get; } = NewKey("k1");

    public Uri Address => new(web.Urls.Single());

    public static async Task<Authority> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        var authority = new Authority(builder.Build());
        authority.web.MapGet(
            "/{tenant}/v2.0/.well-known/openid-configuration",
            (string tenant) => Results.Json(new Dictionary<string, object>
            {
                ["issuer"] = authority.Issuer(tenant == "organizations" ? "{tenantid}" : tenant),
                ["jwks_uri"] = new Uri(authority.Address, "keys").ToString(),
                ["response_types_supported"] = new[] { "id_token" },
                ["subject_types_supported"] = new[] { "pairwise" },
                ["id_token_signing_alg_values_supported"] = new[] { "RS256" },
            }));
        authority.web.MapGet("/keys", () => Results.Json(new { keys = authority.Published() }));
        await authority.web.StartAsync();
        return authority;
    }

    public static RsaSecurityKey NewKey(string id) => new(RSA.Create(2048)) { KeyId = id };

    public string Issuer(string tenant) => $"{Address}{tenant}/v2.0";

    /// <summary>From now on the key is published as one of another issuer's.</summary>
    public void KeepKeyTo(string issuer) => owners[Key.KeyId] = issuer;

    /// <summary>A delegated access token of the home tenant, but for what is changed.</summary>
    public string Token(Action<SecurityTokenDescriptor>? change = null, params (string Name, object? Value)[] claims)
    {
        var now = TimeProvider.System.GetUtcNow().UtcDateTime;
        var token = new SecurityTokenDescriptor
        {
            Issuer = Issuer(Home),
            Audience = Audience,
            NotBefore = now.AddHours(-1),
            IssuedAt = now.AddHours(-1),
            Expires = now.AddHours(1),
            SigningCredentials = new SigningCredentials(Key, SecurityAlgorithms.RsaSha256),
            Claims = new Dictionary<string, object>
            {
                ["tid"] = Home,
                ["oid"] = "someone",
                ["name"] = "某人",
                ["ver"] = "2.0",
                ["azp"] = "00000000-aaaa-bbbb-cccc-000000000002",
                ["scp"] = "access_as_user",
            },
        };
        foreach (var (name, value) in claims)
        {
            _ = value is null ? token.Claims.Remove(name) : token.Claims.TryAdd(name, value) || Replace(token.Claims, name, value);
        }

        change?.Invoke(token);
        return new JsonWebTokenHandler { SetDefaultTimesOnTokenCreation = false }.CreateToken(token);
    }

    public ValueTask DisposeAsync() => web.DisposeAsync();

    private static bool Replace(IDictionary<string, object> claims, string name, object value)
    {
        claims[name] = value;
        return true;
    }

    private IEnumerable<Dictionary<string, string?>> Published()
    {
        var parameters = Key.Rsa.ExportParameters(includePrivateParameters: false);
        var key = new Dictionary<string, string?>
        {
            ["kty"] = "RSA",
            ["use"] = "sig",
            ["kid"] = Key.KeyId,
            ["n"] = Base64UrlEncoder.Encode(parameters.Modulus),
            ["e"] = Base64UrlEncoder.Encode(parameters.Exponent),
        };
        if (owners.TryGetValue(Key.KeyId, out var owner))
        {
            key["issuer"] = owner;
        }

        yield return key;
    }
}
