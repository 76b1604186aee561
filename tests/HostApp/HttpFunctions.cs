using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Http;

namespace PerfFlow.HostApp;

internal sealed class HttpFunctions
{
    [Function(nameof(Typed))]
    public IResult Typed(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "typed/{number:int}/{id:guid}/{name?}")] HttpRequest request,
        int number, Guid id, string? name, FunctionContext context) =>
        Results.Text($"{number} {id} {name ?? "nobody"} {context.FunctionDefinition.EntryPoint}");

    [Function(nameof(Double))]
    public object Double([HttpTrigger(AuthorizationLevel.Anonymous, "post")] HttpRequest request, [FromBody] Pair pair) =>
        new Pair(pair.Left * 2, pair.Right * 2);

    [Function(nameof(Nothing))]
    public static void Nothing([HttpTrigger(AuthorizationLevel.Anonymous, "delete", Route = "nothing")] HttpRequest request) =>
        request.HttpContext.Response.Headers["x-called"] = "yes";

    [Function(nameof(Broken))]
    public static IResult Broken([HttpTrigger(AuthorizationLevel.Anonymous, Route = "broken")] HttpRequest request) =>
        throw new InvalidOperationException("secret");

    [Function(nameof(Correlation))]
    public static IResult Correlation(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "correlation")] HttpRequest request, FunctionContext context) =>
        Results.Text($"{request.Headers["x-ms-invocation-id"] == context.InvocationId}");

    [Function(nameof(Length))]
    public static async Task<IResult> Length(
        [HttpTrigger(AuthorizationLevel.Anonymous, "put", Route = "length")] HttpRequest request, CancellationToken cancellation)
    {
        var buffer = new byte[64 * 1024];
        var length = 0L;
        for (int read; (read = await request.Body.ReadAsync(buffer, cancellation)) > 0;)
        {
            length += read;
        }

        return Results.Text($"{length}");
    }

    internal sealed record Pair(int Left, int Right);
}
