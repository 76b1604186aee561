using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;

namespace PerfFlow.Functions.Tests.App;

/// <summary>An answer of the API as it came.</summary>
public sealed record Answer(
    HttpStatusCode Status, string Text, HttpResponseHeaders Headers, HttpContentHeaders ContentHeaders, byte[] Bytes)
{
    public JsonNode Json => JsonNode.Parse(Text)!;

    public string? Code => ContentHeaders.ContentType?.MediaType == "application/problem+json" ? (string?)Json["code"] : null;

    /// <summary>Status and code in one, for whole-value assertions.</summary>
    public string Outcome => Code is null ? $"{(int)Status}" : $"{(int)Status} {Code}";

    public override string ToString() => $"{Outcome} {Text}";
}

/// <summary>Speaks HTTP to the app as one person.</summary>
public sealed class ApiClient(Uri address, string? token)
{
    private static readonly HttpClient Http = new() { Timeout = TimeSpan.FromSeconds(100) };

    public Task<Answer> GetAsync(string path, params (string Name, string Value)[] headers) =>
        SendAsync(HttpMethod.Get, path, null, headers);

    public Task<Answer> PostAsync(string path, string? json, params (string Name, string Value)[] headers) =>
        SendAsync(HttpMethod.Post, path, Body(json), headers);

    public Task<Answer> PutAsync(string path, string? json, params (string Name, string Value)[] headers) =>
        SendAsync(HttpMethod.Put, path, Body(json), headers);

    public Task<Answer> DeleteAsync(string path, params (string Name, string Value)[] headers) =>
        SendAsync(HttpMethod.Delete, path, null, headers);

    public Task<Answer> UploadAsync(string item, byte[] file, params (string Name, string Value)[] headers) =>
        SendAsync(HttpMethod.Post, $"{item}/uploads?fileName=表.xlsx", new ByteArrayContent(file), headers);

    public async Task<Answer> SendAsync(HttpMethod method, string path, HttpContent? content, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(
            method, new Uri(address, path.StartsWith("/api", StringComparison.Ordinal) ? path : $"/api/v1/{path}"));
        request.Content = content;
        if (token is not null)
        {
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        }

        foreach (var (name, value) in headers)
        {
            request.Headers.TryAddWithoutValidation(name, value); // senders of nonsense validate nothing
        }

        using var response = await Http.SendAsync(request);
        var bytes = await response.Content.ReadAsByteArrayAsync();
        return new Answer(response.StatusCode, Encoding.UTF8.GetString(bytes), response.Headers, response.Content.Headers, bytes);
    }

    private static StringContent? Body(string? json) => json is null ? null : new StringContent(json, Encoding.UTF8, "application/json");
}
