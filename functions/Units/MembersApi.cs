using System.Collections.Immutable;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Azure.Functions.Worker;
using PerfFlow.Domain.Access;
using PerfFlow.Domain.Findings;
using PerfFlow.Domain.Plan;
using PerfFlow.Domain.Texts;
using PerfFlow.Functions.Edge.Access;
using PerfFlow.Functions.Edge.Http;
using PerfFlow.Storage.Notices;
using PerfFlow.Storage.Units;

namespace PerfFlow.Functions.Units;

/// <summary>Of who is a member already, sections and address stay as they are where they are left out.</summary>
/// <param name="Sections">Sections a section role acts for.</param>
/// <param name="Email">Where reminders go besides the inbox.</param>
public sealed record SetMember(
    string Name, ImmutableArray<Role> Roles, Given<ImmutableArray<string>>? Sections = null, Given<string>? Email = null)
{
    internal Membership Over(string person, Membership? standing) => new(
        person,
        PlainText.Nfc(Name),
        [.. Roles.Distinct()],
        Sections is null ? standing?.Sections ?? [] : [.. SentSections.Select(PlainText.Nfc)],
        Email.Or(standing?.Email));

    /// <summary>None where there are none, or null.</summary>
    internal ImmutableArray<string> SentSections => Sections is { Value.IsDefault: false } ? Sections.Value : [];
}

/// <summary>Who may do what in a unit: kept by its admin.</summary>
public sealed class MembersApi(
    Memberships memberships, MembershipLedger ledger, OwedVotes votes, Invitations invitations, UnitPeople people, Outbox outbox)
{
    private static readonly Problem StillMember = new(409, "STILL_MEMBER", new Message(
        "此人仍是本单位成员,请先移出再清除姓名。", "This person is still a member: take them out of the unit first."));

    [Requires(Right.ManageMembers)]
    [Conditional]
    [NeedsPeople]
    [Answers(
        200,
        "Sets what a person may do; {person} is {tid}:{oid}, escaped. What gives a deciding role that they do not hold is proposed "
        + "instead (202 with the proposal), and changes nothing until somebody else confirms it. "
        + "Where something waits for them already, what would lose a field of it is refused.",
        Body = typeof(SetMember),
        Json = typeof(Membership))]
    [Function("SetMember")]
    public async Task<IResult> SetAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "put", Route = Routes.Member)] HttpRequest request)
    {
        var (body, problem) = await Json.ReadAsync<SetMember>(request);
        if (problem is not null)
        {
            return problem;
        }

        var person = PersonIn(request);
        var wrong =
            !PersonId.IsPerson(person) ? "person"
            : MemberText.Wrong("$", body!.Name, body.Email?.Value) ?? MemberText.WrongTerms(body.Roles, body.SentSections);
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
        var now = (await people.OfAsync(request)).MembershipOf(person);
        if (await votes.RefusalAsync(unit, now, body!.Roles, command, cancellation) is { } owed)
        {
            return owed;
        }

        return Answer(unit, caller, await ledger.SetAsync(
            unit, caller.Person, person, standing => body!.Over(person, standing), command, request.Unexpected, cancellation));
    }

    [Requires(Right.ManageMembers)]
    [Conditional]
    [NeedsPeople]
    [Answers(204, "Takes a person out of the unit; what they did stays in the ledger. Done also when they are no member.")]
    [Function("RemoveMember")]
    public async Task<IResult> RemoveAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "delete", Route = Routes.Member)] HttpRequest request)
    {
        var person = PersonIn(request);
        var (command, malformed) = CommandId.Of(request);
        malformed ??= PersonId.IsPerson(person) ? null : Problems.BadValue("person");
        if (malformed is not null)
        {
            return malformed;
        }

        var (unit, cancellation) = (request.UnitIn(), request.HttpContext.RequestAborted);
        if (await votes.RefusalAsync(unit, (await people.OfAsync(request)).MembershipOf(person), [], command, cancellation) is { } owed)
        {
            return owed;
        }

        if (await ledger.RemoveAsync(unit, Caller.Of(request).Person, person, command, request.Unexpected, cancellation) is { } refusal)
        {
            return Problems.Of(refusal);
        }

        await outbox.DropAsync(unit, person, cancellation); // what waits for the morning is not theirs any more
        return Results.NoContent();
    }

    [Requires(Right.ManageMembers)]
    [Answers(
        204,
        "Erases name, address, account and offers of a person who is no member any more: the ledger keeps their key, "
        + "shown as an erased person. "
        + "Done also when it was before.")]
    [Keyless]
    [Function("ErasePerson")]
    public async Task<IResult> EraseAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "delete", Route = Routes.Member + "/identity")] HttpRequest request)
    {
        var (unit, person, cancellation) = (request.UnitIn(), PersonIn(request), request.HttpContext.RequestAborted);
        if (!PersonId.IsPerson(person))
        {
            return Problems.BadValue("person");
        }

        var erasure = await ledger.EraseAsync(unit, Caller.Of(request).Person, person, cancellation);
        if (erasure == Erasure.StillMember)
        {
            return StillMember;
        }

        // They may have been offered, or have asked, and never come in.
        var forgotten = await invitations.ForgetAsync(unit, person, await memberships.KeyOfAsync(unit, person, cancellation), cancellation);
        return erasure == Erasure.NoSuchPerson && !forgotten ? Problems.NotFound : Results.NoContent();
    }

    [Requires(Right.ListMembers)]
    [Answers(200, "One member.", Json = typeof(Membership))]
    [Function("GetMember")]
    public async Task<IResult> GetAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = Routes.Member)] HttpRequest request) =>
        PersonIn(request) is var person
        && PersonId.IsPerson(person)
        && await memberships.FindAsync(request.UnitIn(), person, request.HttpContext.RequestAborted) is { } member
            ? Json.Ok(member)
            : Problems.NotFound;

    [Requires(Right.ListMembers)]
    [NeedsPeople]
    [Paged]
    [Query("role", Type = typeof(Role))]
    [Query("section")]
    [Answers(200, "Members by person id.", Json = typeof(ImmutableArray<Membership>))]
    [Function("ListMembers")]
    public async Task<IResult> ListAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = Routes.Unit + "/members")] HttpRequest request)
    {
        var (page, badPage) = Page.Of(request);
        var (role, badRole) = request.Asked<Role>("role");
        if ((badPage ?? badRole) is { } problem)
        {
            return problem;
        }

        var section = request.Asked("section");
        var members = (await people.OfAsync(request)).Members
            .Where(member => (role is null || member.Roles.Contains(role.Value)) && (section is null || member.IsOf(section)));
        return Json.Ok(page!.Of(members, member => member.Person));
    }

    /// <summary>The membership, or the proposal that it has become.</summary>
    internal static IResult Answer(UnitId unit, Caller caller, MembershipOutcome outcome) => outcome switch
    {
        { Refusal: { } refusal } => Problems.Of(refusal),
        { Proposal: { } proposal } => Json.Accepted(
            ProposalAnswer.Location(unit, proposal.Number), ProposalAnswer.Of(proposal, (caller.Person, caller.Membership!.Name))),
        _ => Json.Ok(outcome.Membership!),
    };

    private static string PersonIn(HttpRequest request) =>
        Uri.UnescapeDataString(request.HttpContext.GetRouteValue("person") as string ?? "");
}
