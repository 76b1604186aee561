using PerfFlow.Demo.Client;
using PerfFlow.Demo.Launch;
using PerfFlow.Domain.Archive;

namespace PerfFlow.Demo.Year;

/// <summary>A project's archive as it lies on disk, found whole.</summary>
internal sealed record VerifiedArchive(string Project, string Path, ArchiveVerdict Verdict);

/// <summary>Downloads the archives of a year and verifies each from its bytes alone, as <c>demo -- verify</c> does.</summary>
internal static class ArchivedYear
{
    /// <exception cref="DemoException">An archive is not whole.</exception>
    public static async Task<IReadOnlyList<VerifiedArchive>> CollectAsync(YearClient auditor, string folder, CancellationToken cancellation)
    {
        var list = await auditor.GetArchivesAsync(cancellation);
        return await Task.WhenAll(list.Projects.Select(async project =>
        {
            var name = Path.Combine("archive", $"{project.Project}.zip");
            await RunFolder.WriteAsync(folder, name, await auditor.DownloadArchiveAsync(project.Project, cancellation), cancellation);
            var path = Path.GetFullPath(Path.Combine(folder, name));
            await using var file = File.OpenRead(path);
            var verdict = ArchiveCheck.Verify(file, project.Sha256);
            return verdict.Ok
                ? new VerifiedArchive(project.Project, path, verdict)
                : throw new DemoException(
                    $"{path} is not whole: {string.Join(' ', verdict.Problems.Select(problem => $"{problem.Code} {problem.Path}"))}");
        }));
    }
}
