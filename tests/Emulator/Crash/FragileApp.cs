using System.Diagnostics;
using System.Net;
using System.Net.Http.Json;
using PerfFlow.Azurite;
using PerfFlow.SemanticsApp.Durable;

namespace PerfFlow.Emulator.Tests.Crash;

/// <summary>The semantics app on the shared Azurite, with a client that lives through its kills.</summary>
internal sealed class FragileApp : IAsyncDisposable
{
    private static readonly string Assembly = Path.Combine(AppContext.BaseDirectory, "PerfFlow.SemanticsApp.dll");
    private static readonly TimeSpan Deadline = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(40);

    private readonly HttpClient http = new() { Timeout = TimeSpan.FromSeconds(30) };
    private readonly string storage;
    private readonly (string, string)[] settings;
    private FunctionAppProcess process;

    private FragileApp(string storage, (string, string)[] settings, FunctionAppProcess process)
    {
        this.storage = storage;
        this.settings = settings;
        this.process = process;
    }

    /// <param name="liveExecutions">Whether orchestrations stay in memory between turns; if not, each turn replays.</param>
    public static async Task<FragileApp> StartAsync(string hub, bool liveExecutions)
    {
        var storage = (await AzuriteServer.SharedAsync()).ConnectionString;
        (string, string)[] settings =
        [
            ("AzureFunctionsJobHost__extensions__durableTask__hubName", hub),
            ("AzureFunctionsJobHost__extensions__durableTask__extendedSessionsEnabled", liveExecutions ? "true" : "false"),
            ("TickSchedule", "0 0 0 1 1 *"),
        ];
        return new FragileApp(storage, settings, await FunctionAppProcess.StartAsync(Assembly, storage, settings));
    }

    /// <summary>Kills the process after each of the times it has run, and starts it again.</summary>
    public async Task KillAndRestartAfterAsync(IEnumerable<TimeSpan> times)
    {
        foreach (var time in times)
        {
            await Task.Delay(time);
            await process.KillAsync();
            process.Dispose();
            process = await FunctionAppProcess.StartAsync(Assembly, storage, settings);
        }
    }

    /// <summary>Posts until one of the statuses is answered.</summary>
    /// <returns>How often it posted: more than once means the first may or may not have been taken.</returns>
    public async Task<int> PostUntilAnsweredAsync(string path, object body, params HttpStatusCode[] answers)
    {
        var waited = Stopwatch.StartNew();
        var last = "not at all";
        var mayHaveBeenTaken = false;
        for (var tries = 1; ; tries++)
        {
            try
            {
                using var content = JsonContent.Create(body);
                await content.LoadIntoBufferAsync(); // with a length: the app takes an empty body for none
                using var answer = await http.PostAsync(new Uri(process.Address, $"api/{path}"), content);
                if (answers.Contains(answer.StatusCode) || (mayHaveBeenTaken && answer.StatusCode == HttpStatusCode.Conflict))
                {
                    return tries;
                }

                last = $"{answer.StatusCode} {await answer.Content.ReadAsStringAsync()}";
            }
            catch (Exception lost) when (lost is HttpRequestException or InvalidOperationException && waited.Elapsed < Deadline)
            {
                // Killed before or after it took the request: nobody knows. If after, the instance may have ended on it meanwhile.
                mayHaveBeenTaken = true;
            }

            Assert.True(waited.Elapsed < Deadline, $"{path} was not answered in {waited.Elapsed}, at last {last}; the app printed: {process.Printed}");
            await Task.Delay(Pause);
        }
    }

    public async Task<InstanceView> EndAsync(string id)
    {
        var waited = Stopwatch.StartNew();
        while (true)
        {
            using var answer = await http.GetAsync(new Uri(process.Address, $"api/instances/{id}"));
            var found = answer.IsSuccessStatusCode ? await answer.Content.ReadFromJsonAsync<InstanceView>() : null;
            Assert.True(found is not null, $"{id} answers {answer.StatusCode} {await answer.Content.ReadAsStringAsync()} after {waited.Elapsed} of waiting");
            if (found is { Status: "Completed" or "Failed" or "Terminated" })
            {
                return found;
            }

            Assert.True(
                waited.Elapsed < Deadline,
                $"After {waited.Elapsed}: {found}; the app printed: {process.Printed}");
            await Task.Delay(Pause);
        }
    }

    public ValueTask DisposeAsync()
    {
        process.Dispose();
        http.Dispose();
        return ValueTask.CompletedTask;
    }
}
