using System.Text;
using Azure;
using Azure.Core;
using Azure.Core.Pipeline;

namespace PerfFlow.Storage;

/// <summary>
/// Outermost around each call: says in one word what the SDK says in many when storage is away, and keeps a table or container that is
/// gone from being taken for a row or a blob that was never there, as the SDK's own <c>…IfExists</c> does.
/// </summary>
internal sealed class StorageFaults : HttpPipelinePolicy
{
    private const int LongestError = 4096;

    public override void Process(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline)
        => throw new NotSupportedException("Storage is called asynchronously only.");

    public override async ValueTask ProcessAsync(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline)
    {
        var request = RequestPatience.Current;
        request?.Begin(message.Request.Content?.TryComputeLength(out var bytes) == true ? StoragePatience.ToSend(bytes) : TimeSpan.Zero);
        try
        {
            await ProcessNextAsync(message, pipeline);
        }
        catch (Exception fault) when (IsOfTheWire(fault) && !message.CancellationToken.IsCancellationRequested)
        {
            throw new StorageUnavailableException($"Storage does not answer ({fault.GetType().Name}).", fault);
        }
        finally
        {
            request?.End();
        }

        switch (message.Response)
        {
            case { Status: 404 or 409 } refused when Missing(refused) is { } code:
                throw StorageMissingException.Of($"{Resource(message.Request.Uri)} ({code})");
            case { Status: 408 or 429 or >= 500 and not 501 } failed:
                throw new StorageUnavailableException($"Storage answers {failed.Status}.", new RequestFailedException(failed));
        }
    }

    private static bool IsOfTheWire(Exception fault) => fault switch
    {
        OperationCanceledException or IOException or TimeoutException or HttpRequestException => true,
        RequestFailedException { Status: 0 } => true,
        AggregateException { InnerExceptions: var tries } => tries.All(IsOfTheWire),
        _ => false,
    };

    /// <summary>Blobs say it in a header, tables in the text.</summary>
    private static string? Missing(Response refused)
        => refused.Headers.TryGetValue("x-ms-error-code", out var code) ? StorageMissingException.Codes.Contains(code!) ? code : null
        : refused.ContentStream is MemoryStream { Length: < LongestError } text
            && Encoding.UTF8.GetString(text.ToArray()) is var said
            ? StorageMissingException.Codes.FirstOrDefault(known => said.Contains($"\"{known}\"", StringComparison.Ordinal))
            : null;

    /// <summary>The table's or the container's name; Azurite has the account's before it.</summary>
    private static string Resource(RequestUriBuilder uri) =>
        uri.ToUri().Segments.Select(part => Uri.UnescapeDataString(part).Trim('/').Split('(')[0])
            .FirstOrDefault(StorageSchema.IsOurs) ?? "a table or a container";
}

internal static class ResponseHeadersOfStorage
{
    /// <summary>When the service wants to be asked again; at once where it does not say.</summary>
    public static TimeSpan RetryAfter(this ResponseHeaders headers)
        => headers.TryGetValue("Retry-After", out var text) && int.TryParse(text, out var seconds)
            ? TimeSpan.FromSeconds(seconds)
            : TimeSpan.Zero;
}
