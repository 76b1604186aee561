using System.Text;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.IdentityModel.Tokens;
using PerfFlow.Azurite;
using PerfFlow.Functions.Edge.Access;
using PerfFlow.Functions.Tests.App;

namespace PerfFlow.Functions.Tests.Edge.Access;

/// <summary>Tokens of an identity provider, against its own metadata and keys.</summary>
public class EntraTests
{
    private const string In = "404 NOT_FOUND"; // signed in, and no member of the unit asked for
    private const string Out = "401 UNAUTHENTICATED";

    [Fact]
    public async Task A_tenants_own_tokens_are_taken_and_no_others()
    {
        await using var authority = await Authority.StartAsync();
        await using var app = await AppAsync(authority, Authority.Home);
        var modulus = Encoding.ASCII.GetBytes(Convert.ToBase64String(authority.Key.Rsa.ExportSubjectPublicKeyInfo()));
        var signature = authority.Token();

        Assert.Equal(In, await AskAsync(app, signature));
        Assert.Equal(
            new Dictionary<string, string>
            {
                ["another audience"] = Out,
                ["another issuer"] = Out,
                ["a version 1.0 issuer"] = Out,
                ["an issuer of another tenant"] = Out,
                ["expired"] = Out,
                ["not valid yet"] = Out,
                ["without an end"] = Out,
                ["unsigned"] = Out,
                ["HS256 with the public key"] = Out,
                ["another algorithm"] = Out,
                ["a key nobody published"] = Out,
                ["another key under a published id"] = Out,
                ["a changed claim"] = Out,
                ["no object id"] = Out,
                ["no tenant"] = Out,
                ["a tenant that hides a colon"] = Out,
                ["an id token"] = Out,
                ["an app that was granted nothing"] = Out,
                ["no token at all"] = Out,
            },
            new Dictionary<string, string>
            {
                ["another audience"] = await AskAsync(app, authority.Token(token => token.Audience = "another")),
                ["another issuer"] = await AskAsync(app, authority.Token(token => token.Issuer = "https://example.org/")),
                ["a version 1.0 issuer"] = await AskAsync(
                    app, authority.Token(token => token.Issuer = $"https://sts.windows.net/{Authority.Home}/")),
                ["an issuer of another tenant"] = await AskAsync(app, authority.Token(
                    token => token.Issuer = authority.Issuer(Authority.Partner), ("tid", Authority.Partner))),
                ["expired"] = await AskAsync(app, authority.Token(token => token.Expires = Now.AddMinutes(-2))),
                ["not valid yet"] = await AskAsync(app, authority.Token(token => token.NotBefore = Now.AddMinutes(2))),
                ["without an end"] = await AskAsync(app, authority.Token(token => token.Expires = null)),
                ["unsigned"] = await AskAsync(app, authority.Token(token => token.SigningCredentials = null)),
                ["HS256 with the public key"] = await AskAsync(
                    app,
                    authority.Token(token => token.SigningCredentials = new SigningCredentials(
                        new SymmetricSecurityKey(modulus) { KeyId = authority.Key.KeyId }, SecurityAlgorithms.HmacSha256))),
                ["another algorithm"] = await AskAsync(app, authority.Token(token => token.SigningCredentials = new SigningCredentials(
                    authority.Key, SecurityAlgorithms.RsaSsaPssSha256))),
                ["a key nobody published"] = await AskAsync(app, Signed(authority, Authority.NewKey("k2"))),
                ["another key under a published id"] = await AskAsync(app, Signed(authority, Authority.NewKey(authority.Key.KeyId))),
                ["a changed claim"] = await AskAsync(app, Spliced(signature, authority.Token(claims: ("oid", "chair")))),
                ["no object id"] = await AskAsync(app, authority.Token(claims: ("oid", null))),
                ["no tenant"] = await AskAsync(app, authority.Token(claims: ("tid", null))),
                ["a tenant that hides a colon"] = await AskAsync(app, authority.Token(claims: ("oid", "a:b"))),
                ["an id token"] = await AskAsync(app, authority.Token(claims: ("azp", null))),
                ["an app that was granted nothing"] = await AskAsync(app, authority.Token(claims: ("scp", null))),
                ["no token at all"] = await AskAsync(app, "a.b.c"),
            });
    }

    [Fact]
    public async Task A_token_says_who_and_carries_the_operators_role()
    {
        await using var authority = await Authority.StartAsync();
        await using var app = await AppAsync(authority, Authority.Home);
        var unit = TestApp.NewUnit();
        var body = $$"""
            {
              "id":"{{unit}}","name":"某局",
              "admin":{"person":"{{Authority.Home}}:registrar","name":"甲"},
              "confirmer":{"person":"{{Authority.Home}}:head","name":"乙","role":"unit-head"}
            }
            """;

        Assert.Equal("403 ROLE_REQUIRED", (await app.WithToken(authority.Token()).PostAsync("units", body)).Outcome);
        var app1 = authority.Token(claims: [("scp", null), ("roles", new[] { "PerfFlow.Operator" }), ("oid", "registrar")]);
        Assert.Equal("201", (await app.WithToken(app1).PostAsync("units", body)).Outcome);

        var members = await app.WithToken(app1).GetAsync($"units/{unit}/members");
        Assert.Equal($"{Authority.Home}:registrar", (string?)members.Json[1]!["person"]);
        Assert.Equal(
            "401 UNAUTHENTICATED",
            (await app.WithToken(authority.Token(claims: [("roles", new[] { "PerfFlow.Operator" }), ("oid", null)]))
                .PostAsync("units", body)).Outcome);
    }

