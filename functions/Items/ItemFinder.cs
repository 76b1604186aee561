using Microsoft.AspNetCore.Http;
using PerfFlow.Domain.Review;
using PerfFlow.Functions.Years;
using PerfFlow.Storage.Ledgers;

namespace PerfFlow.Functions.Items;

/// <summary>For those who ask for files of an item: what <see cref="Scenes"/> finds, with all that has happened to the project.</summary>
public sealed class ItemFinder(Scenes scenes, Ledger ledger)
{
    internal async Task<(Scene? Scene, LedgerHistory<ProjectYear, ItemEvent>? Project, IResult? Problem)> FindAsync(HttpRequest request)
    {
        var (scene, problem) = await scenes.FindAsync(request, known: true);
        return problem is null
            ? (scene, await ledger.ReadAsync(scene!.Stream, request.HttpContext.RequestAborted), null)
            : (null, null, problem);
    }
}
