namespace PerfFlow.Demo.Client;

/// <summary>One year of one unit.</summary>
public sealed class YearClient(PerfFlowClient client, string unit, int year)
{
    private readonly string path = $"units/{unit}/years/{year}";

    public SheetClient Sheet(string project, string stage)
        => new(client, $"{path}/projects/{project}/stages/{stage}", $"{unit}:{year}:{project}:{stage}");

    /// <summary>Opens the year with this plan; a year that is open already stays as it is.</summary>
    public Task OpenAsync(YearPlan plan, CancellationToken cancellation = default)
        => client.CommandAsync(HttpMethod.Put, path, new { plan, profile = "std" }, $"open:{unit}:{year}", cancellation);

    public Task<YearStatus> GetAsync(CancellationToken cancellation = default) => client.GetAsync<YearStatus>(path, cancellation);

    public Task RegisterProjectAsync(
        string project, string name, string section, string description, string goal, CancellationToken cancellation = default)
        => client.CommandAsync(
            HttpMethod.Put,
            $"{path}/projects/{project}",
            new { name, section, description, goal },
            $"project:{unit}:{year}:{project}",
            cancellation);

    public Task<Board> GetBoardAsync(CancellationToken cancellation = default) => client.GetAsync<Board>($"{path}/board", cancellation);

    /// <summary>The 催办单 of a stage, .xlsx.</summary>
    public Task<byte[]> DownloadReminderListAsync(string stage, CancellationToken cancellation = default)
        => client.DownloadAsync($"{path}/stages/{stage}/reminder-list", cancellation);

    /// <param name="attempt">One more builds a new version.</param>
    public Task BuildReportAsync(int attempt, CancellationToken cancellation = default)
        => client.CommandAsync(HttpMethod.Post, $"{path}/report", new { }, $"report:{unit}:{year}:{attempt}", cancellation);

    public Task<ReportStatus> GetReportAsync(CancellationToken cancellation = default)
        => client.GetAsync<ReportStatus>($"{path}/report", cancellation);

    /// <param name="form">word, html, markdown, workbook, or internal for its internal annex.</param>
    public Task<byte[]> DownloadReportAsync(string form, CancellationToken cancellation = default)
        => client.DownloadAsync($"{path}/report/{form}", cancellation);

    /// <summary>As .docx.</summary>
    /// <param name="period">A round's stage, half or full.</param>
    public Task<byte[]> DownloadMonitoringReportAsync(string period, CancellationToken cancellation = default)
        => client.DownloadAsync($"{path}/monitoring-report?period={period}", cancellation);

    /// <summary>The unit's head; then the year is archived and done.</summary>
    public Task SignReportAsync(int version, CancellationToken cancellation = default)
        => client.CommandAsync(
            HttpMethod.Post, $"{path}/report/sign", new { version }, $"sign-report:{unit}:{year}:{version}", cancellation);

    public Task ApproveReportAsync(int version, CancellationToken cancellation = default)
        => client.CommandAsync(
            HttpMethod.Post, $"{path}/report/approve", new { version }, $"approve-report:{unit}:{year}:{version}", cancellation);

    /// <summary>What follows for next year's budget.</summary>
    public Task<ResultList> GetResultsAsync(CancellationToken cancellation = default)
        => client.GetAsync<ResultList>($"{path}/results", cancellation);

    /// <summary>Recomputes every chain of the year's ledger and holds it against every anchor.</summary>
    public Task<LedgerVerification> VerifyLedgerAsync(CancellationToken cancellation = default)
        => client.GetAsync<LedgerVerification>($"{path}/ledger/verification", cancellation);

    public Task<ArchiveList> GetArchivesAsync(CancellationToken cancellation = default)
        => client.GetAsync<ArchiveList>($"{path}/archive", cancellation);

    /// <summary>Everything of the project-year, .zip.</summary>
    public Task<byte[]> DownloadArchiveAsync(string project, CancellationToken cancellation = default)
        => client.DownloadAsync($"{path}/projects/{project}/archive", cancellation);
}
