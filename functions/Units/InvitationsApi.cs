using System.Collections.Immutable;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Azure.Functions.Worker;
using PerfFlow.Domain.Access;
using PerfFlow.Domain.Members;
using PerfFlow.Domain.Texts;
using PerfFlow.Functions.Edge.Access;
using PerfFlow.Functions.Edge.Http;
using PerfFlow.Storage.Units;

namespace PerfFlow.Functions.Units;

/// <param name="Account">Work account (UPN) of the tenant of who invites.</param>
public sealed record InvitePerson(
    string Account, string Name, ImmutableArray<Role> Roles, ImmutableArray<string>? Sections = null, string? Email = null);

/// <param name="Person">One of those offered.</param>
/// <param name="Name">As the rest: null for what the invitation says. Who asked to join has none, and needs roles.</param>
public sealed record BindInvitation(
    string Person, string? Name = null, ImmutableArray<Role>? Roles = null, ImmutableArray<string>? Sections = null, string? Email = null);

/// <param name="Account">Null for who asks to join.</param>
/// <param name="Bound">Person id, or the key of who is erased; null while it is open.</param>
/// <param name="Offers">Who signed in with the account, or who asks.</param>
[NeedsPeople]
public sealed record InvitationAnswer(
    string Id, string? Account, string Name, ImmutableArray<Role> Roles, ImmutableArray<string> Sections, string? Email, string? Text,
    DateTimeOffset At, string? Bound, ImmutableArray<Offer> Offers)
{
    internal static InvitationAnswer Of(Invitation invitation, People people) => new(
        invitation.Id, invitation.Account, invitation.Name, invitation.Terms?.Roles ?? [], invitation.Terms?.Sections ?? [],
        invitation.Email, invitation.Text, invitation.At, invitation.Bound is { } key ? people.IdOf(key) : null, invitation.Offers);
}

/// <summary>Members to come: invited by work account, and bound to a person when they have signed in; or who asks to join.</summary>
public sealed class InvitationsApi(Invitations invitations, MembershipLedger members, UnitPeople people, OwedVotes votes)
{
    private const int LongestId = 64;