    [Fact]
    public async Task An_authority_for_many_tenants_lets_in_those_named()
    {
        await using var authority = await Authority.StartAsync();
        await using var app = await AppAsync(authority, "organizations", $"{Authority.Home}, 33333333-3333-3333-3333-333333333333");

        Assert.Equal(In, await AskAsync(app, authority.Token()));
        Assert.Equal(Out, await AskAsync(app, authority.Token(
            token => token.Issuer = authority.Issuer(Authority.Partner), ("tid", Authority.Partner))));
        Assert.Equal(Out, await AskAsync(app, authority.Token(token => token.Issuer = authority.Issuer(Authority.Partner))));
        Assert.Equal(Out, await AskAsync(app, authority.Token(claims: ("tid", "33333333-3333-3333-3333-333333333333"))));
        Assert.Equal(
            Out, await AskAsync(app, authority.Token(token => token.Issuer = authority.Issuer("{tenantid}"), ("tid", "{tenantid}"))));
    }

    [Theory]
    [InlineData("{tenantid}", In)]
    [InlineData(Authority.Home, In)]
    [InlineData(Authority.Partner, Out)]
    public async Task A_key_signs_for_the_issuer_it_is_kept_to(string owner, string expected)
    {
        await using var authority = await Authority.StartAsync();
        authority.KeepKeyTo(authority.Issuer(owner));
        await using var app = await AppAsync(authority, "organizations", $"{Authority.Home},{Authority.Partner}");

        Assert.Equal(expected, await AskAsync(app, authority.Token()));
    }

    [Fact]
    public async Task An_authority_that_cannot_be_reached_lets_nobody_in()
    {
        var authority = await Authority.StartAsync();
        await using var app = await AppAsync(authority, Authority.Home);
        var token = authority.Token();
        await authority.DisposeAsync();

        Assert.Equal(Out, await AskAsync(app, token));
    }

    [Theory]
    [InlineData("https://login.microsoftonline.com/common/v2.0", "a", null, "Entra:Tenants")]
    [InlineData("https://login.partner.microsoftonline.cn/organizations", "a", " , ", "Entra:Tenants")]
    [InlineData("https://login.microsoftonline.com/tenant/v2.0", "", null, "Entra:Audience")]
    public void A_setting_that_would_let_in_too_many_stops_the_start(string authority, string audience, string? tenants, string why)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Entra:Authority"] = authority,
            ["Entra:Audience"] = audience,
            ["Entra:Tenants"] = tenants,
        }).Build();

        Assert.Contains(
            why, Assert.Throws<InvalidOperationException>(() => EntraTokens.From(configuration)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_authority_without_https_stops_the_start()
    {
        await using var app = new TestApp(await AzuriteServer.SharedAsync())
        {
            Settings = new Dictionary<string, string?> { ["Entra:Authority"] = "http://example.org/t/v2.0", ["Entra:Audience"] = "a" },
        };

        var fault = await Assert.ThrowsAnyAsync<Exception>(app.InitializeAsync);
        Assert.Contains("HTTPS", fault.ToString(), StringComparison.Ordinal);
    }

    private static DateTime Now => TimeProvider.System.GetUtcNow().UtcDateTime;

    private static async Task<TestApp> AppAsync(Authority authority, string tenant, string? tenants = null)
    {
        var app = new TestApp(await AzuriteServer.SharedAsync())
        {
            ConfigureServices = services => services.Configure<JwtBearerOptions>("Entra", options => options.RequireHttpsMetadata = false),
            Settings = new Dictionary<string, string?>
            {
                ["Entra:Authority"] = authority.Issuer(tenant),
                ["Entra:Audience"] = $"api://perfflow,{Authority.Audience}",
                ["Entra:Tenants"] = tenants,
            },
        };
        await app.InitializeAsync();
        return app;
    }

    private static async Task<string> AskAsync(TestApp app, string token) => (await app.WithToken(token).GetAsync("units/none")).Outcome;

    private static string Signed(Authority authority, RsaSecurityKey key) =>
        authority.Token(token => token.SigningCredentials = new SigningCredentials(key, SecurityAlgorithms.RsaSha256));

    /// <summary>The one's signature under the other's claims.</summary>
    private static string Spliced(string signed, string claims) =>
        $"{claims[..claims.LastIndexOf('.')]}{signed[signed.LastIndexOf('.')..]}";
}
