using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Http;
using PerfFlow.Domain.Findings;

namespace PerfFlow.Functions.Edge.Http;

/// <summary>A refusal as RFC 9457 writes it, with a stable code; the text is Chinese unless English is asked for.</summary>
/// <param name="Status">HTTP status, 400 to 599.</param>
/// <param name="Field">JSON path or name of the query value at fault.</param>
/// <param name="More">Further members, for example the projects a report lacks.</param>
/// <param name="RetryAfter">When to ask again.</param>
public sealed record Problem(
    int Status, string Code, Message Message, string? Field = null, object? More = null, TimeSpan? RetryAfter = null) : IResult
{
    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var language = LanguageOf(httpContext.Request);
        var response = httpContext.Response;
        response.StatusCode = Status;
        response.ContentType = "application/problem+json";
        response.Headers.ContentLanguage = language;
        if (Status == StatusCodes.Status401Unauthorized)
        {
            response.Headers.WWWAuthenticate = "Bearer";
        }

        if (RetryAfter is { } wait)
        {
            response.Headers.RetryAfter = Math.Max(1, Math.Ceiling(wait.TotalSeconds)).ToString(CultureInfo.InvariantCulture);
        }

        var body = new Body($"urn:perfflow:problem:{Code}", language == "en" ? Message.En : Message.Zh, Status, Code, Field, More);
        // no token: an aborted request is not a fault
        await response.Body.WriteAsync(JsonSerializer.SerializeToUtf8Bytes(body, Json.Options));
    }

    internal static string LanguageOf(HttpRequest request) =>
        request.GetTypedHeaders().AcceptLanguage
            .Where(range => range.Quality is not 0) // 0 says: not this one
            .OrderByDescending(range => range.Quality ?? 1)
            .Select(range => range.Value.Value?.Split('-')[0].ToLowerInvariant())
            .FirstOrDefault(tag => tag is "zh" or "en") ?? "zh";

    private sealed record Body(
        string Type,
        string Title,
        int Status,
        string Code,
        [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Field,
        [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] object? More);
}
