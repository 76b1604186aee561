using PerfFlow.Semantics.Tests.Hosting;
using PerfFlow.SemanticsApp.Durable;

namespace PerfFlow.Semantics.Tests.Durable;

public sealed class CompositionTests
{
    [Theory, EachHost]
    public async Task Activities_run_in_sequence_each_on_the_result_of_the_last(HostKind kind)
    {
        var instance = await Instance.StartAsync(kind, nameof(Composition.Chain), 5);

        Assert.Equal(40, await instance.OutputAsync<int>());
    }

    [Theory, EachHost]
    public async Task Activities_fan_out_and_their_results_keep_the_order_of_the_calls(HostKind kind)
    {
        var instance = await Instance.StartAsync(kind, nameof(Composition.FanOut), 120);

        Assert.Equal(Enumerable.Range(0, 120).Select(number => 2 * number), await instance.OutputAsync<int[]>());
    }

    [Theory, EachHost]
    public async Task A_sub_orchestration_knows_its_parent_and_has_the_id_it_was_given_or_one_of_its_own(HostKind kind)
    {
        var instance = await Instance.StartAsync(kind, nameof(Composition.Parent), "绩效");

        var children = await instance.OutputAsync<Composition.Family[]>();

        Assert.Equal(
            [
                new Composition.Family(nameof(Composition.Parent), instance.Id, instance.Id + "-child", "绩效"),
                new Composition.Family(nameof(Composition.Parent), instance.Id, children[1].Id, "绩效"),
            ],
            children);
        Assert.NotEqual(children[0].Id, children[1].Id);
        Assert.NotEqual(instance.Id, children[1].Id);
    }

    [Theory, EachHost]
    public async Task A_sub_orchestration_can_be_read_by_its_own_id(HostKind kind)
    {
        var parent = await Instance.StartAsync(kind, nameof(Composition.Guardian));
        var child = new Instance(await SemanticsHost.GetAsync(kind), parent.Id + "-child");

        await child.UntilWaitingAsync();
        await child.RaiseAsync("go", "told the child");

        Assert.Equal("told the child", await parent.OutputAsync<string>());
        Assert.Equal("told the child", await child.OutputAsync<string>());
    }

    [Theory, EachHost]
    public async Task Large_payloads_travel_whole(HostKind kind)
    {
        // Over the 60 KB that a table row holds, and over 1 MB; a character outside ASCII takes more bytes than characters.
        foreach (var length in (int[])[70_000, 1_200_000])
        {
            var text = string.Concat(Enumerable.Range(0, length / 10).Select(number => $"{number:D9}目"));
            var instance = await Instance.StartAsync(kind, nameof(Lives.Bulk), text);

            Assert.Equal(text, await instance.OutputAsync<string>());
            Assert.Equal(System.Text.Json.JsonSerializer.Serialize(text), Normal((await instance.FindAsync())!.Input!));
        }
    }

    /// <summary>JSON text in one spelling: hosts differ in which characters they escape.</summary>
    private static string Normal(string json) =>
        System.Text.Json.JsonSerializer.Serialize(System.Text.Json.JsonSerializer.Deserialize<string>(json));
}
