using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using PerfFlow.Demo.Access;

namespace PerfFlow.Demo.Client;

/// <summary>
/// PerfFlow over HTTP, typed, for one person. Every command carries an idempotency key that follows from what it does,
/// so repeating it after a lost answer or a killed process changes nothing.
/// </summary>
/// <param name="http">From <see cref="PatientHandler"/>: it bears with a worker that is replaced.</param>
/// <remarks>Any refusal is an <see cref="ApiException"/>; a host that does not come back a <see cref="Launch.DemoException"/>.</remarks>
public sealed class PerfFlowClient(HttpClient http, DevelopmentTokens tokens, Person person)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    public Person Person => person;

    /// <summary>The same host, somebody else.</summary>
    public PerfFlowClient As(Person somebody) => new(http, tokens, somebody);

    /// <summary>One year of one unit.</summary>
    public YearClient Year(string unit, int year) => new(this, unit, year);

    /// <summary>
    /// Registers a unit with its first admin, the unit head who confirms what they propose, and its sections. Takes an operator.
    /// </summary>
    public Task RegisterUnitAsync(
        string unit, string name, Person admin, Person unitHead, IEnumerable<string> sections, CancellationToken cancellation = default)
        => CommandAsync(
            HttpMethod.Post,
            "units",
            new
            {
                id = unit,
                name,
                admin = new { person = admin.Id, name = admin.Name },
                confirmer = new { person = unitHead.Id, name = unitHead.Name, role = "unit-head" },
                sections,
            },
            $"unit:{unit}",
            cancellation);

    /// <summary>An admin's: a role that decides something waits until it is confirmed.</summary>
    /// <returns>The number of the proposal; null when nothing has to be confirmed.</returns>
    public async Task<int?> SetMemberAsync(
        string unit, Person member, IReadOnlyList<string> roles, IReadOnlyList<string> sections, CancellationToken cancellation = default)
    {
        using var body = JsonContent.Create(new { name = member.Name, roles, sections }, options: Json);
        using var answer = await SendAsync(
            HttpMethod.Put,
            $"units/{unit}/members/{Uri.EscapeDataString(member.Id)}",
            body,
            $"member:{unit}:{member.Id}:{string.Join(',', roles)}:{string.Join(',', sections)}",
            cancellation);
        return answer.StatusCode == HttpStatusCode.Accepted
            ? (await answer.Content.ReadFromJsonAsync<MemberProposal>(Json, cancellation))!.Id
            : null;
    }

    /// <summary>A second person's word on what an admin has proposed.</summary>
    public Task ConfirmMemberAsync(string unit, int proposal, CancellationToken cancellation = default)
        => CommandAsync(
            HttpMethod.Post, $"units/{unit}/proposals/{proposal}/confirm", new { }, $"confirm:{unit}:{proposal}", cancellation);

    /// <summary>The person's own notices.</summary>
    public Task<PersonalInbox> GetInboxAsync(string unit, CancellationToken cancellation = default)
        => GetAsync<PersonalInbox>($"units/{unit}/inbox", cancellation);

    public Task ReadNoticeAsync(string unit, string notice, CancellationToken cancellation = default)
        => CommandAsync(HttpMethod.Post, $"units/{unit}/inbox/{notice}/read", new { }, $"read:{unit}:{notice}", cancellation);

    internal async Task<T> GetAsync<T>(string path, CancellationToken cancellation)
    {
        using var answer = await SendAsync(HttpMethod.Get, path, null, null, cancellation);
        return (await answer.Content.ReadFromJsonAsync<T>(Json, cancellation))!;
    }

    internal async Task<byte[]> DownloadAsync(string path, CancellationToken cancellation)
    {
        using var answer = await SendAsync(HttpMethod.Get, path, null, null, cancellation);
        return await answer.Content.ReadAsByteArrayAsync(cancellation);
    }

    internal async Task CommandAsync(HttpMethod method, string path, object command, string key, CancellationToken cancellation)
    {
        using var body = JsonContent.Create(command, options: Json);
        using var answer = await SendAsync(method, path, body, key, cancellation);
    }

    internal async Task<T> UploadAsync<T>(string path, byte[] file, string key, CancellationToken cancellation)
    {
        using var body = new ByteArrayContent(file);
        body.Headers.ContentType = new MediaTypeHeaderValue("application/octet-stream");
        using var answer = await SendAsync(HttpMethod.Post, path, body, key, cancellation);
        return (await answer.Content.ReadFromJsonAsync<T>(Json, cancellation))!;
    }

    private async Task<HttpResponseMessage> SendAsync(
        HttpMethod method, string path, HttpContent? body, string? key, CancellationToken cancellation)
    {
        using var request = new HttpRequestMessage(method, $"/api/v1/{path}") { Content = body };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", tokens.For(person));
        if (key is not null)
        {
            request.Headers.Add(IdempotencyKey.Header, IdempotencyKey.Of(key));
        }

        var answer = await http.SendAsync(request, cancellation);
        if (answer.IsSuccessStatusCode)
        {
            return answer;
        }

        using (answer)
        {
            throw await ApiException.OfAsync(answer, cancellation);
        }
    }
}
