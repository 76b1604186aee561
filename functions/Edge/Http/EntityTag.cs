using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;
using PerfFlow.Domain.Findings;

namespace PerfFlow.Functions.Edge.Http;

/// <summary>
/// Entity tags (RFC 9110 §8.8.3): the hash of what a GET answers, so that an answer changes its tag exactly when it changes.
/// Nothing has to be kept for them, and a write compares the tag with that of what it is about to replace.
/// </summary>
internal static class EntityTag
{
    private const int Length = 16; // bytes of the hash

    public static string Of(ReadOnlySpan<byte> answer) => $"\"{Convert.ToHexStringLower(SHA256.HashData(answer)[..Length])}\"";

    /// <summary>Whether the sender of a GET has this answer already.</summary>
    public static bool IsKnown(HttpRequest request, string tag) =>
        request.GetTypedHeaders().IfNoneMatch.Any(known =>
            known.Equals(EntityTagHeaderValue.Any) || known.Compare(new(tag), useStrongComparison: false));

    /// <summary>
    /// Whether a write may replace <paramref name="current"/>, null when there is nothing yet: <c>If-Match</c> names what its
    /// sender saw, <c>If-None-Match: *</c> says that there must be nothing. Without either the last word wins.
    /// </summary>
    public static bool Allows<T>(this HttpRequest request, T? current)
        where T : class
    {
        var headers = request.GetTypedHeaders();
        return (request.Headers.IfMatch.Count == 0 || (current is not null && Matches(headers.IfMatch, current)))
            && (request.Headers.IfNoneMatch.Count == 0 || current is null || !Matches(headers.IfNoneMatch, current));
    }

    /// <summary>As above: why it may not.</summary>
    public static Refusal? Unexpected<T>(this HttpRequest request, T? current)
        where T : class =>
        request.Allows(current) ? null : Problems.Changed;

    private static bool Matches<T>(IList<EntityTagHeaderValue> tags, T current)
    {
        var tag = new EntityTagHeaderValue(Of(JsonSerializer.SerializeToUtf8Bytes(current, Json.Options)));
        return tags.Any(seen => seen.Equals(EntityTagHeaderValue.Any) || seen.Compare(tag, useStrongComparison: true));
    }
}
