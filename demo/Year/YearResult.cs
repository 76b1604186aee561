using PerfFlow.Demo.Client;
using PerfFlow.Demo.Data;
using PerfFlow.Demo.Launch;

namespace PerfFlow.Demo.Year;

/// <summary>What the year came to, as the app says it, and the files written.</summary>
/// <param name="SelfEvaluations">The approved ones, by project.</param>
/// <param name="Applied">What follows for next year's budget.</param>
/// <param name="Ledger">As the auditor finds it.</param>
/// <param name="Archives">Of all projects, verified.</param>
/// <param name="Files">Paths of all files of the run.</param>
internal sealed record YearResult(
    Board Board,
    ReportStatus Report,
    IReadOnlyDictionary<string, UploadStatus> SelfEvaluations,
    ResultList Applied,
    LedgerVerification Ledger,
    IReadOnlyList<VerifiedArchive> Archives,
    IReadOnlyList<string> Files)
{
    /// <param name="year">As somebody sees it who may read everything.</param>
    public static async Task<YearResult> CollectAsync(YearClient year, BureauYear bureau, string folder, CancellationToken cancellation)
    {
        var evaluations = new Dictionary<string, UploadStatus>();
        foreach (var project in bureau.Projects)
        {
            var sheet = year.Sheet(project.Id, "self-evaluation");
            var item = await sheet.GetAsync(cancellation);
            evaluations[project.Id] = await sheet.GetUploadAsync(item.SubmittedVersion!.Value, cancellation);
        }

        await WriteAsync("自评汇总表.xlsx", await year.DownloadWorkbookAsync(cancellation));
        await WriteAsync("自评报告.md", await year.DownloadMarkdownAsync(cancellation));
        return new YearResult(
            await year.GetBoardAsync(cancellation),
            await year.GetReportAsync(cancellation),
            evaluations,
            await year.GetResultsAsync(cancellation),
            await year.VerifyLedgerAsync(cancellation),
            await ArchivedYear.CollectAsync(year, folder, cancellation),
            RunFolder.Files(folder));

        Task WriteAsync(string name, byte[] content) => RunFolder.WriteAsync(folder, name, content, cancellation);
    }
}
