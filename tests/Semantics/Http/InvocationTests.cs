using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using PerfFlow.Semantics.Tests.Hosting;
using PerfFlow.SemanticsApp.Http;

namespace PerfFlow.Semantics.Tests.Http;

public sealed class InvocationTests : HttpTests
{
    [Theory, EachHost]
    public async Task Constructor_request_and_context_share_one_scope_that_no_other_invocation_has(HostKind kind)
    {
        var first = await InvokeAsync(kind);
        var second = await InvokeAsync(kind);

        Assert.Equal(first.Constructor, first.RequestServices);
        Assert.Equal(first.Constructor, first.InstanceServices);
        Assert.NotEqual(first.Constructor, second.Constructor);
        Assert.NotEqual(first.InvocationId, second.InvocationId);
    }

    [Theory, EachHost]
    public async Task The_context_names_the_function_and_carries_what_middleware_left(HostKind kind)
    {
        var invocation = await InvokeAsync(kind);

        Assert.Equal(
            (nameof(InvocationFunctions.Invocation), typeof(InvocationFunctions).FullName + ".Invocation", "from the middleware"),
            (invocation.Name, invocation.EntryPoint, invocation.Note));
    }

    [Theory, EachHost]
    public async Task An_invocation_id_of_the_clients_does_not_pass_for_the_hosts(HostKind kind)
    {
        using var response = await GetAsync(kind, "invocation", ("x-ms-invocation-id", "forged"));
        var invocation = (await response.Content.ReadFromJsonAsync<InvocationView>())!;

        Assert.Equal(invocation.InvocationId, invocation.InvocationHeader);
    }

    [Theory, EachHost]
    public async Task The_app_sees_its_local_settings_and_runs_in_Development(HostKind kind) =>
        await AssertJsonAsync(kind, "settings/TickSchedule", """{"value":"*/1 * * * * *","environment":"Development"}""");

    [Theory, EachHost]
    public async Task Middleware_runs_around_the_function_in_the_order_of_registration(HostKind kind)
    {
        var topic = $"trace-{Guid.NewGuid():N}";
        using var response = await GetAsync(kind, "invocation", ("x-trace", topic));
        response.EnsureSuccessStatusCode();

        Assert.Equal(
            ["outer in", "inner in", "function", "inner out", "outer out"],
            await (await HostAsync(kind)).JournalAsync<string>(topic, count: 5));
    }

    [Theory, EachHost]
    public async Task Middleware_that_sets_a_result_and_does_not_go_on_answers_for_the_function(HostKind kind)
    {
        var topic = $"trace-{Guid.NewGuid():N}";
        using var response = await GetAsync(kind, "invocation", ("x-trace", topic), ("x-refuse", "yes"));

        Assert.Equal((HttpStatusCode.Unauthorized, "refused"), (response.StatusCode, await TitleAsync(response)));
        Assert.Equal(["outer in", "inner in", "outer out"], await (await HostAsync(kind)).JournalAsync<string>(topic, count: 3));
    }

    [Theory, EachHost]
    public async Task Middleware_sees_what_a_function_throws_and_can_answer_for_it(HostKind kind)
    {
        using var response = await GetAsync(kind, "results/thrown");

        Assert.Equal((HttpStatusCode.InternalServerError, "System.FormatException"), (response.StatusCode, await TitleAsync(response)));
    }

    [Theory, EachHost]
    public async Task A_function_is_cancelled_when_its_client_leaves(HostKind kind)
    {
        var host = await HostAsync(kind);
        var topic = $"hang-{Guid.NewGuid():N}";
        using var leave = new CancellationTokenSource();
        var request = host.Http.GetAsync($"hang/{topic}", leave.Token);
        await host.JournalAsync<string>(topic, count: 1);
        await leave.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => request);
        Assert.Equal(["started", "cancelled"], await host.JournalAsync<string>(topic, count: 2));
    }

    private static async Task<InvocationView> InvokeAsync(HostKind kind) =>
        (await (await HostAsync(kind)).Http.GetFromJsonAsync<InvocationView>("invocation"))!;

    private static async Task<string?> TitleAsync(HttpResponseMessage problem) =>
        (await problem.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("title").GetString();

    private sealed record InvocationView(
        Guid Constructor,
        Guid RequestServices,
        Guid InstanceServices,
        string InvocationId,
        string InvocationHeader,
        string Name,
        string EntryPoint,
        string Note);
}
