using System.Net;
using System.Text.Json;

namespace PerfFlow.Demo.Client;

/// <summary>The app refused; RFC 9457 with a stable code.</summary>
public sealed class ApiException : Exception
{
    public ApiException()
    {
    }

    public ApiException(string message)
        : base(message)
    {
    }

    public ApiException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    public ApiException(HttpStatusCode status, string? code, string message)
        : base(message)
    {
        Status = status;
        Code = code;
    }

    public HttpStatusCode Status { get; }

    /// <summary>For example STALE_VERSION; null when the answer is no problem document.</summary>
    public string? Code { get; }

    internal static async Task<ApiException> OfAsync(HttpResponseMessage answer, CancellationToken cancellation)
    {
        var request = $"{answer.RequestMessage?.Method} {answer.RequestMessage?.RequestUri?.AbsolutePath}";
        var body = await answer.Content.ReadAsStringAsync(cancellation);
        try
        {
            using var problem = JsonDocument.Parse(body);
            string? Text(string name) => problem.RootElement.TryGetProperty(name, out var value) ? value.GetString() : null;
            return new ApiException(
                answer.StatusCode, Text("code"), $"{request}: {(int)answer.StatusCode} {Text("code")} {Text("detail") ?? Text("title")}");
        }
        catch (Exception failure) when (failure is JsonException or InvalidOperationException)
        {
            return new ApiException(answer.StatusCode, null, $"{request}: {(int)answer.StatusCode} {body}");
        }
    }
}
