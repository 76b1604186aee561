using System.Security.Cryptography;
using Microsoft.IdentityModel.Tokens;
using PerfFlow.Attack.Tests.App;

namespace PerfFlow.Attack.Tests.Tokens;

/// <summary>Tokens of Entra ID that are not, where people sign in with it.</summary>
public sealed class EntraForgeryTests
{
    [Fact]
    public async Task No_forged_token_of_Entra_opens_anything()
    {
        await using var authority = await Authority.StartAsync();
        await using var app = new AttackedApp();
        await app.StartAsync(
            ("Entra__Authority", authority.Issuer), ("Entra__Audience", Authority.Audience), ("SSL_CERT_FILE", authority.CertificateFile));
        var unit = await AttackUnit.OpenAsync(app, "entra");
        AttackUnit.Expect("200", await unit.As("admin").PutAsync(
            $"units/{unit.Id}/members/{Authority.Tenant}:someone", AttackUnit.Membership("someone", "auditor", AttackUnit.Section)));
        AttackUnit.Expect("200", await app.With(Token(authority)).GetAsync($"units/{unit.Id}"));

        using var other = RSA.Create(2048);
        var wrong = new List<string>();
        foreach (var (name, token) in Forgeries(authority, other))
        {
            var got = await app.With(token).GetAsync($"units/{unit.Id}");
            if (got.Outcome != "401 UNAUTHENTICATED")
            {
                wrong.Add($"{name}: {got}");
            }
        }

        Nothing.IsIn(wrong);
        Assert.Equal(0, authority.AskedElsewhere);
        AttackUnit.Expect("200", await app.With(Token(authority)).GetAsync($"units/{unit.Id}"));
    }

    private static Dictionary<string, string> Forgeries(Authority authority, RSA other)
    {
        var pem = authority.Key.ExportSubjectPublicKeyInfoPem();
        var header = new { alg = "HS256", kid = Authority.KeyId };
        var elsewhere = new Uri(authority.Address, "elsewhere").ToString();
        return new()
        {
            ["HS256 with the public key as PEM"] = Forged.Token(header, authority.Payload("someone"), Forged.Hmac(pem)),
            ["HS256 with the public key as PEM and a line"] = Forged.Token(header, authority.Payload("someone"), Forged.Hmac(pem + "\n")),
            ["HS256 with the public key as DER"] = Forged.Token(
                header, authority.Payload("someone"), Forged.Hmac(authority.Key.ExportSubjectPublicKeyInfo())),
            ["HS256 with the modulus"] = Forged.Token(
                header, authority.Payload("someone"), Forged.Hmac(authority.Key.ExportParameters(false).Modulus!)),
            ["HS256 with the development key"] = Forged.Token(header, authority.Payload("someone"), Forged.Hmac(Claims.Key)),
            ["alg none"] = Forged.Token(new { alg = "none", kid = Authority.KeyId }, authority.Payload("someone"), Forged.Nothing),
            ["another key under its name"] = Signed(authority, other),
            ["another key, to be fetched elsewhere"] = Forged.Token(
                new { alg = "RS256", kid = "k2", jku = elsewhere, x5u = elsewhere }, authority.Payload("someone"), Of(other)),
            ["another key in the header"] = Forged.Token(
                new
                {
                    alg = "RS256",
                    kid = "k2",
                    jwk = new
                    {
                        kty = "RSA",
                        n = Base64UrlEncoder.Encode(other.ExportParameters(false).Modulus),
                        e = Base64UrlEncoder.Encode(other.ExportParameters(false).Exponent),
                    },
                },
                authority.Payload("someone"),
                Of(other)),
            ["RS384"] = Forged.Token(
                new { alg = "RS384", kid = Authority.KeyId },
                authority.Payload("someone"),
                signed => authority.Key.SignData(signed, HashAlgorithmName.SHA384, RSASignaturePadding.Pkcs1)),
            ["PS256"] = Forged.Token(
                new { alg = "PS256", kid = Authority.KeyId },
                authority.Payload("someone"),
                signed => authority.Key.SignData(signed, HashAlgorithmName.SHA256, RSASignaturePadding.Pss)),
            ["another issuer"] = Token(authority, payload => payload["iss"] = authority.Issuer + "/"),
            ["the issuer of another tenant"] = Token(authority, payload => payload["iss"] = authority.Issuer.Replace(
                Authority.Tenant, "22222222-2222-2222-2222-222222222222", StringComparison.Ordinal)),
            ["another audience"] = Token(authority, payload => payload["aud"] = "00000000-aaaa-bbbb-cccc-000000000009"),
            ["no audience"] = Token(authority, payload => payload.Remove("aud")),
            ["expired"] = Token(authority, payload => payload["exp"] = payload["iat"]),
            ["not yet"] = Token(authority, payload => payload["nbf"] = payload["exp"]),
            ["never ends"] = Token(authority, payload => payload.Remove("exp")),
            ["no tenant"] = Token(authority, payload => payload.Remove("tid")),
            ["no object id"] = Token(authority, payload => payload.Remove("oid")),
            ["a colon in the object id"] = Token(authority, payload => payload["oid"] = "x:someone"),
            ["an id token"] = Token(authority, payload => payload.Remove("azp")),
            ["granted nothing"] = Token(authority, payload => payload.Remove("scp")),
            ["of a development machine, with this key"] = Token(authority,
                payload => (payload["iss"], payload["aud"]) = ("perfflow-development", "perfflow")),
        };
    }

    private static string Token(Authority authority, Action<Dictionary<string, object>>? change = null)
    {
        var payload = authority.Payload("someone");
        change?.Invoke(payload);
        return Forged.Token(new { alg = "RS256", kid = Authority.KeyId, typ = "JWT" }, payload, authority.Sign);
    }

    private static string Signed(Authority authority, RSA key) =>
        Forged.Token(new { alg = "RS256", kid = Authority.KeyId, typ = "JWT" }, authority.Payload("someone"), Of(key));

    private static Func<byte[], byte[]> Of(RSA key) => signed => key.SignData(signed, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
}
