using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.IdentityModel.Tokens;

namespace PerfFlow.Attack.Tests.Tokens;

/// <summary>
/// An identity provider on loopback that publishes its keys over TLS as Entra ID does, under a certificate that only who is told of
/// <see cref="CertificateFile"/> trusts.
/// </summary>
internal sealed class Authority : IAsyncDisposable
{
    public const string Audience = "00000000-aaaa-bbbb-cccc-000000000001";
    public const string Tenant = "11111111-1111-1111-1111-111111111111";
    public const string KeyId = "k1";

    private readonly WebApplication web;
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("perfflow-authority-");
    private int asked;

    private Authority(WebApplication web) => this.web = web;

    public RSA Key { get; } = RSA.Create(2048);

    public Uri Address => new(web.Urls.Single());

    public string Issuer => $"{Address}{Tenant}/v2.0";

    public string CertificateFile => Path.Combine(folder.FullName, "authority.pem");

    /// <summary>How often somebody fetched what no token may have them fetch.</summary>
    public int AskedElsewhere => asked;

    public static async Task<Authority> StartAsync()
    {
        var certificate = Certificate();
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseKestrelHttpsConfiguration().ConfigureKestrel(kestrel =>
            kestrel.Listen(IPAddress.Loopback, 0, listen => listen.UseHttps(certificate)));
        builder.Logging.ClearProviders();
        var authority = new Authority(builder.Build());
        await File.WriteAllTextAsync(authority.CertificateFile, certificate.ExportCertificatePem());
        authority.web.MapGet($"/{Tenant}/v2.0/.well-known/openid-configuration", () => Results.Json(new Dictionary<string, object>
        {
            ["issuer"] = authority.Issuer,
            ["jwks_uri"] = new Uri(authority.Address, "keys").ToString(),
            ["id_token_signing_alg_values_supported"] = new[] { "RS256" },
        }));
        authority.web.MapGet("/keys", () => Results.Json(new { keys = new[] { authority.Published() } }));
        authority.web.MapGet("/elsewhere", () =>
        {
            Interlocked.Increment(ref authority.asked);
            return Results.Json(new { keys = new[] { authority.Published() } });
        });
        await authority.web.StartAsync();
        return authority;
    }

    /// <summary>What an access token of somebody says.</summary>
    public Dictionary<string, object> Payload(string person)
    {
        var now = TimeProvider.System.GetUtcNow();
        return new()
        {
            ["iss"] = Issuer,
            ["aud"] = Audience,
            ["nbf"] = now.AddHours(-1).ToUnixTimeSeconds(),
            ["iat"] = now.AddHours(-1).ToUnixTimeSeconds(),
            ["exp"] = now.AddHours(1).ToUnixTimeSeconds(),
            ["tid"] = Tenant,
            ["oid"] = person,
            ["name"] = person,
            ["ver"] = "2.0",
            ["azp"] = "00000000-aaaa-bbbb-cccc-000000000002",
            ["scp"] = "access_as_user",
        };
    }

    public byte[] Sign(byte[] signed) => Key.SignData(signed, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);

    public async ValueTask DisposeAsync()
    {
        await web.DisposeAsync();
        folder.Delete(recursive: true);
        Key.Dispose();
    }

    private Dictionary<string, string> Published()
    {
        var parameters = Key.ExportParameters(includePrivateParameters: false);
        return new()
        {
            ["kty"] = "RSA",
            ["use"] = "sig",
            ["kid"] = KeyId,
            ["n"] = Base64UrlEncoder.Encode(parameters.Modulus),
            ["e"] = Base64UrlEncoder.Encode(parameters.Exponent),
        };
    }

    private static X509Certificate2 Certificate()
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=127.0.0.1", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        var names = new SubjectAlternativeNameBuilder();
        names.AddIpAddress(IPAddress.Loopback);
        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        var now = TimeProvider.System.GetUtcNow();
        return request.CreateSelfSigned(now.AddDays(-1), now.AddDays(1));
    }
}
