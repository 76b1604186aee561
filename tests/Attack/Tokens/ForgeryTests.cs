using System.Globalization;
using Microsoft.IdentityModel.Tokens;
using PerfFlow.Attack.Tests.App;

namespace PerfFlow.Attack.Tests.Tokens;

/// <summary>Tokens of the lead that are not: none opens anything, and each is answered like none at all.</summary>
[Collection(AttackedCollection.Name)]
public sealed class ForgeryTests(AttackedApp app)
{
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);
    private static readonly Claims Lead = new("lead");

    private static Dictionary<string, object> Payload => new(Lead.Payload())
    {
        ["iss"] = Lead.Issuer,
        ["aud"] = Lead.Audience,
        ["nbf"] = Seconds(-Hour),
        ["iat"] = Seconds(-Hour),
        ["exp"] = Seconds(Hour),
    };

    private static Dictionary<string, string> Forgeries => new()
    {
        ["alg none"] = Forged.Token(new { alg = "none", typ = "JWT" }, Payload, Forged.Nothing),
        ["alg NoNe"] = Forged.Token(new { alg = "NoNe", typ = "JWT" }, Payload, Forged.Nothing),
        ["alg none, signed"] = Forged.Token(new { alg = "none" }, Payload, Forged.Hmac(Claims.Key)),
        ["no alg"] = Forged.Token(new { typ = "JWT" }, Payload, Forged.Hmac(Claims.Key)),
        ["alg RS256, signed with the secret"] = Forged.Token(new { alg = "RS256" }, Payload, Forged.Hmac(Claims.Key)),
        ["signature left out"] = Without(Lead.Signed()),
        ["signature of another token"] = Without(Lead.Signed()) + new Claims("auditor").Signed().Split('.')[2],
        ["payload of another token"] = Swapped(new Claims("stranger").Signed(), Lead.Signed()),
        ["another key"] = (Lead with { SigningKey = "another-key-of-thirty-two-bytes-or-more" }).Signed(),
        ["an empty key"] = Forged.Token(new { alg = "HS256" }, Payload, Forged.Hmac("")),
        ["a key of zeros"] = Forged.Token(new { alg = "HS256" }, Payload, Forged.Hmac(new byte[32])),
        ["HS384"] = (Lead with { Algorithm = SecurityAlgorithms.HmacSha384, SigningKey = Claims.Key + Claims.Key }).Signed(),
        ["HS512"] = (Lead with { Algorithm = SecurityAlgorithms.HmacSha512, SigningKey = Claims.Key + Claims.Key }).Signed(),
        ["another issuer"] = (Lead with { Issuer = "perfflow" }).Signed(),
        ["an issuer in capitals"] = (Lead with { Issuer = "PERFFLOW-DEVELOPMENT" }).Signed(),
        ["another audience"] = (Lead with { Audience = "perfflow-development" }).Signed(),
        ["expired"] = (Lead with { Begins = -3 * Hour, Ends = -Hour }).Signed(),
        ["not yet"] = (Lead with { Begins = Hour, Ends = 2 * Hour }).Signed(),
        ["lives for two days"] = (Lead with { Ends = 48 * Hour }).Signed(),
        ["lives for a thousand years"] = (Lead with { Ends = TimeSpan.FromDays(365_000) }).Signed(),
        ["never ends"] = Signed(payload => payload.Remove("exp")),
        ["ends as a text"] = Signed(payload => payload["exp"] = "tomorrow"),
        ["ends beyond all numbers"] = Signed(payload => payload["exp"] = 1e300),
        ["ends below nothing"] = Signed(payload => payload["exp"] = -1),
        ["no tenant"] = (Lead with { Tenant = null }).Signed(),
        ["an empty tenant"] = (Lead with { Tenant = "" }).Signed(),
        ["no object id"] = (Lead with { ObjectId = null }).Signed(),
        ["a colon in the object id"] = (Lead with { Tenant = "x", ObjectId = "t:lead" }).Signed(),
        ["a colon in the tenant"] = (Lead with { Tenant = "t:lead", ObjectId = "" }).Signed(),
        ["a line in the object id"] = (Lead with { ObjectId = "lead\n" }).Signed(),
        ["a nought in the object id"] = (Lead with { ObjectId = "lead\0" }).Signed(),
        ["a slash in the object id"] = (Lead with { ObjectId = "../lead" }).Signed(),
        ["letters that look alike"] = (Lead with { ObjectId = "lеad" }).Signed(),
        ["two object ids"] = Signed(payload => payload["oid"] = new[] { "lead", "admin" }),
        ["an object for an object id"] = Signed(payload => payload["oid"] = new Dictionary<string, string> { ["id"] = "lead" }),
        ["its own key in the header"] = Forged.Token(
            new { alg = "HS256", jwk = new { kty = "oct", k = Base64UrlEncoder.Encode("another-key-of-thirty-two-bytes-or-more") } },
            Payload,
            Forged.Hmac("another-key-of-thirty-two-bytes-or-more")),
        ["a key elsewhere"] = Forged.Token(
            new { alg = "HS256", jku = "http://127.0.0.1:1/keys", x5u = "http://127.0.0.1:1/key" }, Payload, Forged.Hmac("another")),
        ["a kid that is a file"] = Forged.Token(new { alg = "HS256", kid = "../../../../../../dev/null" }, Payload, Forged.Hmac("")),
        ["a kid that is a command"] = Forged.Token(new { alg = "HS256", kid = "|/bin/cat /etc/hostname" }, Payload, Forged.Hmac("")),
        ["a kid that is a query"] = Forged.Token(new { alg = "HS256", kid = "' or 1 eq 1 or 'a' eq 'a" }, Payload, Forged.Hmac("1")),
        ["a critical header nobody knows"] = Forged.Token(new { alg = "none", crit = new[] { "x" }, x = true }, Payload, Forged.Nothing),
        ["encrypted"] = "eyJhbGciOiJkaXIiLCJlbmMiOiJBMTI4Q0JDLUhTMjU2In0..AAAAAAAAAAAAAAAAAAAAAA.AAAA.AAAAAAAAAAAAAAAAAAAAAA",
        ["dots"] = "..",
        ["one dot"] = ".",
        ["four parts"] = Lead.Signed() + ".x",
        ["no base64"] = "***.***.***",
        ["no JSON"] = "bm90.bm90.bm90",
        ["JSON that goes deep"] = Deep(),
        ["a key twice"] = Twice(),
    };

    [Fact]
    public async Task No_forged_token_opens_anything()
    {
        var unit = await AttackUnit.OpenAsync(app, "forged");
        var through = new List<string>();
        foreach (var (name, token) in Forgeries)
        {
            var got = await app.With(token).GetAsync($"units/{unit.Id}");
            if (got.Outcome != "401 UNAUTHENTICATED")
            {
                through.Add($"{name}: {got}");
            }
        }

        Nothing.IsIn(through);
        Assert.Equal("200", (await app.With(Lead.Signed()).GetAsync($"units/{unit.Id}")).Outcome);
    }

    [Theory]
    [InlineData(4_000, 401)]
    [InlineData(100_000, 431)]
    public async Task A_huge_token_is_refused_at_the_door(int length, int status)
    {
        var unit = await AttackUnit.OpenAsync(app, "huge");
        var token = (Lead with { SigningKey = new string('k', 64),
            More = new Dictionary<string, object> { ["x"] = new string('x', length) } }).Signed();

        var got = await RawHttp.SendAsync(app, $"GET /api/v1/units/{unit.Id}", token);

        Assert.Equal(status, got!.Status);
    }

    [Fact]
    public async Task A_token_counts_in_the_one_header_it_belongs_to()
    {
        var unit = await AttackUnit.OpenAsync(app, "carried");
        var (path, good) = ($"/api/v1/units/{unit.Id}", Lead.Signed());
        (string Way, string Head, string[] Headers)[] ways =
        [
            ("in the query", $"GET {path}?access_token={good}", []),
            ("as a token of the query", $"GET {path}?token={good}&authorization=Bearer%20{good}", []),
            ("in a cookie", $"GET {path}", [$"Cookie: Authorization=Bearer {good}; token={good}"]),
            ("with another scheme", $"GET {path}", [$"Authorization: Basic {good}"]),
            ("without a scheme", $"GET {path}", [$"Authorization: {good}"]),
            ("after a forged one", $"GET {path}", ["Authorization: Bearer x", $"Authorization: Bearer {good}"]),
            ("before a forged one", $"GET {path}", [$"Authorization: Bearer {good}", "Authorization: Bearer x"]),
            ("twice in one header", $"GET {path}", [$"Authorization: Bearer {good}, Bearer {good}"]),
            ("folded over two lines", $"GET {path}", ["Authorization: Bearer", $" {good}"]),
            ("with an underscore", $"GET {path}", [$"X_Authorization: Bearer {good}"]),
            ("for a proxy", $"GET {path}", [$"Proxy-Authorization: Bearer {good}", $"X-Forwarded-Authorization: Bearer {good}"]),
            ("as the platform's", $"GET {path}",
                ["X-MS-CLIENT-PRINCIPAL-ID: lead", "X-MS-CLIENT-PRINCIPAL: e30=", $"X-MS-TOKEN-AAD-ID-TOKEN: {good}"]),
            ("behind a bare line feed", $"GET {path}", [$"X: y\nAuthorization: Bearer {good}"]),
            ("behind a bare return", $"GET {path}", [$"X: y\rAuthorization: Bearer {good}"]),
            ("behind a nought", $"GET {path}", [$"Authorization: Bearer \0{good}"]),
        ];
        var through = new List<string>();
        foreach (var (way, head, headers) in ways)
        {
            var got = await RawHttp.SendAsync(app, head, null, headers);
            var expected = way == "behind a bare line feed" ? "200 400 401" : "400 401"; // a line may end so (RFC 9112 §2.2)
            if (got is not null && !expected.Split(' ').Contains($"{got.Status}"))
            {
                through.Add($"{way}: {got}");
            }
        }

        Nothing.IsIn(through);
    }

    private static string Signed(Action<Dictionary<string, object>> change)
    {
        var payload = Payload;
        change(payload);
        return Forged.Token(new { alg = "HS256", typ = "JWT" }, payload, Forged.Hmac(Claims.Key));
    }

    private static long Seconds(TimeSpan fromNow) => (TimeProvider.System.GetUtcNow() + fromNow).ToUnixTimeSeconds();

    private static string Without(string token) => token[..(token.LastIndexOf('.') + 1)];

    private static string Swapped(string token, string payload)
    {
        var parts = token.Split('.');
        return $"{parts[0]}.{payload.Split('.')[1]}.{parts[2]}";
    }

    private static string Deep()
    {
        var nested = string.Concat(Enumerable.Repeat("{\"a\":", 2_000)) + "1" + new string('}', 2_000);
        return $"{Base64UrlEncoder.Encode("""{"alg":"HS256"}""")}.{Base64UrlEncoder.Encode(nested)}.AAAA";
    }

    /// <summary>The first says the stranger, the second the lead: signed with a key that nobody has.</summary>
    private static string Twice() => string.Create(
        CultureInfo.InvariantCulture,
        $"{Base64UrlEncoder.Encode("""{"alg":"HS256","alg":"none"}""")}."
        + $"{Base64UrlEncoder.Encode("""{"oid":"stranger","oid":"lead","tid":"t"}""")}.");
}
