using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Http;

namespace PerfFlow.Azurite.Counting;

/// <summary>Names a request by its address and headers, as the REST reference of the storage services does.</summary>
internal static partial class Operations
{
    /// <summary>What stands behind the account's name in the address, in parts.</summary>
    private static string[] Parts(HttpRequest request) =>
        request.Path.Value!.Split('/', StringSplitOptions.RemoveEmptyEntries) is [_, .. var parts] ? parts : [];

    /// <param name="body">Of a table's POST: it names the table that the address does not.</param>
    public static (string Operation, string Resource) Of(string service, HttpRequest request, string body) => service switch
    {
        "blob" => Blob(request, Parts(request)),
        "queue" => Queue(request, Parts(request)),
        _ => Table(request, Parts(request), body),
    };

    /// <summary>Whether the body has to be read to name the request.</summary>
    public static bool NeedBody(string service, HttpRequest request) =>
        service == "table" && HttpMethods.IsPost(request.Method) && Parts(request) is ["$batch" or "Tables"];

    private static (string, string) Blob(HttpRequest request, string[] parts)
    {
        var comp = request.Query["comp"].ToString();
        var resource = parts.FirstOrDefault() ?? "";
        var of = parts.Length switch { 0 => "Service", 1 => "Container", _ => "Blob" };
        var operation = (request.Method, comp) switch
        {
            (_, "lease") => $"{Capital(request.Headers["x-ms-lease-action"].ToString())}Lease",
            (_, "list") => parts.Length == 0 ? "ListContainers" : "ListBlobs",
            (_, "block") => "PutBlock",
            (_, "blocklist") => "PutBlockList",
            ("PUT", "") when request.Headers.ContainsKey("x-ms-copy-source") => "CopyBlob",
            ("PUT", "") => parts.Length == 1 ? "CreateContainer" : "PutBlob",
            ("GET", "") => parts.Length == 1 ? "GetContainerProperties" : "GetBlob",
            ("HEAD", "") => $"Get{of}Properties",
            ("DELETE", "") => $"Delete{of}",
            _ => $"{request.Method} {of} {comp}",
        };
        return (operation, resource);
    }

    private static (string, string) Queue(HttpRequest request, string[] parts)
    {
        var comp = request.Query["comp"].ToString();
        var operation = (request.Method, parts.Length, comp) switch
        {
            ("GET", 2, _) => request.Query.ContainsKey("peekonly") ? "PeekMessages" : "GetMessages",
            ("POST", 2, _) => "PutMessage",
            ("DELETE", 2, _) => "ClearMessages",
            ("PUT", 3, _) => "UpdateMessage",
            ("DELETE", 3, _) => "DeleteMessage",
            ("PUT", 1, "") => "CreateQueue",
            ("DELETE", 1, "") => "DeleteQueue",
            ("GET" or "HEAD", 1, "metadata") => "GetQueueMetadata",
            _ => $"{request.Method} {comp}",
        };
        return (operation, parts.FirstOrDefault() ?? "");
    }

    private static (string, string) Table(HttpRequest request, string[] parts, string body)
    {
        var address = string.Join('/', parts);
        if (address == "$batch")
        {
            return ("EntityGroupTransaction", InBatch.Match(body).Groups[1].Value);
        }

        var entity = InAddress.Match(address);
        var (resource, keys) = (entity.Groups["table"].Value, entity.Groups["keys"]);
        return (request.Method, resource) switch
        {
            ("POST", "Tables") => ("CreateTable", InJson.Match(body).Groups[1].Value),
            ("GET", "Tables") => ("QueryTables", ""),
            (_, "Tables") => ($"{request.Method} Tables", keys.Value.Trim('\'')),
            ("GET", _) => (keys.Length > 0 ? "GetEntity" : "QueryEntities", resource),
            ("POST", _) => ("InsertEntity", resource),
            ("PUT", _) => ("UpdateEntity", resource),
            ("PATCH" or "MERGE", _) => ("MergeEntity", resource),
            ("DELETE", _) => ("DeleteEntity", resource),
            _ => (request.Method, resource),
        };
    }

    private static string Capital(string text) => text.Length == 0 ? "" : char.ToUpperInvariant(text[0]) + text[1..];

    [GeneratedRegex(@"(?:POST|PUT|PATCH|MERGE|DELETE) https?://[^/]+/[^/]+/(\w+)")]
    private static partial Regex InBatch { get; }

    [GeneratedRegex(@"^(?<table>\w*)(?:\((?<keys>.*)\))?$", RegexOptions.Singleline)]
    private static partial Regex InAddress { get; }

    [GeneratedRegex("\"TableName\":\\s*\"(\\w+)\"")]
    private static partial Regex InJson { get; }
}
