using System.Security.Cryptography;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using PerfFlow.SemanticsApp.Journals;

namespace PerfFlow.SemanticsApp.Http;

public sealed class StreamFunctions(Gates gates, Journal journal)
{
    /// <summary>The body is read as it comes: its length and hash, never the whole of it in memory.</summary>
    [Function(nameof(HashUpload))]
    public async Task<IResult> HashUpload(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "streams")] HttpRequest request, CancellationToken cancellation)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var buffer = new byte[81920];
        var length = 0L;
        for (int read; (read = await request.Body.ReadAsync(buffer, cancellation)) > 0; length += read)
        {
            hash.AppendData(buffer, 0, read);
        }

        return Results.Json(new { length, sha256 = Convert.ToHexStringLower(hash.GetHashAndReset()) });
    }

    /// <summary>Writes into the topic whether its gate was open when the function began, then reads the body.</summary>
    [Function(nameof(GatedUpload))]
    public async Task<IResult> GatedUpload(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "streams/{topic}")] HttpRequest request,
        string topic,
        CancellationToken cancellation)
    {
        journal.Add(topic, gates.IsOpen(topic) ? "began behind the gate" : "began before the gate");
        using var reader = new StreamReader(request.Body);
        return Results.Text(await reader.ReadToEndAsync(cancellation));
    }

    /// <summary>Sends a first part, waits at the gate, sends the second.</summary>
    [Function(nameof(TwoParts))]
    public async Task TwoParts(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "streams/{gate}")] HttpRequest request,
        string gate,
        CancellationToken cancellation)
    {
        var response = request.HttpContext.Response;
        response.ContentType = "text/plain";
        await response.WriteAsync("first", cancellation);
        await response.Body.FlushAsync(cancellation);
        await gates.PassAsync(gate, cancellation);
        await response.WriteAsync("second", cancellation);
    }
}
