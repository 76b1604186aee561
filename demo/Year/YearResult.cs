using PerfFlow.Demo.Client;
using PerfFlow.Demo.Data;

namespace PerfFlow.Demo.Year;

/// <summary>What the year came to, as the app says it, and the files written.</summary>
/// <param name="Assessments">Of the approved self-evaluations, by project.</param>
/// <param name="Files">Paths of the report's workbook and text.</param>
internal sealed record YearResult(
    Board Board,
    ReportStatus Report,
    IReadOnlyDictionary<string, Assessment> Assessments,
    IReadOnlyList<string> Files)
{
    public static async Task<YearResult> CollectAsync(YearClient year, BureauYear bureau, string folder, CancellationToken cancellation)
    {
        var assessments = new Dictionary<string, Assessment>();
        foreach (var project in bureau.Projects)
        {
            var sheet = year.Sheet(project.Id, "self-evaluation");
            var item = await sheet.GetAsync(cancellation);
            var upload = await sheet.GetUploadAsync(item.SubmittedVersion!.Value, cancellation);
            assessments[project.Id] = upload.Assessment!;
        }

        return new YearResult(
            await year.GetBoardAsync(cancellation),
            await year.GetReportAsync(cancellation),
            assessments,
            [
                await WriteAsync("自评汇总表.xlsx", await year.DownloadWorkbookAsync(cancellation)),
                await WriteAsync("自评报告.md", await year.DownloadMarkdownAsync(cancellation)),
            ]);

        async Task<string> WriteAsync(string name, byte[] content)
        {
            var path = Path.Combine(folder, name);
            await File.WriteAllBytesAsync(path, content, cancellation);
            return path;
        }
    }
}
