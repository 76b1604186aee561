using PerfFlow.Demo.Launch;
using PerfFlow.Domain.Archive;

namespace PerfFlow.Demo.Verify;

/// <summary>Verifies the archive of a project-year from its bytes alone: no network, no storage, no host.</summary>
internal static class VerifyCommand
{
    public const string Usage = """
        dotnet run --project demo -- verify FILE.zip [--sha256 HASH]

          --sha256 HASH  of the whole file, as the unit's ledger has it: then no byte at all may differ
        """;

    /// <returns>0 when the archive is whole, 1 when it is not.</returns>
    /// <exception cref="DemoException">The command line cannot be read.</exception>
    public static int Run(IReadOnlyList<string> args, TextWriter to)
    {
        var (path, sha256) = args switch
        {
            [var file] when !file.StartsWith('-') => (file, null),
            [var file, "--sha256", var hash] when !file.StartsWith('-') => (file, hash),
            ["--sha256", var hash, var file] when !file.StartsWith('-') => (file, hash),
            _ => throw new DemoException(Usage),
        };
        using var archive = File.OpenRead(path);
        var verdict = ArchiveCheck.Verify(archive, sha256);
        if (verdict.Manifest is { } manifest)
        {
            to.WriteLine($"{manifest.UnitName} {manifest.Year} {manifest.ProjectName} ({manifest.Stream})");
            to.WriteLine($"{verdict.Files} files, {verdict.Events} events, head {manifest.Head.Hash}");
        }

        foreach (var problem in verdict.Problems)
        {
            to.WriteLine(
                $"{problem.Code} {problem.Path}: {problem.Text.Zh} {problem.Text.En}".Replace(" :", ":", StringComparison.Ordinal));
        }

        to.WriteLine(verdict.Ok ? "OK: 档案完整 The archive is whole." : $"FAILED: {verdict.Problems.Count} 处问题 problems.");
        return verdict.Ok ? 0 : 1;
    }
}
