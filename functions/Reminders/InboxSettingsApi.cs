using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using PerfFlow.Domain.Access;
using PerfFlow.Functions.Edge.Access;
using PerfFlow.Functions.Edge.Http;
using PerfFlow.Storage.Notices;
using PerfFlow.Storage.Units;

namespace PerfFlow.Functions.Reminders;

/// <param name="Mail">When the caller wants mail of the unit beside the inbox.</param>
public sealed record InboxSettings(MailWish Mail);

/// <summary>The caller's own wishes in a unit.</summary>
public sealed class InboxSettingsApi(Memberships memberships, Outbox outbox)
{
    [Requires(Right.ViewUnit)]
    [Answers(200, "When the caller wants mail of this unit.", Json = typeof(InboxSettings))]
    [Function("GetInboxSettings")]
    public async Task<IResult> GetAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = Routes.Unit + "/inbox/settings")] HttpRequest request) =>
        Json.Ok(new InboxSettings(
            await memberships.MailOfAsync(request.UnitIn(), Caller.Of(request).Person, request.HttpContext.RequestAborted)));

    [Requires(Right.ViewUnit)]
    [Answers(
        200,
        "Sets when the caller wants mail of this unit: at-once, daily (news in one mail at 08:30 in Beijing) or none. The inbox has "
        + "everything at once.",
        Body = typeof(InboxSettings),
        Json = typeof(InboxSettings))]
    [Keyless]
    [Function("SetInboxSettings")]
    public async Task<IResult> SetAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "put", Route = Routes.Unit + "/inbox/settings")] HttpRequest request)
    {
        var (body, problem) = await Json.ReadAsync<InboxSettings>(request);
        if (problem is not null)
        {
            return problem;
        }

        var (unit, person, cancellation) = (request.UnitIn(), Caller.Of(request).Person, request.HttpContext.RequestAborted);
        if (!await memberships.WishMailAsync(unit, person, body!.Mail, cancellation))
        {
            return Problems.NotFound; // taken out of the unit meanwhile
        }

        if (body.Mail == MailWish.None)
        {
            await outbox.DropAsync(unit, person, cancellation);
        }

        return Json.Ok(body);
    }
}
