using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using PerfFlow.Functions.Edge.Access;
using PerfFlow.Functions.Edge.Http;

namespace PerfFlow.Functions.Edge.OpenApi;

public static class OpenApiApi
{
    private static readonly Lazy<string> Document = new(() => OpenApiDocument.Of(typeof(OpenApiApi).Assembly).ToJsonString(Json.Options));

    [Public]
    [Answers(200, "This document.")]
    [Function("OpenApi")]
    public static IResult Get(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "openapi.json")] HttpRequest request) =>
        Results.Text(Document.Value, "application/json");
}
