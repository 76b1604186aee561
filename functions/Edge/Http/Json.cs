using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Http;

namespace PerfFlow.Functions.Edge.Http;

/// <summary>The JSON of the API: camelCase, enumerations in kebab-case, absent and null members refused where a value is due.</summary>
internal static partial class Json
{
    /// <summary>Bytes of an answer about a sheet, whatever is in the sheet, and of the lines of a page.</summary>
    public const int LongestAnswer = 1024 * 1024;

    private const int LongestBody = 256 * 1024;

    /// <summary>Of lists, until the answer is short enough; without them it always is.</summary>
    private static readonly int[] Lengths = [int.MaxValue, 1000, 200, 40, 8, 0];

    public static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        Converters = { new EnumNames() },
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
        TypeInfoResolver = new DefaultJsonTypeInfoResolver(), // the schema of a type may be asked for before anything was written
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, // read as JSON, never as HTML: Chinese stays legible
    };

    /// <summary>For what is sent: a name that nobody knows is a slip, and what it says would be lost without a word.</summary>
    public static readonly JsonSerializerOptions Sent = new(Options) { UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow };

    /// <summary>The answer to a GET carries its <see cref="EntityTag"/>, and is left out when the sender has it already.</summary>
    public static IResult Ok<T>(T value, int status = StatusCodes.Status200OK) =>
        new Written(() => JsonSerializer.SerializeToUtf8Bytes(value, Options), status);

    /// <summary>As above, written down at once, and never longer than <see cref="LongestAnswer"/>.</summary>
    /// <param name="of">The answer with so many entries at most in each of its lists.</param>
    public static IResult OkWithin<T>(Func<int, T> of)
    {
        foreach (var most in Lengths)
        {
            using var to = new BoundedStream(LongestAnswer);
            try
            {
                JsonSerializer.Serialize(to, of(most), Options);
                var body = to.ToArray();
                return new Written(() => body, StatusCodes.Status200OK);
            }
            catch (IOException) when (to.IsTooLong)
            {
                // the next is shorter
            }
        }

        throw new InvalidOperationException($"{typeof(T).Name} is too long without its lists.");
    }

    /// <summary>How many lines from the first are no longer than <see cref="LongestAnswer"/>; one at least where there is one.</summary>
    public static int Fitting<T>(IEnumerable<T> lines)
    {
        var bytes = 2; // the brackets
        return lines.TakeWhile((line, index) =>
        {
            bytes += JsonSerializer.SerializeToUtf8Bytes(line, Options).Length + 1;
            return bytes <= LongestAnswer || index == 0;
        }).Count();
    }

    public static IResult Created<T>(string location, T value) => new Located(location, Ok(value, StatusCodes.Status201Created));

    public static IResult Accepted<T>(string location, T value) => new Located(location, Ok(value, StatusCodes.Status202Accepted));

    /// <summary>Reads the body. We read it ourselves: the worker's own binding answers a bad body with a 500.</summary>
    /// <param name="whenEmpty">What no body at all means; null when there must be one.</param>
    public static async Task<(T? Value, Problem? Problem)> ReadAsync<T>(HttpRequest request, T? whenEmpty = null)
        where T : class
    {
        using var buffer = new MemoryStream();
        var problem = await request.CopyBodyAsync(buffer, LongestBody);
        if (problem is not null)
        {
            return (null, problem);
        }

        if (buffer.Length == 0 && whenEmpty is not null)
        {
            return (whenEmpty, null);
        }

        try
        {
            using var json = JsonDocument.Parse(buffer.GetBuffer().AsMemory(0, (int)buffer.Length));
            var value = json.Deserialize<T>(Sent);
            return value is null || HasNullElement(json.RootElement) ? (null, Problems.BadJson("$")) : (value, null);
        }
        catch (JsonException fault)
        {
            return (null, UnknownMember().IsMatch(fault.Message)
                ? Problems.UnknownField(PathOf(fault), NearField.Of(typeof(T), PathOf(fault)))
                : Problems.BadJson(FieldOf(fault)));
        }
    }

    // Nullable annotations reach the members of an object, and not the elements of a list.
    private static bool HasNullElement(JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.Object => json.EnumerateObject().Any(member => HasNullElement(member.Value)),
        JsonValueKind.Array => json.EnumerateArray().Any(element => element.ValueKind == JsonValueKind.Null || HasNullElement(element)),
        _ => false,
    };

    private static string FieldOf(JsonException fault)
    {
        var missing = MissingProperty().Match(fault.Message);
        return missing.Success ? $"{PathOf(fault)}.{missing.Groups[1].Value}" : PathOf(fault);
    }

    /// <summary>What stands in a <see cref="Given{T}"/> is read by itself.</summary>
    private static string PathOf(JsonException fault) => fault.InnerException is JsonException { Path: { } inner }
        ? $"{fault.Path ?? "$"}{inner[1..]}"
        : fault.Path ?? "$";

    // "... was missing required properties including: 'name', 'roles'."
    [GeneratedRegex("missing required properties including: '([^']+)'")]
    private static partial Regex MissingProperty();

    // "The JSON property 'x' could not be mapped to any .NET member contained in type '...'."
    [GeneratedRegex("^The JSON property '.*' could not be mapped to any .NET member")]
    private static partial Regex UnknownMember();

    private sealed class Written(Func<byte[]> write, int status) : IResult
    {
        public async Task ExecuteAsync(HttpContext httpContext)
        {
            var (request, response) = (httpContext.Request, httpContext.Response);
            var body = write();
            response.StatusCode = status;
            if (HttpMethods.IsGet(request.Method))
            {
                var tag = EntityTag.Of(body);
                response.Headers.ETag = tag;
                if (EntityTag.IsKnown(request, tag))
                {
                    response.StatusCode = StatusCodes.Status304NotModified;
                    return;
                }
            }

            response.ContentType = "application/json; charset=utf-8";
            response.ContentLength = body.Length;
            await response.Body.WriteAsync(body); // no token: an aborted request is not a fault
        }
    }

    private sealed class Located(string location, IResult inner) : IResult
    {
        public Task ExecuteAsync(HttpContext httpContext)
        {
            httpContext.Response.Headers.Location = location;
            return inner.ExecuteAsync(httpContext);
        }
    }
}
