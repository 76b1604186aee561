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
        => client.UploadAsync<UploadReceipt>($"{path}/uploads?fileName={Uri.EscapeDataString(fileName)}", file, $"upload:{words}:{nth}", cancellation);

    public Task<UploadStatus> GetUploadAsync(int version, CancellationToken cancellation = default)
        => client.GetAsync<UploadStatus>($"{path}/uploads/{version}", cancellation);

    public Task SubmitAsync(int version, CancellationToken cancellation = default) => DecideAsync("submit", version, cancellation);

    /// <summary>The lead's first check of a sheet that the group approves.</summary>
    public Task CheckAsync(int version, CancellationToken cancellation = default) => DecideAsync("check", version, cancellation);

    public Task ApproveAsync(int version, CancellationToken cancellation = default) => DecideAsync("approve", version, cancellation);

    public Task ReturnAsync(int version, string reason, CancellationToken cancellation = default)
        => client.CommandAsync(HttpMethod.Post, $"{path}/return", new { version, reason }, $"return:{words}:{version}", cancellation);

    private Task DecideAsync(string verb, int version, CancellationToken cancellation)
        => client.CommandAsync(HttpMethod.Post, $"{path}/{verb}", new { version }, $"{verb}:{words}:{version}", cancellation);
}
