using System.Net.Http.Headers;
using System.Text;

namespace PerfFlow.Attack.Tests.App;

/// <summary>Speaks HTTP to the app as one person, or as nobody.</summary>
/// <param name="token">Null: none is sent.</param>
internal sealed class Caller(AttackedApp app, string? token)
{
    private static readonly HttpClient Http = new(new SocketsHttpHandler { MaxConnectionsPerServer = 512 })
    {
        Timeout = TimeSpan.FromMinutes(3),
    };

    public string? Token => token;

    public Task<Answer> GetAsync(string path, params (string Name, string Value)[] headers) =>
        SendAsync(HttpMethod.Get, path, null, headers);

    public Task<Answer> PostAsync(string path, string? json, params (string Name, string Value)[] headers) =>
        SendAsync(HttpMethod.Post, path, Body(json), headers);

    public Task<Answer> PutAsync(string path, string? json, params (string Name, string Value)[] headers) =>
        SendAsync(HttpMethod.Put, path, Body(json), headers);

    public Task<Answer> DeleteAsync(string path, string? json = null) => SendAsync(HttpMethod.Delete, path, Body(json));

    public Task<Answer> UploadAsync(string item, byte[] file, params (string Name, string Value)[] headers) =>
        SendAsync(HttpMethod.Post, $"{item}/uploads?fileName=表.xlsx", new ByteArrayContent(file), headers);

    /// <param name="path">From <c>/api</c> on, or without <c>/api/v1/</c>.</param>
    public async Task<Answer> SendAsync(HttpMethod method, string path, HttpContent? content, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(
            method, new Uri(app.Address, path.StartsWith("/api", StringComparison.Ordinal) ? path : $"/api/v1/{path}"));
        request.Content = content;
        if (token is not null)
        {
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        }

        foreach (var (name, value) in headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        using var response = await Http.SendAsync(request);
        return await Answer.OfAsync(response);
    }

    private static StringContent? Body(string? json) => json is null ? null : new StringContent(json, Encoding.UTF8, "application/json");
}
