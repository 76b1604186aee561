using System.Diagnostics;
using System.Reflection;
using PerfFlow.Demo.Launch;

namespace PerfFlow.EndToEnd.Tests;

/// <summary>The deployment compiles. Nothing is fetched: the templates use no module registry.</summary>
public sealed class InfraTests
{
    [Fact]
    public async Task Infra_compiles_without_a_warning()
    {
        var bicep = typeof(InfraTests).Assembly
            .GetCustomAttributes<AssemblyMetadataAttribute>()
            .Single(metadata => metadata.Key == "BicepPath").Value!;
        using var compiler = Process.Start(new ProcessStartInfo(bicep, ["build", Repository.File("infra/main.bicep"), "--stdout"])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        var template = compiler.StandardOutput.ReadToEndAsync();
        var complaints = await compiler.StandardError.ReadToEndAsync();
        await compiler.WaitForExitAsync();

        Assert.Equal("", complaints);
        Assert.Equal(0, compiler.ExitCode);
        Assert.Contains("\"allowSharedKeyAccess\": false", await template, StringComparison.Ordinal);
    }
}
