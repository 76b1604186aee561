using Azure.Storage.Blobs;
using Microsoft.Azure.Functions.Worker;
using PerfFlow.SemanticsApp.Journals;

namespace PerfFlow.SemanticsApp.Blobs;

/// <summary>
/// One function for each kind of binding; the topic is the first part of the blob's name. Told by Event Grid, as the app's own: a
/// polling trigger skips a blob that is listed later than a newer one. On a host that has no events, <c>host -- events</c> runs beside it.
/// </summary>
public sealed class BlobFunctions(Journal journal)
{
    [Function(nameof(StreamBlob))]
    public async Task StreamBlob(
        [BlobTrigger("semantics-stream/{topic}/{name}.{extension}", Source = BlobTriggerSource.EventGrid)] Stream blob,
        string topic,
        string name,
        string extension)
    {
        using var reader = new StreamReader(blob);
        journal.Add(topic, new { name, extension, content = await reader.ReadToEndAsync() });
    }

    [Function(nameof(ClientBlob))]
    public async Task ClientBlob(
        [BlobTrigger("semantics-client/{topic}/{name}", Source = BlobTriggerSource.EventGrid)] BlobClient blob, string topic, string name)
    {
        var content = await blob.DownloadContentAsync();
        journal.Add(topic, new { name, uri = blob.Name, content = content.Value.Content.ToString() });
    }

    [Function(nameof(TextBlob))]
    public void TextBlob(
        [BlobTrigger("semantics-text/{topic}/{name}", Source = BlobTriggerSource.EventGrid)] string content, string topic, string name) =>
        journal.Add(topic, new { name, content });

    [Function(nameof(BytesBlob))]
    public void BytesBlob(
        [BlobTrigger("semantics-bytes/{topic}/{name}", Source = BlobTriggerSource.EventGrid)] byte[] content, string topic, string name) =>
        journal.Add(topic, new { name, content });

    /// <summary>Never succeeds, for the poison queue.</summary>
    [Function(nameof(FailingBlob))]
    public void FailingBlob(
        [BlobTrigger("semantics-poison/{topic}/{name}", Source = BlobTriggerSource.EventGrid)] string content, string topic, string name)
    {
        journal.Add(topic, new { name, content });
        throw new InvalidOperationException($"Blob {name} always fails.");
    }
}
