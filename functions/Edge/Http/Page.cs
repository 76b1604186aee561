using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Extensions;
using Microsoft.AspNetCore.WebUtilities;

namespace PerfFlow.Functions.Edge.Http;

/// <summary>
/// One page of a list: <c>take</c> lines after the one that <c>after</c> stands for, or as many as are a megabyte of
/// JSON. The next page's address is in the <c>Link</c> header (RFC 8288), absent on the last; what <c>after</c> contains is ours to change.
/// </summary>
internal sealed record Page(HttpRequest Request, int Take, string? After)
{
    public const int Most = 1000;

    private const int Default = 200;

    public static (Page? Page, Problem? Problem) Of(HttpRequest request)
    {
        var take = Default;
        if (request.Query["take"].ToString() is { Length: > 0 } text
            && !(int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out take) && take is >= 1 and <= Most))
        {
            return (null, Problems.BadValue("take"));
        }

        var after = request.Query["after"].ToString();
        return after.Length == 0 ? (new(request, take, null), null)
            : KeyOf(after) is { } key ? (new(request, take, key), null)
            : (null, Problems.BadValue("after"));
    }

    /// <summary>Cuts the page out of a list, and names the next.</summary>
    /// <param name="key">What the list is ordered by, ordinally; no two lines have the same.</param>
    public ImmutableArray<T> Of<T>(IEnumerable<T> list, Func<T, string> key)
    {
        var found = list
            .OrderBy(key, StringComparer.Ordinal)
            .SkipWhile(line => After is not null && string.CompareOrdinal(key(line), After) <= 0)
            .Take(Take + 1)
            .ToImmutableArray();
        var fitting = Math.Min(Take, Json.Fitting(found));
        if (found.Length <= fitting)
        {
            return found;
        }

        var page = found[..fitting];
        Request.HttpContext.Response.Headers.Link = $"<{Next(key(page[^1]))}>; rel=\"next\"";
        return page;
    }

    private string Next(string last)
    {
        var query = new QueryBuilder(Request.Query.Where(value => value.Key is not ("take" or "after")).Select(value =>
            KeyValuePair.Create(value.Key, value.Value.ToString())))
        {
            { "take", Take.ToString(CultureInfo.InvariantCulture) },
            { "after", WebEncoders.Base64UrlEncode(Encoding.UTF8.GetBytes(last)) },
        };
        return Request.PathBase + Request.Path + query.ToString();
    }

    private static string? KeyOf(string after)
    {
        try
        {
            return new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(WebEncoders.Base64UrlDecode(after));
        }
        catch (Exception unreadable) when (unreadable is FormatException or ArgumentException)
        {
            return null;
        }
    }
}
