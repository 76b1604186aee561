using System.Buffers;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Http;

namespace PerfFlow.Functions.Edge.Http;

internal static class RequestBody
{
    private const int Chunk = 64 * 1024;

    private static readonly object HashKey = new();
    private static readonly object AfterKey = new();

    /// <summary>Copies the body, refusing it as soon as it says or proves to be longer than <paramref name="limit"/> bytes.</summary>
    /// <returns>Why it is not taken: too long, or see <see cref="AskAfterBody"/>.</returns>
    public static async Task<Problem?> CopyBodyAsync(this HttpRequest request, Stream target, long limit)
    {
        if (request.ContentLength > limit)
        {
            return Problems.TooLarge(limit);
        }

        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var chunk = ArrayPool<byte>.Shared.Rent(Chunk);
        try
        {
            long copied = 0;
            while (await request.Body.ReadAsync(chunk, request.HttpContext.RequestAborted) is > 0 and var read)
            {
                copied += read;
                if (copied > limit)
                {
                    return Problems.TooLarge(limit);
                }

                hash.AppendData(chunk, 0, read);
                await target.WriteAsync(chunk.AsMemory(0, read), request.HttpContext.RequestAborted);
            }

            request.HttpContext.Items[HashKey] = Convert.ToHexStringLower(hash.GetHashAndReset());
            return request.HttpContext.Items[AfterKey] is Func<Task<Problem?>> after ? await after() : null;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(chunk);
        }
    }

    /// <summary>What is asked when the body has come, and before anything is done with it: it may have taken minutes.</summary>
    public static void AskAfterBody(this HttpRequest request, Func<Task<Problem?>> ask) => request.HttpContext.Items[AfterKey] = ask;

    /// <summary>SHA-256 of the body that was copied, lower-case hex; null when none was asked for.</summary>
    public static string? BodyHash(this HttpRequest request) => request.HttpContext.Items[HashKey] as string;
}
