using System.Collections.Immutable;
using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Azure.Functions.Worker;
using PerfFlow.Domain.Access;
using PerfFlow.Domain.Findings;
using PerfFlow.Functions.Edge.Access;
using PerfFlow.Functions.Edge.Http;
using PerfFlow.Storage.Units;

namespace PerfFlow.Functions.Units;

public sealed record RefuseProposal(string Reason);

/// <summary>Deciding roles that an admin would give: a second person confirms or refuses them.</summary>
public sealed class ProposalsApi(Memberships memberships, MembershipLedger ledger, OwedVotes votes)
{
    [Requires(Right.ConfirmMembership)]
    [Paged]
    [Answers(200, "Open proposals in the order they were made.", Json = typeof(ImmutableArray<ProposalAnswer>))]
    [Function("ListProposals")]
    public async Task<IResult> ListAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = Routes.Proposals)] HttpRequest request)
    {
        var (page, problem) = Page.Of(request);
        if (problem is not null)
        {
            return problem;
        }

        var (open, people) = await memberships.ProposalsAsync(request.UnitIn(), request.HttpContext.RequestAborted);
        var shown = people.In(request);
        return Json.Ok(page!.Of(open.Select(proposal => ProposalAnswer.Of(proposal, shown)), proposal => $"{proposal.Id:D8}"));
    }

    [Requires(Right.ConfirmMembership)]
    [Answers(200, "An open proposal; one that is settled is not found.", Json = typeof(ProposalAnswer))]
    [Function("GetProposal")]
    public async Task<IResult> GetAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = Routes.Proposal)] HttpRequest request)
    {
        var (open, people) = await memberships.ProposalsAsync(request.UnitIn(), request.HttpContext.RequestAborted);
        return open.FirstOrDefault(proposal => proposal.Number == NumberIn(request)) is { } found
            ? Json.Ok(ProposalAnswer.Of(found, people.In(request)))
            : Problems.NotFound;
    }

    [Requires(Right.ConfirmMembership)]
    [Conditional]
    [Answers(
        200, "Makes the proposal a membership: by somebody who neither proposed it nor is the one it concerns.", Json = typeof(Membership))]
    [Function("ConfirmProposal")]
    public async Task<IResult> ConfirmAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = Routes.Proposal + "/confirm")] HttpRequest request)
    {
        if (NumberIn(request) is not { } proposal)
        {
            return Problems.NotFound;
        }

        var (command, malformed) = CommandId.Of(request);
        if (malformed is not null)
        {
            return malformed;
        }

        var (unit, cancellation) = (request.UnitIn(), request.HttpContext.RequestAborted);
        var (open, people) = await memberships.ProposalsAsync(unit, cancellation);
        if (open.FirstOrDefault(one => one.Number == proposal)?.Membership is { } next
            && await votes.RefusalAsync(unit, people.MembershipOf(next.Person), next.Roles, command, cancellation) is { } owed)
        {
            return owed;
        }

        var outcome = await ledger.ConfirmAsync(
            unit, Caller.Of(request).Person, proposal, command, Unexpected(request), cancellation);
        return outcome.Refusal is { } refusal ? Problems.Of(refusal) : Json.Ok(outcome.Membership!);
    }

    [Requires(Right.ConfirmMembership)]
    [Conditional]
    [Answers(
        200, "Refuses the proposal, or takes it back: nothing is changed.", Body = typeof(RefuseProposal), Json = typeof(ProposalRefused))]
    [Function("RefuseProposal")]
    public async Task<IResult> RefuseAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = Routes.Proposal + "/refuse")] HttpRequest request)
    {
        var (body, problem) = await Json.ReadAsync<RefuseProposal>(request);
        if (problem is not null)
        {
            return problem;
        }

        if (NumberIn(request) is not { } proposal)
        {
            return Problems.NotFound;
        }

        var (command, malformed) = CommandId.Of(request);
        if (malformed is not null)
        {
            return malformed;
        }

        return await ledger.RefuseAsync(
            request.UnitIn(), Caller.Of(request).Person, proposal, body!.Reason, command,
            Unexpected(request), request.HttpContext.RequestAborted) is { } refusal
            ? Problems.Of(refusal)
            : Json.Ok(new ProposalRefused(proposal));
    }

    private static Func<ProposedMembership?, People, Refusal?> Unexpected(HttpRequest request) => (proposal, people) =>
        request.Unexpected(proposal is null ? null : ProposalAnswer.Of(proposal, people.In(request)));

    private static int? NumberIn(HttpRequest request) =>
        int.TryParse(
            request.HttpContext.GetRouteValue("proposal") as string, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : null;
}

/// <param name="Id">Of the proposal.</param>
public sealed record ProposalRefused(int Id);
