using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using PerfFlow.Domain.Access;
using PerfFlow.Functions.Edge.Access;
using PerfFlow.Functions.Edge.Http;

namespace PerfFlow.Functions.Units;

public sealed record StoredAnswer(long Files, long Bytes);

/// <param name="At">When it was counted: a minute ago at most.</param>
/// <param name="Kinds">
/// <c>uploads</c> (sheets not moved yet), <c>sheets</c>, <c>evidence</c>, <c>readings</c>, <c>reports</c>, <c>archive</c>.
/// </param>
public sealed record StorageAnswer(DateTimeOffset At, StoredAnswer InAll, IReadOnlyDictionary<string, StoredAnswer> Kinds);

/// <summary>What a unit's files take.</summary>
public sealed class StorageApi(StorageCounts counts)
{
    [Requires(Right.ManageMembers)]
    [Answers(200, "Files of the unit and their bytes, by kind.", Json = typeof(StorageAnswer))]
    [Function("GetStorage")]
    public async Task<IResult> GetAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = Routes.Unit + "/storage")] HttpRequest request) =>
        Json.Ok(await counts.OfAsync(request.UnitIn(), request.HttpContext.RequestAborted));
}
