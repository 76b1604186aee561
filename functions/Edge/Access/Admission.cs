using Microsoft.AspNetCore.Http;
using PerfFlow.Domain.Access;
using PerfFlow.Domain.Plan;
using PerfFlow.Functions.Edge.Http;
using PerfFlow.Storage;
using PerfFlow.Storage.Units;

namespace PerfFlow.Functions.Edge.Access;

/// <summary>
/// Whether someone who is signed in may call a function: by its <see cref="AccessAttribute"/> and by what they may do now. A body may
/// take minutes to come, so it is asked again after one that did.
/// </summary>
public sealed class Admission(Memberships memberships, UnitPeople people, StorageClients storage, TimeProvider time)
{
    /// <summary>How long what was seen of a membership holds for a body that is still coming.</summary>
    private static readonly TimeSpan Holds = TimeSpan.FromSeconds(5);

    internal async Task<Problem?> RefusalAsync(HttpContext http, HttpFunction function, Caller caller)
    {
        var asked = time.GetTimestamp();
        http.Request.AskAfterBody(() => time.GetElapsedTime(asked) < Holds ? Task.FromResult<Problem?>(null) : AgainAsync());
        return await AskAsync(http, function, caller);

        Task<Problem?> AgainAsync()
        {
            UnitPeople.Forget(http.Request);
            return AskAsync(http, function, caller);
        }
    }

    private async Task<Problem?> AskAsync(HttpContext http, HttpFunction function, Caller caller)
    {
        caller.Enter(http); // who is refused is logged too
        switch (function.Access)
        {
            case SignedInAttribute:
                return null;
            case OperatorAttribute when caller.IsOperator:
                await storage.Known.LookAsync(http.RequestAborted); // a unit is not begun in storage that has lost the others
                return null;
            case MemberOfAnyUnitAttribute when await memberships.UnitOfAsync(caller.Person, http.RequestAborted) is { } any:
                (caller with { Unit = any }).Enter(http);
                return null;
            case RequiresAttribute { Right: var right }:
                var member = await EnterAsync(http, function, caller, right);
                return member is null ? Problems.NotFound : member.May(right) ? null : Problems.RoleRequired;
            case OperatorAttribute when http.Request.RouteValues.ContainsKey("unit"): // who is no operator learns nothing of the unit
                return await EnterAsync(http, function, caller, null) is null ? Problems.NotFound : Problems.RoleRequired;
            case MemberOfAnyUnitAttribute:
                await storage.Known.LookAsync(http.RequestAborted);
                return Problems.RoleRequired;
            default:
                return Problems.RoleRequired; // also where nothing says who may call it: nobody may
        }
    }

    private async Task<Membership?> EnterAsync(HttpContext http, HttpFunction function, Caller caller, Right? right)
    {
        var unit = http.Request.KeyIn<UnitId>("unit");
        var membership = unit is null ? null
            : function.NeedsPeople ? (await people.OfAsync(http.Request)).MembershipOf(caller.Person)
            : await memberships.FindAsync(unit, caller.Person, http.RequestAborted);
        (caller with { Unit = unit, Membership = membership, Right = right }).Enter(http);
        await (membership is null ? storage.Known.LookAsync(http.RequestAborted) : Task.CompletedTask); // nobody is told so by mistake
        return membership;
    }
}
