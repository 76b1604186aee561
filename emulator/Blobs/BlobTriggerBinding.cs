using System.Reflection;
using System.Text.Json;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Specialized;
using Microsoft.Azure.Functions.Worker;
using PerfFlow.Emulator.Functions;

namespace PerfFlow.Emulator.Blobs;

/// <summary>The blob, as a client, stream or content, and the values of its path's names.</summary>
internal sealed class BlobTriggerBinding : ITriggerBinding
{
    public BlobTriggerBinding(BlobTriggerAttribute attribute, AppSettings settings)
    {
        Pattern = BlobPattern.Parse(settings.Resolve(attribute.BlobPath));
        ConnectionString = settings.Connection(attribute.Connection);
    }

    public BlobPattern Pattern { get; }

    public string ConnectionString { get; }

    public string Type => "blobTrigger";

    public string TriggerTypes => "BlobClient, BlockBlobClient, Stream, string, byte[] or a type read from JSON";

    public ParameterBinder? BindTrigger(ParameterInfo parameter)
    {
        var type = parameter.ParameterType;
        return type switch
        {
            _ when type == typeof(BlobClient) => invocation => new(Blob(invocation)),
            _ when type == typeof(BlockBlobClient) => invocation => new(Container(invocation).GetBlockBlobClient(Blob(invocation).Name)),
            _ when type == typeof(Stream) => OpenAsync,
            _ when type == typeof(string) => async invocation => (await ContentAsync(invocation)).ToString(),
            _ when type == typeof(byte[]) => async invocation => (await ContentAsync(invocation)).ToArray(),
            _ when type.IsPrimitive || type.IsInterface || type.Namespace!.StartsWith("Azure", StringComparison.Ordinal) => null,
            _ => async invocation => JsonSerializer.Deserialize(await ContentAsync(invocation), type, JsonSerializerOptions.Web),
        };
    }

    public ParameterBinder? BindByName(ParameterInfo parameter)
    {
        string[] names = [.. Pattern.Names, "BlobTrigger", "Uri", "Properties", "Metadata"];
        var name = Array.Find(names, name => string.Equals(name, parameter.Name, StringComparison.OrdinalIgnoreCase));
        return name is not null && TextValue.CanBe(parameter.ParameterType) ? TextValue.Named(parameter, name) : null;
    }

    private static BlobClient Blob(Invocation invocation) => (BlobClient)invocation.Trigger;

    private static BlobContainerClient Container(Invocation invocation) => Blob(invocation).GetParentBlobContainerClient();

    private static async ValueTask<object?> OpenAsync(Invocation invocation)
    {
        var stream = await Blob(invocation).OpenReadAsync(cancellationToken: invocation.CancellationToken);
        invocation.Own(stream);
        return stream;
    }

    private static async Task<BinaryData> ContentAsync(Invocation invocation) =>
        (await Blob(invocation).DownloadContentAsync(invocation.CancellationToken)).Value.Content;
}
