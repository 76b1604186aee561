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
    private static readonly (string Name, string Form)[] Reported =
    [
        ("自评报告.docx", "word"), ("自评报告.html", "html"), ("自评报告.md", "markdown"), ("自评报告内部附件.docx", "internal"),
        ("自评汇总表.xlsx", "workbook"),
    ];

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

        foreach (var (name, form) in Reported)
        {
            await RunFolder.WriteAsync(folder, name, await year.DownloadReportAsync(form, cancellation), cancellation);
        }

        var status = await year.GetAsync(cancellation);
        foreach (var period in status.Stages.Select(stage => stage.Id).Where(id => id.StartsWith('q')).Concat(["half", "full"]))
        {
            await RunFolder.WriteAsync(
                folder, $"运行监控报告-{period}.docx", await year.DownloadMonitoringReportAsync(period, cancellation), cancellation);
        }

        return new YearResult(
            await year.GetBoardAsync(cancellation),
            await year.GetReportAsync(cancellation),
            evaluations,
            await year.GetResultsAsync(cancellation),
            await year.VerifyLedgerAsync(cancellation),
            await ArchivedYear.CollectAsync(year, folder, cancellation),
            RunFolder.Files(folder));
    }
}
