using static PerfFlow.Infra.Tests.Hooks.Expected;

namespace PerfFlow.Infra.Tests.Hooks;

/// <summary>The hook after the deployment, run for real against a stub of the Azure CLI. It was never run on a subscription.</summary>
public sealed class HookTests : IDisposable
{
    private readonly StubbedAz az = new();

    [PosixFact]
    public async Task A_first_deployment_waits_for_the_key_and_subscribes_the_extension()
    {
        az.Answers("functionapp-keys", new(Error: "ERROR: the host is starting\n", ExitCode: 1), new(), new(StubbedAz.Key + "\n"));

        Assert.Equal(Success, await az.RunAsync());

        Assert.Equal([Account, App, Keys, Keys, Keys, Subscribe], az.Calls);
        Assert.Equal([Endpoint(StubbedAz.Key)], az.Endpoints);
    }

    [PosixFact]
    public async Task A_second_deployment_sets_the_same_again()
    {
        az.Answers("functionapp-keys", new Answer(StubbedAz.Key));

        Assert.Equal(Success, await az.RunAsync());
        Assert.Equal(Success, await az.RunAsync());

        Assert.Equal([Account, App, Keys, Subscribe, Account, App, Keys, Subscribe], az.Calls);
        Assert.Equal([Endpoint(StubbedAz.Key), Endpoint(StubbedAz.Key)], az.Endpoints);
    }

    [PosixFact]
    public async Task A_renewed_key_is_taken()
    {
        az.Answers("functionapp-keys", new(StubbedAz.Key), new("another/key"));

        await az.RunAsync();
        Assert.Equal(Success, await az.RunAsync());

        Assert.Equal([Endpoint(StubbedAz.Key), Endpoint("another/key")], az.Endpoints);
    }

    [PosixFact]
    public async Task A_host_that_misses_the_first_handshake_is_called_again()
    {
        az.Answers("functionapp-keys", new Answer(StubbedAz.Key));
        az.Answers("eventgrid-system-topic", new(Error: "ERROR: Webhook validation handshake failed", ExitCode: 1), new());

        Assert.Equal(Success, await az.RunAsync());

        Assert.Equal([Account, App, Keys, Subscribe, Subscribe], az.Calls);
    }

    public void Dispose() => az.Dispose();
}
