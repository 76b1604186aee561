using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using PerfFlow.SemanticsApp.Durable;

namespace PerfFlow.Semantics.Tests.Crash;

/// <summary>Starts one voyage, raises its cargo events and waits for its end, and lives through the kills meanwhile.</summary>
internal sealed class VoyageClient(FragileHost host, Progress progress, string id, int legs)
{
    private static readonly TimeSpan Deadline = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    /// <summary>
    /// How long a voyage may stand still before its cargo is sent again. The engine throws an event away whose instance it cannot
    /// see yet, since a killed host had its start in hand (DurableTask.AzureStorage, "No such instance"): events are wake-ups, and who
    /// sends them looks again, as the app's sweep does.
    /// </summary>
    private static readonly TimeSpan Standstill = TimeSpan.FromSeconds(20);

    /// <summary>By cargo: how often it was sent until the answer came.</summary>
    private readonly Dictionary<string, int> tries = [];

    private InstanceView? end;
    private int hostKills;

    public async Task<VoyageClient> SailAsync()
    {
        var killsBefore = host.HostKills;
        await PostAsync($"start/{nameof(Voyages.Voyage)}/{id}", new Voyages.VoyageState(legs, []), HttpStatusCode.Accepted);
        await LoadAsync();
        end = await EndAsync();
        hostKills = host.HostKills - killsBefore;
        return this;
    }

    public void AssertWhole()
    {
        Assert.True(end!.Status == "Completed", $"{end}");
        var done = JsonSerializer.Deserialize<Voyages.VoyageState>(end.Output!, JsonSerializerOptions.Web)!.Legs;

        // What one uninterrupted voyage gives; receipts are unique to the execution of the activity that was recorded.
        Assert.Equal(
            Enumerable.Range(0, legs).Select(leg => (Subject: $"{id}/{leg}", Sum: 2 * ((3 * leg) + 3), Stopover: $"stopover {leg}")),
            done.Select(leg => (leg.Receipt.Split('#')[0], leg.Sum, leg.Stopover)));
        Assert.All(done, leg => Assert.Equal(leg.Receipt, leg.Repeated));
        Assert.Equal(legs, done.Select(leg => leg.Receipt).Distinct().Count());

        // An event is taken once for each time it was sent, and again if the host was killed between taking and deleting its message:
        // the engine knows no two events apart.
        Assert.All(done.CountBy(leg => leg.Cargo), cargo => Assert.InRange(cargo.Value, 1, tries[cargo.Key] + hostKills));
        if (hostKills == 0 && tries.Values.All(count => count == 1))
        {
            Assert.Equal(tries.Keys.Order(), done.Select(leg => leg.Cargo).Order());
        }
    }

    private async Task LoadAsync()
    {
        for (var leg = 0; leg < legs; leg++)
        {
            var cargo = $"{id}/cargo-{leg}";

            // Cargo that was taken twice, since its answer was lost, may have ended the voyage already: it then takes no more.
            HttpStatusCode[] answers = tries.Values.Any(count => count > 1) || tries.Count == legs
                ? [HttpStatusCode.Accepted, HttpStatusCode.Conflict]
                : [HttpStatusCode.Accepted];
            tries[cargo] = tries.GetValueOrDefault(cargo) + await PostAsync($"instances/{id}/events/cargo", cargo, answers);
        }
    }

    /// <summary>Posts until one of the statuses is answered.</summary>
    /// <returns>How often it posted: more than once means the first may or may not have been taken.</returns>
    private async Task<int> PostAsync(string path, object body, params HttpStatusCode[] answers)
    {
        var waited = Stopwatch.StartNew();
        var mayHaveBeenTaken = false;
        for (var count = 1; ; count++)
        {
            var (status, text) = await SendAsync(async http =>
            {
                using var content = JsonContent.Create(body);
                await content.LoadIntoBufferAsync(); // with a length: the app takes an empty body for none
                return await http.PostAsync(path, content);
            });
            if (status is { } answered && (answers.Contains(answered) || (mayHaveBeenTaken && answered == HttpStatusCode.Conflict)))
            {
                progress.Report(path + body, 1);
                return count;
            }

            // Killed before or after it was taken: nobody knows. If after, the instance may have ended on it meanwhile.
            mayHaveBeenTaken |= status is null or HttpStatusCode.InternalServerError or HttpStatusCode.BadGateway;
            Assert.True(
                waited.Elapsed < Deadline,
                $"{path} was not answered in {waited.Elapsed}, at last {status} {text}; the app printed: {host.Own.Process.Printed}");
            await Task.Delay(Pause);
        }
    }

    private async Task<InstanceView> EndAsync()
    {
        var waited = Stopwatch.StartNew();
        var (steps, still) = (-1, Stopwatch.StartNew());
        while (true)
        {
            var (status, text) = await SendAsync(http => http.GetAsync($"instances/{id}"));
            Assert.NotEqual(HttpStatusCode.NotFound, status);
            var found = status == HttpStatusCode.OK ? JsonSerializer.Deserialize<InstanceView>(text, JsonSerializerOptions.Web) : null;
            if (found is { Status: "Completed" or "Failed" or "Terminated" })
            {
                return found;
            }

            if (int.TryParse(found?.CustomStatus, CultureInfo.InvariantCulture, out var taken) && taken != steps)
            {
                progress.Report(id, steps = taken);
                still.Restart();
            }
            else if (still.Elapsed > Standstill)
            {
                await LoadAsync();
                still.Restart();
            }

            Assert.True(
                waited.Elapsed < Deadline, $"After {waited.Elapsed}: {status} {found}; the app printed: {host.Own.Process.Printed}");
            await Task.Delay(Pause);
        }
    }

    /// <returns>No status if the connection broke.</returns>
    private async Task<(HttpStatusCode? Status, string Text)> SendAsync(Func<HttpClient, Task<HttpResponseMessage>> send)
    {
        try
        {
            using var answer = await send(host.Own.Client.Http);
            return (answer.StatusCode, await answer.Content.ReadAsStringAsync());
        }
        catch (HttpRequestException broken)
        {
            return (null, broken.Message);
        }
    }
}
