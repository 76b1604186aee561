using System.Net;
using PerfFlow.Demo.Access;
using PerfFlow.Demo.Client;
using PerfFlow.Demo.Launch;
using PerfFlow.LocalHost;

namespace PerfFlow.EndToEnd.Tests;

/// <summary>The demo's client against a server that goes away, comes back, and refuses.</summary>
public sealed class PatientHandlerTests
{
    private const string Problem = "application/problem+json";
    private static readonly Person Clerk = new("tenant", "clerk", "Clerk");
    private static readonly Reply Inbox = Reply.Of(HttpStatusCode.OK, """{"notices":[]}""");

    public static TheoryData<Reply> Passing =>
    [
        Reply.Reset,
        Reply.HalfAnAnswer,
        Reply.Of(HttpStatusCode.InternalServerError),
        Reply.Of(HttpStatusCode.BadGateway),
        Reply.Of(HttpStatusCode.ServiceUnavailable),
        Reply.Of(HttpStatusCode.GatewayTimeout, "<html>", "text/html"),
        Reply.Of(HttpStatusCode.ServiceUnavailable, """{"code":"STORAGE_UNAVAILABLE"}""", Problem),
    ];

    [Theory]
    [MemberData(nameof(Passing))]
    public async Task What_passes_is_asked_again_until_the_app_answers(Reply trouble)
    {
        await using var server = new ScriptedServer(trouble, trouble, Inbox);
        using var patient = Patient();

        Assert.Empty((await Client(patient, server.Address).GetInboxAsync("unit")).Notices);
        Assert.Equal(3, server.Requests.Count);
    }

    [Fact]
    public async Task A_command_comes_again_whole_and_with_the_same_key()
    {
        await using var server = new ScriptedServer(Reply.Reset, Reply.Of(HttpStatusCode.BadGateway), Reply.Of(HttpStatusCode.NoContent));
        using var patient = Patient();

        await Client(patient, server.Address).ReadNoticeAsync("unit", "notice");

        Assert.Equal(3, server.Requests.Count);
        var request = Assert.Single(server.Requests.Distinct());
        Assert.StartsWith("POST /api/v1/units/unit/inbox/notice/read ", request, StringComparison.Ordinal);
        Assert.Contains("Idempotency-Key: ", request, StringComparison.Ordinal);
        Assert.Contains("\r\n{}\r\n", request, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_server_that_is_not_there_yet_is_waited_for()
    {
        var port = LoopbackPort.Free();
        var refused = new TaskCompletionSource();
        using var patient = new PatientHandler(new Refused(refused));
        var asking = Client(patient, new Uri($"http://127.0.0.1:{port}")).GetInboxAsync("unit");
        await refused.Task;
        await using var server = new ScriptedServer(port, Inbox);

        Assert.Empty((await asking).Notices);
    }

    [Theory]
    [InlineData(HttpStatusCode.InternalServerError)]
    [InlineData(HttpStatusCode.Conflict)]
    [InlineData(HttpStatusCode.NotFound)]
    public async Task What_the_app_refuses_itself_is_not_asked_again(HttpStatusCode status)
    {
        await using var server = new ScriptedServer(Reply.Of(status, """{"code":"NO"}""", Problem), Inbox);
        using var patient = Patient();

        var refused = await Assert.ThrowsAsync<ApiException>(() => Client(patient, server.Address).GetInboxAsync("unit"));

        Assert.Equal((status, "NO"), (refused.Status, refused.Code));
        Assert.Single(server.Requests);
    }

    [Fact]
    public async Task A_command_without_a_key_is_sent_once()
    {
        await using var server = new ScriptedServer(Reply.Of(HttpStatusCode.BadGateway), Reply.Of(HttpStatusCode.NoContent));
        using var patient = Patient();
        using var http = patient.ClientOf(server.Address);

        using var answer = await http.PostAsync("/", null);

        Assert.Equal(HttpStatusCode.BadGateway, answer.StatusCode);
        Assert.Single(server.Requests);
    }

    [Fact]
    public async Task Patience_ends_in_a_sentence_that_says_what_to_do()
    {
        await using var server = new ScriptedServer([.. Enumerable.Repeat(Reply.Of(HttpStatusCode.BadGateway, "worker away"), 50)]);
        using var patient = Patient(TimeSpan.FromMilliseconds(500));

        var given = await Assert.ThrowsAsync<DemoException>(() => Client(patient, server.Address).GetInboxAsync("unit"));

        Assert.Matches(
            $@"^The host at {server.Address.GetLeftPart(UriPartial.Authority)} gave no answer of the app to GET /api/v1/units/unit/inbox "
            + $@"for \d+ seconds \(502 worker away\)\. Start it again, and continue with --resume\.$",
            given.Message);
        Assert.True(server.Requests.Count > 1);
    }

    [Fact]
    public async Task A_host_that_has_ended_is_not_waited_for()
    {
        await using var server = new ScriptedServer(Reply.Of(HttpStatusCode.BadGateway), Inbox);
        using var patient = new PatientHandler(new SocketsHttpHandler(), ended: () => "The host has ended.");

        var given = await Assert.ThrowsAsync<DemoException>(() => Client(patient, server.Address).GetInboxAsync("unit"));

        Assert.Equal("The host has ended.", given.Message);
        Assert.Single(server.Requests);
    }

    private static PatientHandler Patient(TimeSpan? patience = null) => new(new SocketsHttpHandler(), patience);

    private static PerfFlowClient Client(PatientHandler patient, Uri address)
        => new(patient.ClientOf(address), new DevelopmentTokens(new string('k', 32), TimeProvider.System), Clerk);

    /// <summary>Tells of the first connection that came to nothing.</summary>
    private sealed class Refused(TaskCompletionSource refused) : DelegatingHandler(new SocketsHttpHandler())
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            try
            {
                return await base.SendAsync(request, cancellationToken);
            }
            catch (HttpRequestException)
            {
                refused.TrySetResult();
                throw;
            }
        }
    }
}