    [Requires(Right.ManageMembers)]
    [Answers(201, "Invites somebody by work account.", Body = typeof(InvitePerson), Json = typeof(InvitationAnswer))]
    [Function("InvitePerson")]
    public async Task<IResult> InviteAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = Routes.Invitations)] HttpRequest request)
    {
        var (body, problem) = await Json.ReadAsync<InvitePerson>(request);
        if (problem is not null)
        {
            return problem;
        }

        var (account, sections) = (WorkAccount.Normal(body!.Account), body.Sections ?? []);
        var wrong = account is null ? "$.account"
            : MemberText.Wrong("$", body.Name, body.Email) ?? MemberText.WrongTerms(body.Roles, sections);
        if (wrong is not null)
        {
            return Problems.BadValue(wrong);
        }

        var (command, malformed) = CommandId.Of(request);
        if (malformed is not null)
        {
            return malformed;
        }

        var known = await members.FindAsync(request.UnitIn(), request.HttpContext.RequestAborted);
        if (known.UnknownOf(sections) is { } unknown)
        {
            return Problems.Of(MemberRefusals.UnknownSection(unknown, known.Sections, "$.sections"));
        }

        var (refusal, invitation) = await invitations.InviteAsync(
            request.UnitIn(), Caller.Of(request).Tenant, account!, PlainText.Nfc(body.Name),
            new([.. body.Roles.Distinct()], [.. sections.Select(PlainText.Nfc)]), body.Email, command, request.HttpContext.RequestAborted);
        return refusal is not null
            ? Problems.Of(refusal)
            : Json.Created(
                Routes.Location(request.UnitIn(), rest: $"invitations/{invitation!.Id}"),
                InvitationAnswer.Of(invitation, await people.OfAsync(request)));
    }

    [Requires(Right.ManageMembers)]
    [Paged]
    [Answers(200, "Invitations and requests to join, each with those who are offered.", Json = typeof(ImmutableArray<InvitationAnswer>))]
    [Function("ListInvitations")]
    public async Task<IResult> ListAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = Routes.Invitations)] HttpRequest request)
    {
        var (page, problem) = Page.Of(request);
        if (problem is not null)
        {
            return problem;
        }

        var known = await people.OfAsync(request);
        var all = await invitations.ListAsync(request.UnitIn(), request.HttpContext.RequestAborted);
        return Json.Ok(page!.Of(all.Select(one => InvitationAnswer.Of(one, known)), one => one.Id));
    }

    [Requires(Right.ManageMembers)]
    [Answers(204, "Withdraws an invitation, or dismisses who asks to join. Done also when there is none.")]
    [Keyless]
    [Function("WithdrawInvitation")]
    public async Task<IResult> WithdrawAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "delete", Route = Routes.Invitation)] HttpRequest request)
    {
        await invitations.WithdrawAsync(request.UnitIn(), IdIn(request), request.HttpContext.RequestAborted);
        return Results.NoContent();
    }

    [Requires(Right.ManageMembers)]
    [NeedsPeople]
    [Answers(
        200,
        "Binds it to one of those offered, once: they become what it says, or what gives a deciding role is proposed (202).",
        Body = typeof(BindInvitation),
        Json = typeof(Membership))]
    [Function("BindInvitation")]
    public async Task<IResult> BindAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = Routes.Invitation + "/bind")] HttpRequest request)
    {
        var (body, problem) = await Json.ReadAsync<BindInvitation>(request);
        if (problem is not null)
        {
            return problem;
        }

        var wrong = MemberText.Wrong("$", body!.Person, body.Name ?? "-", body.Email)
            ?? MemberText.WrongTerms(body.Roles ?? [], body.Sections ?? []);
        if (wrong is not null)
        {
            return Problems.BadValue(wrong);
        }

        var (command, malformed) = CommandId.Of(request);
        if (malformed is not null)
        {
            return malformed;
        }

        var (unit, caller, cancellation) = (request.UnitIn(), Caller.Of(request), request.HttpContext.RequestAborted);
        var next = body.Roles
            ?? (await invitations.ListAsync(unit, cancellation)).FirstOrDefault(one => one.Id == IdIn(request))?.Terms?.Roles;
        var now = (await people.OfAsync(request)).MembershipOf(body.Person);
        if (await votes.RefusalAsync(unit, now, next ?? [], command, cancellation) is { } owed)
        {
            return owed;
        }

        var outcome = await invitations.BindAsync(
            unit,
            caller.Person,
            IdIn(request),
            body.Person,
            (invitation, offer) => new(
                offer.Person,
                PlainText.Nfc(body.Name ?? invitation.Name),
                body.Roles is { } roles ? [.. roles.Distinct()] : invitation.Terms?.Roles ?? [],
                [.. (body.Sections ?? invitation.Terms?.Sections ?? []).Select(PlainText.Nfc)],
                body.Email ?? invitation.Email),
            command,
            cancellation);
        return MembersApi.Answer(unit, caller, outcome);
    }

    [Requires(Right.ManageMembers)]
    [Answers(200, "The code by which somebody may ask to join; null before there is one.", Json = typeof(JoinCodeAnswer))]
    [Function("GetJoinCode")]
    public async Task<IResult> CodeAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = Routes.Unit + "/join-code")] HttpRequest request) =>
        Json.Ok(new JoinCodeAnswer(await invitations.JoinCodeAsync(request.UnitIn(), request.HttpContext.RequestAborted)));

    [Requires(Right.ManageMembers)]
    [Answers(200, "Makes a new code; the one before opens nothing any more.", Json = typeof(JoinCodeAnswer))]
    [Function("NewJoinCode")]
    public async Task<IResult> NewCodeAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "put", Route = Routes.Unit + "/join-code")] HttpRequest request)
    {
        var (command, malformed) = CommandId.Of(request);
        return malformed
            ?? Json.Ok(new JoinCodeAnswer(
                await invitations.NewJoinCodeAsync(request.UnitIn(), command, request.HttpContext.RequestAborted)));
    }

    /// <summary>Empty, which none has, for what can be none.</summary>
    private static string IdIn(HttpRequest request) =>
        request.HttpContext.GetRouteValue("invitation") is string { Length: <= LongestId } id && id.All(char.IsAsciiLetterOrDigit)
            ? id
            : "";
}

public sealed record JoinCodeAnswer(string? Code);
