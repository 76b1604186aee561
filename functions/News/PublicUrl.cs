using System.Net;
using Microsoft.Extensions.Configuration;
using PerfFlow.Domain.Plan;
using PerfFlow.Functions.Edge.Http;

namespace PerfFlow.Functions.News;

/// <summary>
/// Under which address people reach the application; setting <c>PublicUrl</c>. Without it what they are told has no link.
/// </summary>
/// <param name="Root">Without a slash at its end; null where it is not set.</param>
public sealed record PublicUrl(string? Root)
{
    /// <param name="isDevelopment">There, and on loopback, http is good enough.</param>
    /// <exception cref="InvalidOperationException">It is no address that could be opened, or not safe.</exception>
    internal static PublicUrl From(IConfiguration configuration, bool isDevelopment)
    {
        if (configuration["PublicUrl"] is not { Length: > 0 } text)
        {
            return new(Root: null);
        }

        if (!Uri.TryCreate(text, UriKind.Absolute, out var url)
            || url.Scheme is not ("https" or "http")
            || url.Host.Length == 0 || url.UserInfo.Length > 0 || url.Query.Length > 0 || url.Fragment.Length > 0
            || text.Any(c => char.IsWhiteSpace(c) || char.IsControl(c)))
        {
            throw new InvalidOperationException(
                $"PublicUrl is no address of a site, such as https://perfflow.example.org: \"{text}\".");
        }

        return url.Scheme == "https" || isDevelopment || IsLoopback(url)
            ? new(url.GetLeftPart(UriPartial.Path).TrimEnd('/'))
            : throw new InvalidOperationException("PublicUrl must begin with https: what people are sent to is not to be read on the way.");
    }

    /// <summary>The one place that knows where people look at an item, or at the report: the API, as long as there is no page.</summary>
    /// <param name="project">Null for the report.</param>
    public string? LinkTo(UnitId unit, int year, ProjectId? project, StageId stage) => Root is null
        ? null
        : Root + (project is null ? Routes.Location(unit, year, rest: "report") : Routes.Location(unit, year, project, stage));

    private static bool IsLoopback(Uri url) =>
        url.Host == "localhost" || (IPAddress.TryParse(url.Host.Trim('[', ']'), out var address) && IPAddress.IsLoopback(address));
}
