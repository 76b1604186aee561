using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text.Json;

namespace PerfFlow.Attack.Tests.App;

/// <summary>
/// A project from its registration to the lock of its targets, by people who ask again under the same key until they are answered, and who
/// remember what they were told was done.
/// </summary>
internal sealed class PlayedProject(AttackUnit unit, string id)
{
    private readonly string name = $"培训项目 {id}";
    private readonly ConcurrentQueue<string> acknowledged = new();
    private byte[]? sheet; // written once: the same key brings the same bytes

    public string Id => id;

    /// <summary>Each thing that was answered as done, as the ledger calls it.</summary>
    public IReadOnlyCollection<string> Acknowledged => acknowledged;

    /// <param name="acted">Called when something is about to be asked.</param>
    public async Task PlayAsync(Action acted)
    {
        await AskAsync("project-registered", "201 200", () => unit.As("lead").PutAsync(
            $"{unit.Base}/projects/{id}",
            JsonSerializer.Serialize(new { name, section = AttackUnit.Section }),
            ("Idempotency-Key", $"register-{id}")));
        var uploaded = await AskAsync("sheet-uploaded", "202", () => unit.As("clerk").UploadAsync(
            unit.Item("targets", id), Sheet(), ("Idempotency-Key", $"upload-{id}")));
        Assert.Equal(1, (int)uploaded.Json["version"]!);
        await ReadAsync((string)uploaded.Json["status"]!, acted);
        foreach (var (person, verb, happened) in new[]
        {
            ("head", "submit", "item-submitted"), ("lead", "check", "item-checked"), ("chair", "approve", "item-approved"),
        })
        {
            await AskAsync(happened, "200", () => unit.As(person).PostAsync(
                $"{unit.Item("targets", id)}/{verb}", """{"version":1}""", ("Idempotency-Key", $"{verb}-{id}")));
        }

        async Task<Answer> AskAsync(string happened, string done, Func<Task<Answer>> ask)
        {
            var answer = await AnsweredAsync(() =>
            {
                acted();
                return ask();
            });
            Assert.True(done.Split(' ').Contains(answer.Outcome), $"{id} {happened}: {answer}");
            acknowledged.Enqueue(happened);
            return answer;
        }
    }

    /// <summary>What is wrong with what there is of it; it was played to the end.</summary>
    public async Task<IReadOnlyList<string>> FaultsAsync()
    {
        await unit.StateAsync("targets", "locked", id);
        var events = await unit.EventsAsync(id);
        var registered = (await unit.As("lead").GetAsync($"{unit.Base}/projects/{id}")).Json;
        var file = await unit.As("lead").GetAsync($"{unit.Item("targets", id)}/uploads/1/file");
        return
        [
            .. acknowledged.Except(["project-registered"]).Append("sheet-read").Append("item-locked")
                .Where(happened => events.GetValueOrDefault(happened) != 1)
                .Select(happened => $"{id}: {happened} is there {events.GetValueOrDefault(happened)} times"),
            .. (string)registered["name"]! == name ? Array.Empty<string>() : [$"{id} is called {registered["name"]}"],
            .. SHA256.HashData(file.Bytes).AsSpan().SequenceEqual(SHA256.HashData(Sheet()))
                ? Array.Empty<string>() : [$"{id}: another file"],
        ];
    }

    private byte[] Sheet() => sheet ??= Play.Targets(name);

    private Task<Answer> ReadAsync(string status, Action acted) => Eventually.AnswersAsync(
        () => AnsweredAsync(() =>
        {
            acted();
            return unit.As("clerk").GetAsync(status);
        }),
        answer => (string?)answer.Json["state"] == "read");

    /// <summary>Asks until somebody answers who was there: a process that is gone, or was in the middle, does not.</summary>
    private static async Task<Answer> AnsweredAsync(Func<Task<Answer>> ask) => (await Eventually.AnswersAsync(
        async () =>
        {
            try
            {
                return await ask();
            }
            catch (HttpRequestException)
            {
                return null;
            }
        },
        answer => answer is not null && !(answer.Status is 502 or 503 or 504 || (answer.Status == 500 && answer.Code is null))))!;
}
