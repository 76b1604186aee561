using Google.Protobuf;
using Microsoft.Azure.WebJobs;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;
using PerfFlow.LocalHost.Rpc;

namespace PerfFlow.LocalHost.Functions;

/// <summary>Values of bindings, to and from the protocol's form.</summary>
internal static class Values
{
    private static readonly JsonSerializerSettings KeepDates = new() { DateParseHandling = DateParseHandling.None };

    public static TypedData ToRpc(object? value) => value switch
    {
        null => new(),
        string text => new() { String = text },
        byte[] bytes => new() { Bytes = ByteString.CopyFrom(bytes) },
        JToken json => new() { Json = json.ToString(Formatting.None) },
        ParameterBindingData data => new()
        {
            ModelBindingData = new()
            {
                Version = data.Version,
                Source = data.Source,
                ContentType = data.ContentType,
                Content = ByteString.CopyFrom(data.Content),
            },
        },
        _ => new() { Json = JsonConvert.SerializeObject(value) }, // numbers too: the worker takes none in a trigger's metadata
    };

    public static object? FromRpc(TypedData? data) => data?.DataCase switch
    {
        TypedData.DataOneofCase.String => data.String,
        TypedData.DataOneofCase.Json => JsonConvert.DeserializeObject(data.Json, KeepDates),
        TypedData.DataOneofCase.Bytes => data.Bytes.ToByteArray(),
        TypedData.DataOneofCase.Int => data.Int,
        TypedData.DataOneofCase.Double => data.Double,
        _ => null,
    };
}
