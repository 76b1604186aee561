using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using PerfFlow.Domain.Plan;
using PerfFlow.Domain.Texts;
using PerfFlow.Functions.Edge.Access;
using PerfFlow.Functions.Edge.Http;
using PerfFlow.Storage.Units;

namespace PerfFlow.Functions.Units;

/// <param name="Code">That the unit's admin has given them.</param>
/// <param name="Text">For the admin, who they are.</param>
public sealed record JoinRequest(UnitId Unit, string Code, string? Text = null);

/// <summary>For who signs in and may be a member of nothing yet: the answers say nothing of any unit.</summary>
public sealed class SignInApi(Invitations invitations)
{
    private const int LongestCode = 64;
    private const int LongestText = 500;

    [SignedIn]
    [Answers(202, "Has signed in: units that have invited this account are offered the person. Nothing is told of them.")]
    [Keyless]
    [Function("SignIn")]
    public async Task<IResult> SignInAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "v1/sign-in")] HttpRequest request)
    {
        var caller = Caller.Of(request);
        if (caller.Account is { } account)
        {
            await invitations.OfferAsync(caller.Tenant, account, caller.Person, caller.ShownName, request.HttpContext.RequestAborted);
        }

        return Results.Accepted();
    }

    [SignedIn]
    [Answers(202, "Asks to join a unit. The answer is the same whether there is such a unit or not.", Body = typeof(JoinRequest))]
    [Keyless]
    [Function("AskToJoin")]
    public async Task<IResult> AskAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "v1/join-requests")] HttpRequest request)
    {
        var (body, problem) = await Json.ReadAsync<JoinRequest>(request);
        if (problem is not null)
        {
            return problem;
        }

        var wrong = body!.Code.Length is 0 or > LongestCode ? "$.code" : IsTaken(body.Text) ? null : "$.text";
        if (wrong is not null)
        {
            return Problems.BadValue(wrong);
        }

        var caller = Caller.Of(request);
        await invitations.AskAsync(
            body.Unit, body.Code, caller.Person, caller.ShownName, caller.Account, body.Text, request.HttpContext.RequestAborted);
        return Results.Accepted();
    }

    private static bool IsTaken(string? text) => text is null || (text.Length <= LongestText && PlainText.IsText(text));
}
