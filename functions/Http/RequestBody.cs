using System.Buffers;
using Microsoft.AspNetCore.Http;

namespace PerfFlow.Functions.Http;

internal static class RequestBody
{
    private const int Chunk = 64 * 1024;

    /// <summary>Copies the body, refusing it as soon as it says or proves to be longer than <paramref name="limit"/> bytes.</summary>
    public static async Task<Problem?> CopyBodyAsync(this HttpRequest request, Stream target, long limit)
    {
        if (request.ContentLength > limit)
        {
            return Problems.TooLarge(limit);
        }

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

                await target.WriteAsync(chunk.AsMemory(0, read), request.HttpContext.RequestAborted);
            }

            return null;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(chunk);
        }
    }
}
