using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace PerfFlow.Attack.Tests.App;

/// <summary>What a development token is made of; each forgery changes one thing of it.</summary>
internal sealed record Claims(string Person)
{
    /// <summary>Of the attacked app alone.</summary>
    public const string Key = "a-key-of-the-attacked-app-alone-0123456789";

    public bool IsOperator { get; init; }

    public string? Tenant { get; init; } = "t";

    public string? ObjectId { get; init; } = Person;

    public string Issuer { get; init; } = "perfflow-development";

    public string Audience { get; init; } = "perfflow";

    public TimeSpan Begins { get; init; } = TimeSpan.FromMinutes(-5);

    public TimeSpan Ends { get; init; } = TimeSpan.FromHours(8);

    public string SigningKey { get; init; } = Key;

    public string Algorithm { get; init; } = SecurityAlgorithms.HmacSha256;

    public IReadOnlyDictionary<string, object> Headers { get; init; } = new Dictionary<string, object>();

    public IReadOnlyDictionary<string, object> More { get; init; } = new Dictionary<string, object>();

    public string Signed() => new JsonWebTokenHandler { SetDefaultTimesOnTokenCreation = false }.CreateToken(new SecurityTokenDescriptor
    {
        Issuer = Issuer,
        Audience = Audience,
        Claims = Payload(),
        IssuedAt = At(Begins),
        NotBefore = At(Begins),
        Expires = At(Ends),
        AdditionalHeaderClaims = Headers.ToDictionary(),
        SigningCredentials = new(new SymmetricSecurityKey(System.Text.Encoding.UTF8.GetBytes(SigningKey)), Algorithm),
    });

    public Dictionary<string, object> Payload()
    {
        var claims = More.ToDictionary();
        foreach (var (name, value) in new[] { ("tid", Tenant), ("oid", ObjectId), ("name", Person) })
        {
            if (value is not null)
            {
                claims[name] = value;
            }
        }

        if (IsOperator)
        {
            claims["roles"] = new[] { "PerfFlow.Operator" };
        }

        return claims;
    }

    public static DateTime At(TimeSpan fromNow) => TimeProvider.System.GetUtcNow().UtcDateTime + fromNow;
}
