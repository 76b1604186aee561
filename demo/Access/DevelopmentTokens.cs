using System.Collections.Concurrent;
using System.Text;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace PerfFlow.Demo.Access;

/// <summary>Signs tokens with the development key, which an app accepts in Development on loopback storage alone.</summary>
/// <param name="life">24 hours at most; 12 when left out.</param>
public sealed class DevelopmentTokens(string key, TimeProvider time, TimeSpan? life = null)
{
    private const string Issuer = "perfflow-development";
    private const string Audience = "perfflow";
    private static readonly TimeSpan Usual = TimeSpan.FromHours(12);

    private readonly ConcurrentDictionary<Person, string> tokens = new();

    public string For(Person person) => tokens.GetOrAdd(person, Sign);

    private string Sign(Person person)
    {
        var claims = new Dictionary<string, object>
        {
            ["tid"] = person.TenantId,
            ["oid"] = person.ObjectId,
            ["name"] = person.Name,
        };
        if (person.Account is not null)
        {
            claims["preferred_username"] = person.Account;
        }

        if (person.Operator)
        {
            claims["roles"] = new[] { "PerfFlow.Operator" };
        }

        var now = time.GetUtcNow().UtcDateTime;
        return new JsonWebTokenHandler().CreateToken(new SecurityTokenDescriptor
        {
            Issuer = Issuer,
            Audience = Audience,
            Claims = claims,
            IssuedAt = now,
            NotBefore = now,
            Expires = now + (life ?? Usual),
            SigningCredentials = new SigningCredentials(
                new SymmetricSecurityKey(Encoding.UTF8.GetBytes(key)), SecurityAlgorithms.HmacSha256),
        });
    }
}
