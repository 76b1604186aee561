using static PerfFlow.Infra.Tests.Hooks.Expected;

namespace PerfFlow.Infra.Tests.Hooks;

/// <summary>What can be wrong is said, with what to do about it, and the deployment fails.</summary>
public sealed class HookFailureTests : IDisposable
{
    private readonly StubbedAz az = new();

    [PosixFact]
    public async Task A_subscription_that_stays_refused_fails_with_the_reason_and_without_the_key()
    {
        az.Answers("functionapp-keys", new Answer(StubbedAz.Key));
        az.Answers(
            "eventgrid-system-topic", new Answer(Error: $"ERROR: no answer from {Endpoint(StubbedAz.Key)} ({StubbedAz.Key})", ExitCode: 3));

        Assert.Equal(
            new HookRun(
                1, Waiting, $"postdeploy: the subscription on uploads was refused: ERROR: no answer from {Endpoint("***")} (***)\n"),
            await az.RunAsync());

        Assert.Equal([Account, App, Keys, .. Enumerable.Repeat(Subscribe, 6)], az.Calls);
    }

    [PosixFact]
    public async Task A_key_that_never_appears_ends_the_wait_with_the_words_of_the_last_try()
    {
        az.Answers("functionapp-keys", new Answer(Error: "ERROR: the host is not running\n", ExitCode: 1));

        Assert.Equal(
            new HookRun(
                1,
                Waiting,
                "ERROR: the host is not running\npostdeploy: func-perfflow-test made no key blobs_extension:"
                + " it did not start, or IngestSheet is not in it. See its log.\n"),
            await az.RunAsync());

        Assert.Equal([Account, App, .. Enumerable.Repeat(Keys, 31)], az.Calls);
    }

    [PosixFact]
    public async Task A_key_that_does_not_stand_in_an_address_is_refused()
    {
        az.Answers("functionapp-keys", new Answer("two words&more"));

        Assert.Equal(
            new HookRun(1, Waiting, "postdeploy: the key blobs_extension has characters that do not stand in an address: renew it.\n"),
            await az.RunAsync());

        Assert.Empty(az.Endpoints);
    }

    [PosixFact]
    public async Task Without_the_azure_cli_the_hook_says_so()
    {
        using var none = new StubbedAz { IsInstalled = false };

        Assert.Equal(
            new HookRun(1, "", "postdeploy: the Azure CLI (az) is missing; without it uploads wait for the sweep.\n"),
            await none.RunAsync());
    }

    [PosixFact]
    public async Task Who_is_not_signed_in_is_told_to()
    {
        az.Answers("account-show", new Answer(Error: "ERROR: Please run 'az login' to setup account.\n", ExitCode: 1));

        Assert.Equal(
            new HookRun(
                1,
                "",
                "ERROR: Please run 'az login' to setup account.\npostdeploy: the Azure CLI cannot use subscription the-subscription:"
                + " run az login (signing in with azd is not enough).\n"),
            await az.RunAsync());

        Assert.Equal([Account], az.Calls);
    }

    [PosixFact]
    public async Task An_app_that_is_not_there_is_named()
    {
        az.Answers("functionapp-show", new Answer(Error: "ERROR: ResourceNotFound\n", ExitCode: 3));

        Assert.Equal(
            new HookRun(
                1,
                "",
                "ERROR: ResourceNotFound\n"
                + "postdeploy: there is no function app func-perfflow-test in rg-perfflow-test: run azd provision.\n"),
            await az.RunAsync());

        Assert.Equal([Account, App], az.Calls);
    }

    [PosixFact]
    public async Task A_missing_output_of_the_template_is_named()
    {
        foreach (var name in az.Environment.Keys.Where(name => name != "POSTDEPLOY_PAUSE").ToList())
        {
            using var without = new StubbedAz();
            without.Environment.Remove(name);

            Assert.Equal(new HookRun(1, "", $"postdeploy: {name} is not set: run azd provision first.\n"), await without.RunAsync());
            Assert.Empty(without.Calls);
        }
    }

    public void Dispose() => az.Dispose();
}
