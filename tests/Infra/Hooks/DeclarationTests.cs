using System.Diagnostics;
using System.Text.RegularExpressions;

namespace PerfFlow.Infra.Tests.Hooks;

/// <summary>That azd finds the hook and can start it, and that the hook names the function that is deployed.</summary>
public sealed partial class DeclarationTests
{
    private const string Hook = "infra/hooks/postdeploy.sh";

    [Fact]
    public void Azd_deploys_the_function_app_and_runs_the_hook_after_it() => Assert.Equal(
        """
        name: perfflow
        services:
          functions:
            project: ./functions
            language: dotnet
            host: function
        infra:
          provider: bicep
          path: infra
        hooks:
          postdeploy:
            shell: sh
            run: infra/hooks/postdeploy.sh
            interactive: true

        """,
        Comment().Replace(Repository.Read("azure.yaml"), ""));

    [Fact]
    public async Task The_hook_can_be_started_in_every_clone()
    {
        using var git = Process.Start(new ProcessStartInfo("git", ["ls-files", "--stage", Hook])
        {
            WorkingDirectory = Repository.Root,
            RedirectStandardOutput = true,
        })!;
        var entry = await git.StandardOutput.ReadToEndAsync();
        await git.WaitForExitAsync();

        Assert.StartsWith("100755 ", entry, StringComparison.Ordinal);
        Assert.StartsWith("#!/bin/sh\n", Repository.Read(Hook), StringComparison.Ordinal);
    }

    [Fact]
    public void The_hook_tells_the_function_that_reads_the_container_it_filters()
    {
        var trigger = Repository.SourcesOf("functions").Select(source => BlobFunction().Match(source)).Single(match => match.Success);
        var hook = Repository.Read(Hook);

        Assert.Contains($"?functionName=Host.Functions.{trigger.Groups["name"].Value}\"", hook, StringComparison.Ordinal);
        Assert.Contains(
            $"--subject-begins-with /blobServices/default/containers/{trigger.Groups["container"].Value}/ ",
            hook,
            StringComparison.Ordinal);
        Assert.Equal("AzureWebJobsStorage", trigger.Groups["connection"].Value);
    }

    [Fact]
    public void Nothing_of_a_build_switch_is_left_in_the_deployment() => Assert.All(
        [Repository.File("azure.yaml"), .. Directory.EnumerateFiles(Repository.File("infra"), "*", SearchOption.AllDirectories)],
        file => Assert.DoesNotMatch("FunctionsHost|BlobSource", File.ReadAllText(file)));

    [GeneratedRegex(@"^ *#.*\n", RegexOptions.Multiline)]
    private static partial Regex Comment();

    [GeneratedRegex(
        """\[Function\(nameof\((?<name>\w+)\)\)\][^\]]*\[BlobTrigger\("(?<container>[^/"]+)"""
        + """/[^\]]*Connection = "(?<connection>\w+)"[^\]]*\]""")]
    private static partial Regex BlobFunction();
}
