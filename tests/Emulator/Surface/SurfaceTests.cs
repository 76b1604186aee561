using System.Runtime.CompilerServices;
using Microsoft.DurableTask;

namespace PerfFlow.Emulator.Tests.Surface;

/// <summary>What compiles against the emulator compiles against the official packages (docs/decisions/0002).</summary>
public sealed class SurfaceTests
{
    private const string OwnNamespace = "PerfFlow.Emulator";

    private static readonly Type[] Visible = [.. typeof(TaskOrchestrationContext).Assembly.GetTypes().Where(type => type.IsVisible)];

    private static readonly HashSet<string> Declared =
        [.. Visible.Where(type => type.Namespace!.StartsWith("Microsoft.", StringComparison.Ordinal)).SelectMany(SurfacePrinter.Lines)];

    [Fact]
    public async Task Every_Microsoft_type_and_member_is_in_the_official_list_with_the_same_signature()
    {
        if (Environment.GetEnvironmentVariable("OFFICIAL_API") is { Length: > 0 } fullList)
        {
            await OfficialSurface.TrimAsync(fullList, Declared, SourceFolder());
        }

        var official = await OfficialSurface.ReadAsync();

        AssertNone(Declared.Except(official));
    }

    [Fact]
    public async Task The_official_list_is_trimmed_to_what_the_emulator_declares() =>
        AssertNone((await OfficialSurface.ReadAsync()).Except(Declared));

    [Fact]
    public void Every_other_public_type_is_the_emulators_own() =>
        AssertNone(Visible.Select(type => type.Namespace!).Distinct().Where(name =>
            !name.StartsWith("Microsoft.", StringComparison.Ordinal) && name != OwnNamespace && !name.StartsWith(OwnNamespace + ".", StringComparison.Ordinal)));

    private static void AssertNone(IEnumerable<string> deviating) => Assert.True(!deviating.Any(), string.Join('\n', deviating));

    private static string SourceFolder([CallerFilePath] string here = "") => Path.GetDirectoryName(here)!;
}
