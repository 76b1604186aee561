using System.Collections.Immutable;
using Microsoft.AspNetCore.Http;
using PerfFlow.Functions.Edge.Access;
using PerfFlow.Functions.Edge.Http;
using PerfFlow.Storage.Ledgers;

namespace PerfFlow.Functions.Years;

/// <summary>The board as the caller may see it: whoever is bound to sections sees the projects of those alone.</summary>
internal static class VisibleBoard
{
    public static async Task<YearBoard> VisibleAsync(this Board board, HttpRequest request, int year)
    {
        var shown = await board.ShowAsync(request.UnitIn(), year, request.HttpContext.RequestAborted);
        var caller = Caller.Of(request);
        return shown with
        {
            Unit = shown.Unit with
            {
                Projects = shown.Unit.Projects
                    .Where(project => caller.May(project.Value.Section))
                    .ToImmutableDictionary(),
            },
        };
    }
}
