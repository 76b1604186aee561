using PerfFlow.Semantics.Tests.Hosting;
using PerfFlow.SemanticsApp.Durable;

namespace PerfFlow.Semantics.Tests.Durable;

/// <summary>The app's host.json: <c>defaultVersion</c> 1.5, <c>CurrentOrOlder</c>, <c>Fail</c>.</summary>
public sealed class VersionTests
{
    [Theory, EachHost]
    public async Task An_instance_started_without_a_version_has_the_default(HostKind kind) =>
        Assert.Equal("1.5", (await (await Instance.StartAsync(kind, nameof(Lives.Stamp))).OutputAsync<Lives.StampResult>()).Version);

    [Theory, EachHost]
    public async Task An_older_version_named_at_the_start_runs_as_that(HostKind kind) =>
        Assert.Equal(
            "1.4",
            (await (await Instance.StartAsync(kind, nameof(Lives.Stamp), query: "?version=1.4")).OutputAsync<Lives.StampResult>()).Version);

    [Theory, EachHost]
    public async Task A_sub_orchestration_runs_as_the_version_it_was_called_with_or_the_default(HostKind kind)
    {
        var instance = await Instance.StartAsync(kind, nameof(Lives.VersionedParent), query: "?version=1.3");

        Assert.Equal(["1.3", "1.2", "1.5"], await instance.OutputAsync<string[]>());
    }

    [Theory, EachHost]
    public async Task Continue_as_new_may_go_on_as_another_version(HostKind kind) =>
        Assert.Equal("1.4", await (await Instance.StartAsync(kind, nameof(Lives.Upgrade), query: "?version=1.3")).OutputAsync<string>());

    [Theory, EachHost]
    public async Task A_newer_version_than_this_code_fails(HostKind kind) =>
        Assert.Equal("Failed", (await (await Instance.StartAsync(kind, nameof(Lives.Stamp), query: "?version=1.10")).EndAsync()).Status);
}
