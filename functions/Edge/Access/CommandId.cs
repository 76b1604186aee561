using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;
using PerfFlow.Functions.Edge.Http;
using PerfFlow.Storage.Ledgers;

namespace PerfFlow.Functions.Edge.Access;

/// <summary>
/// The caller's <c>Idempotency-Key</c> as it is remembered: the same key, caller and route, the same command. With another
/// body it is a mistake of the caller's, and refused: the first answer would hide that the second was never done.
/// </summary>
internal static class CommandId
{
    private const string Header = "Idempotency-Key";
    private const int Longest = 200;

    /// <summary>No key when there is no header: a command then repeats by its natural key alone. Asked after the body was read.</summary>
    /// <param name="beside">What makes it another command beside its body, its path and the key.</param>
    public static (CommandKey? Key, Problem? Problem) Of(HttpRequest request, params string[] beside)
    {
        var key = request.Headers[Header].ToString();
        return key.Length switch
        {
            0 => (null, null),
            > Longest => (null, Problems.BadValue(Header)),
            _ => (new(Hash(NameOf(Caller.Of(request)), request.Method, request.Path.Value ?? "", key), ContentOf(request, beside)), null),
        };
    }

    private static string? ContentOf(HttpRequest request, string[] beside) =>
        request.BodyHash() is { } body && beside.Length > 0 ? Hash([body, .. beside]) : request.BodyHash();

    /// <summary>The ledger keeps the hash, and of a person nothing but the key.</summary>
    private static string NameOf(Caller caller) => caller.Membership?.Key ?? caller.Person;

    private static string Hash(params string[] parts) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', parts))));
}
