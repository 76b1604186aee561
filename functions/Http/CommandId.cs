using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;
using PerfFlow.Functions.Access;

namespace PerfFlow.Functions.Http;

/// <summary>The caller's <c>Idempotency-Key</c> as the ledger remembers it: the same key, caller and route, the same command.</summary>
internal static class CommandId
{
    private const string Header = "Idempotency-Key";
    private const int Longest = 200;

    /// <summary>No id when there is no header: a command then repeats by its natural key alone.</summary>
    public static (string? Id, Problem? Problem) Of(HttpRequest request)
    {
        var key = request.Headers[Header].ToString();
        return key.Length switch
        {
            0 => (null, null),
            > Longest => (null, Problems.BadValue(Header)),
            _ => (Hash(Caller.Of(request).Person, request.Method, request.Path.Value ?? "", key), null),
        };
    }

    private static string Hash(params string[] parts) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', parts))));
}
