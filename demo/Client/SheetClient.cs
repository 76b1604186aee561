namespace PerfFlow.Demo.Client;

/// <summary>One project's sheet in one stage.</summary>
/// <param name="words">What tells this sheet from all others, for idempotency keys.</param>
public sealed class SheetClient(PerfFlowClient client, string path, string words)
{
    public Task<ItemStatus> GetAsync(CancellationToken cancellation = default) => client.GetAsync<ItemStatus>(path, cancellation);

    /// <summary>The official form as .xlsx, filled in with what is approved already.</summary>
    public Task<byte[]> DownloadTemplateAsync(CancellationToken cancellation = default)
        => client.DownloadAsync($"{path}/template", cancellation);

    /// <param name="nth">Which upload of this sheet it is, from 1; the same again is the same upload.</param>
    public Task<UploadReceipt> UploadAsync(int nth, string fileName, byte[] file, CancellationToken cancellation = default)
        => client.UploadAsync<UploadReceipt>(
            $"{path}/uploads?fileName={Uri.EscapeDataString(fileName)}", file, $"upload:{words}:{nth}", cancellation);

    public Task<UploadStatus> GetUploadAsync(int version, CancellationToken cancellation = default)
        => client.GetAsync<UploadStatus>($"{path}/uploads/{version}", cancellation);

    /// <summary>The file as it was sent, with marks on the cells at fault.</summary>
    public Task<byte[]> DownloadMarkedAsync(int version, CancellationToken cancellation = default)
        => client.DownloadAsync($"{path}/uploads/{version}/marked", cancellation);

    /// <param name="indicator">Id of the indicator that the file supports.</param>
    public Task<AttachedEvidence> AttachEvidenceAsync(
        string indicator, string fileName, byte[] file, CancellationToken cancellation = default)
        => client.UploadAsync<AttachedEvidence>(
            $"{path}/evidence?indicator={Uri.EscapeDataString(indicator)}&fileName={Uri.EscapeDataString(fileName)}",
            file,
            $"evidence:{words}:{indicator}:{fileName}",
            cancellation);

    /// <param name="answers">One for each point of the last return.</param>
    public Task SubmitAsync(int version, IReadOnlyList<ReturnPoint> answers, CancellationToken cancellation = default)
        => DoAsync("submit", version, new { version, answers }, cancellation);

    /// <summary>The lead passes the sheet on to the group.</summary>
    public Task CheckAsync(int version, CancellationToken cancellation = default)
        => DoAsync("check", version, new { version }, cancellation);

    /// <summary>In the group, a vote for it.</summary>
    /// <param name="grade">Of targets: excellent when left out.</param>
    public Task ApproveAsync(int version, string? grade = null, string? reason = null, CancellationToken cancellation = default)
        => DoAsync("approve", version, new { version, grade, reason }, cancellation);

    /// <summary>In the group, a vote for it.</summary>
    public Task ReturnAsync(int version, string reason, IReadOnlyList<ReturnPoint> points, CancellationToken cancellation = default)
        => DoAsync("return", version, new { version, reason, points }, cancellation);

    /// <summary>The edits agreed on with the grade good are in this version.</summary>
    public Task CompleteAsync(int version, CancellationToken cancellation = default)
        => DoAsync("complete", version, new { version }, cancellation);

    /// <param name="attempt">Of the item as it stands.</param>
    public Task AskReopeningAsync(int attempt, string reason, CancellationToken cancellation = default)
        => DoAsync("reopen", attempt, new { reason }, cancellation);

    public Task ConsentToReopeningAsync(int attempt, CancellationToken cancellation = default)
        => DoAsync("reopen/consent", attempt, new { }, cancellation);

    public Task RequireRectificationAsync(string requirement, CancellationToken cancellation = default)
        => DoAsync("rectifications", 1, new { requirement }, cancellation);

    public Task AnswerRectificationAsync(int id, string answer, CancellationToken cancellation = default)
        => DoAsync($"rectifications/{id}/answer", id, new { answer }, cancellation);

    public Task CloseRectificationAsync(int id, string conclusion, CancellationToken cancellation = default)
        => DoAsync($"rectifications/{id}/close", id, new { conclusion }, cancellation);

    private Task DoAsync(string verb, int nth, object body, CancellationToken cancellation)
        => client.CommandAsync(HttpMethod.Post, $"{path}/{verb}", body, $"{verb}:{words}:{nth}", cancellation);
}
