using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;
using PerfFlow.Functions.Edge.Http;
using PerfFlow.Storage.Ledgers;

namespace PerfFlow.Functions.Edge.Access;

/// <summary>
/// The caller's <c>Idempotency-Key</c> as it is remembered: the same key, caller and route, the same command. With another body or
/// parameter it is a mistake of the caller's, and refused: the first answer would hide that the second was never done.
/// </summary>
internal static class CommandId
{
    private const string Header = "Idempotency-Key";
    private const int Longest = 200;

    /// <summary>No key when there is no header: a command then repeats by its natural key alone. Asked after the body was read.</summary>
    public static (CommandKey? Key, Problem? Problem) Of(HttpRequest request)
    {
        var key = request.Headers[Header].ToString();
        return key.Length switch
        {
            0 => (null, null),
            > Longest => (null, Problems.BadValue(Header)),
            _ => (new(Hash(NameOf(Caller.Of(request)), request.Method, request.Path.Value ?? "", key), ContentOf(request)), null),
        };
    }

    /// <summary>
    /// The hash of the body where that is all; else of everything that the function reads, in an order of its own, left out and empty
    /// being the same. What it does not read, a query value that nobody knows, makes no other command.
    /// </summary>
    private static string ContentOf(HttpRequest request)
    {
        var function = HttpFunction.Of(request);
        var parameters = function.Queries.Select(name => (name, value: request.Query[name].ToString()))
            .Concat(function.IsConditional
                ? [("If-Match", request.Headers.IfMatch.ToString()), ("If-None-Match", request.Headers.IfNoneMatch.ToString())]
                : [])
            .Where(parameter => parameter.value.Length > 0)
            .SelectMany(parameter => (string[])[parameter.name, parameter.value])
            .ToList();
        var body = request.BodyHash();
        return body is not null && parameters.Count == 0 ? body : Hash([body ?? "", .. parameters.Select(Hashed)]);
    }

    /// <summary>The ledger keeps the hash, and of a person nothing but the key.</summary>
    private static string NameOf(Caller caller) => caller.Membership?.Key ?? caller.Person;

    private static string Hash(params string[] parts) => Hashed(string.Join('\n', parts));

    private static string Hashed(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}
