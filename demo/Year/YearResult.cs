using PerfFlow.Demo.Client;
using PerfFlow.Demo.Data;

namespace PerfFlow.Demo.Year;

/// <summary>What the year came to, as the app says it, and the files written.</summary>
/// <param name="Explained">The self-evaluation whose score is explained.</param>
/// <param name="Files">Paths of the report's workbook and text.</param>
internal sealed record YearResult(Board Board, ReportStatus Report, Explained Explained, IReadOnlyList<string> Files)
{
    /// <summary>Project 12: its published 96 has an execution rate below 100 % and an indicator below its points.</summary>
    private const string ExplainedProject = "p12";

    public static async Task<YearResult> CollectAsync(YearClient year, BureauYear bureau, string folder, CancellationToken cancellation)
    {
        var sheet = year.Sheet(ExplainedProject, "self-evaluation");
        var item = await sheet.GetAsync(cancellation);
        var upload = await sheet.GetUploadAsync(item.SubmittedVersion ?? item.Version!.Value, cancellation);
        var project = bureau.Projects.Single(project => project.Id == ExplainedProject);
        return new YearResult(
            await year.GetBoardAsync(cancellation),
            await year.GetReportAsync(cancellation),
            new Explained(project, upload.Assessment!),
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

internal sealed record Explained(Project Project, Assessment Assessment);
