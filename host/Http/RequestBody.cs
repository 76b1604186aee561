namespace PerfFlow.LocalHost.Http;

/// <summary>The real host reads a body whose length is known into memory before it invokes, up to a limit. Others it streams.</summary>
internal static class RequestBody
{
    public const long DefaultLimit = 100 * 1024 * 1024;
    public const string LimitSetting = "FUNCTIONS_REQUEST_BODY_SIZE_LIMIT";

    /// <returns>False for a body that is too long.</returns>
    public static async Task<bool> TryBufferAsync(HttpContext context, long limit)
    {
        if (context.Request.ContentLength is not { } length || length == 0)
        {
            return true;
        }

        if (length > limit)
        {
            return false;
        }

        var body = new MemoryStream((int)length);
        await context.Request.Body.CopyToAsync(body, context.RequestAborted);
        body.Position = 0;
        context.Request.Body = body;
        context.Response.RegisterForDispose(body);
        return true;
    }
}
