using Microsoft.AspNetCore.Http;
using PerfFlow.Functions.Edge.Access;
using PerfFlow.Functions.Edge.Http;

namespace PerfFlow.Functions.Ledgers;

/// <summary>
/// A verification reads a whole year, and a look through files goes on for many seconds: two at once in an instance, one of a unit, so that
/// who asks for many holds neither the host's requests nor the storage.
/// </summary>
public sealed class VerificationSlots
{
    private readonly FairSlots slots = new(2, new QueueLength(InAll: 1, OfUnit: 1, OfCaller: 1, OnTop: 1));

    /// <returns>429 when too many wait already.</returns>
    internal async Task<IResult> VerifyAsync(HttpRequest request, Func<Task<IResult>> verify)
    {
        using var slot = await slots.EnterAsync(
            new(request.UnitIn().Value, Caller.Of(request).Person), request.HttpContext.RequestAborted);
        return slot is null ? Problems.Busy : await verify();
    }
}
