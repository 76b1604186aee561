using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using PerfFlow.Domain.Access;
using PerfFlow.Domain.Plan;
using PerfFlow.Functions.Edge.Http;

namespace PerfFlow.Functions.Edge.Access;

/// <summary>
/// Who was turned away, and who read what is personal or confidential (<see cref="Rights.IsLogged"/>): one line each, once the answer is
/// out, with its status. People by key, or by the hash of their id where they are none of the unit's; never a name, never a token.
/// </summary>
public sealed class AccessLog(TimeProvider time, RateLimit limit, ILogger<AccessLog> log)
{
    private const int HashLength = 16;

    private readonly MinuteCounts turnedAway = new(time);

    /// <summary>To be called before the function runs: what it will have answered is looked at when it has.</summary>
    internal void Watch(HttpContext http) => http.Response.OnCompleted(() =>
    {
        Write(http, HttpFunction.Of(http.Request), Caller.FindIn(http), http.Response.StatusCode);
        return Task.CompletedTask;
    });

    private void Write(HttpContext http, HttpFunction function, Caller? caller, int status)
    {
        var unit = http.Request.KeyIn<UnitId>("unit")?.Value ?? "-"; // a route says anything, a key is one
        switch (status)
        {
            case StatusCodes.Status401Unauthorized:
                if (turnedAway.Next(limit.AddressOf(http)) is ({ } address, { } times))
                {
                    log.NotSignedIn(address, times, function.Name, unit);
                }

                break;
            case StatusCodes.Status403Forbidden when caller is not null:
                if (turnedAway.Next(NameOf(caller)) is ({ } person, { } often))
                {
                    log.NotAllowed(person, often, function.Name, unit);
                }

                break;
            default:
                if (caller is not null && function.Access is RequiresAttribute { Right: var right } && Rights.IsLogged(right))
                {
                    log.Accessed(NameOf(caller), function.Name, unit, status);
                }

                break;
        }
    }

    private static string NameOf(Caller caller) => caller.Membership?.Key is { Length: > 0 } key
        ? key
        : $"#{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(caller.Person)))[..HashLength]}";
}
