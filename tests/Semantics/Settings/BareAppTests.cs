using System.Net;
using System.Net.Http.Json;
using PerfFlow.Semantics.Tests.Hosting;
using PerfFlow.SemanticsApp.Timers;

namespace PerfFlow.Semantics.Tests.Settings;

/// <summary>What a host does with an app that lacks a setting, that has no route prefix, and with bodies over its limit.</summary>
public sealed class BareAppTests(BareAppTests.Bare bare) : IClassFixture<BareAppTests.Bare>
{
    private const int BodyLimit = 1_000_000;

    [OwnHostFact]
    public async Task A_function_whose_setting_is_missing_is_left_out_and_the_others_answer()
    {
        Assert.Equal("by name", await bare.Http.GetStringAsync("Nameless"));
        await EntriesAsync(nameof(TickFunctions.StartupTick), count: 1);
        Assert.Empty(await EntriesAsync(nameof(TickFunctions.Tick), count: 0));
        Assert.Contains("TickSchedule", bare.Host!.Process.Printed, StringComparison.Ordinal);
    }

    [OwnHostTheory]
    [InlineData("PATCH", "", "ZZCatchAll ")]
    [InlineData("PATCH", "no/function/is/here", "ZZCatchAll no/function/is/here")]
    [InlineData("OPTIONS", "methods", "ZZCatchAll methods")]
    public async Task Without_a_prefix_a_catch_all_has_the_root_and_every_other_path(string method, string path, string answer)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), path);
        using var response = await bare.Http.SendAsync(request);

        Assert.Equal((HttpStatusCode.OK, answer), (response.StatusCode, await response.Content.ReadAsStringAsync()));
    }

    [OwnHostFact]
    public async Task A_body_as_long_as_the_limit_is_taken()
    {
        using var body = new ByteArrayContent(new byte[BodyLimit]);
        using var response = await bare.Http.PostAsync("streams", body);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    [OwnHostFact]
    public async Task A_longer_body_is_an_empty_500_and_no_function_begins()
    {
        var topic = $"long-{Guid.NewGuid():N}";
        using var body = new ByteArrayContent(new byte[BodyLimit + 1]);
        using var response = await bare.Http.PostAsync($"streams/{topic}", body);

        Assert.Equal((HttpStatusCode.InternalServerError, ""), (response.StatusCode, await response.Content.ReadAsStringAsync()));
        Assert.Empty(await EntriesAsync(topic, count: 0));
    }

    private Task<object[]> EntriesAsync(string topic, int count) => Eventually.AnswersAsync(
        async () => (await bare.Http.GetFromJsonAsync<object[]>($"journal/{topic}"))!, entries => entries.Length >= count);

    public sealed class Bare : IAsyncLifetime
    {
        private DirectoryInfo? folder;

        public HttpClient Http { get; } = new();

        internal OwnHost? Host { get; private set; }

        public async Task InitializeAsync()
        {
            if (!SemanticsHost.IsGiven)
            {
                folder = BareApp.Copy();
                Host = await OwnHost.StartAsync("Bare", folder.FullName, ("FUNCTIONS_REQUEST_BODY_SIZE_LIMIT", $"{BodyLimit}"));
                Http.BaseAddress = Host.Process.Address;
            }
        }

        public async Task DisposeAsync()
        {
            await (Host?.DisposeAsync() ?? ValueTask.CompletedTask);
            folder?.Delete(recursive: true);
            Http.Dispose();
        }
    }
}
