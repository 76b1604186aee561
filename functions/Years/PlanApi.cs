using System.Collections.Immutable;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using PerfFlow.Domain.Access;
using PerfFlow.Domain.Plan;
using PerfFlow.Domain.Review;
using PerfFlow.Functions.Edge.Access;
using PerfFlow.Functions.Edge.Http;
using PerfFlow.Storage.Calendar;
using PerfFlow.Storage.Ledgers;

namespace PerfFlow.Functions.Years;

/// <param name="Plan">The same stages under a new version; instants, quorum and evidence rule may differ.</param>
public sealed record ChangePlan(SetPlan Plan, string? Reason = null);

/// <summary>What may be sent as <see cref="ChangePlan"/>.</summary>
public sealed record ProposedPlan(YearPlan Plan, string Reason);

/// <param name="Version">Of the plan that its sender saw.</param>
/// <param name="Duties">That it joins, as they stood there.</param>
public sealed record ConfirmJoined(string Version, ImmutableArray<JoinedDuty> Duties);

/// <summary>The plan of an opened year. A change takes effect in what is already running.</summary>
public sealed class PlanApi(Board board, YearDesk desk, AnnouncedHolidays holidays, TimeProvider time)
{
    [Requires(Right.ViewUnit)]
    [Answers(200, "Stages with their instants, quorum, evidence rule.", Json = typeof(YearPlan))]
    [Function("GetPlan")]
    public async Task<IResult> GetAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = Routes.Year + "/plan")] HttpRequest request) =>
        request.YearIn() is { } year
        && (await board.UnitYearAsync(request.UnitIn(), year, request.HttpContext.RequestAborted)).Plan is { } plan
            ? Json.Ok(plan)
            : Problems.NotFound;

    [Requires(Right.ChangePlan)]
    [Answers(200, "The plan with its provisional instants found again by the holidays announced since: what PUT plan takes.",
        Json = typeof(ProposedPlan))]
    [Function("GetPlanProposal")]
    public async Task<IResult> ProposeAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = Routes.Year + "/plan/proposal")] HttpRequest request)
    {
        var cancellation = request.HttpContext.RequestAborted;
        return request.YearIn() is { } year && (await board.UnitYearAsync(request.UnitIn(), year, cancellation)).Plan is { } plan
            ? Json.Ok(new ProposedPlan(
                PlanReproposal.Of(plan, year, await holidays.ReadAsync(cancellation), time.GetUtcNow()), "按公布的节假日安排确定暂定时间"))
            : Problems.NotFound;
    }

    [Requires(Right.ChangePlan)]
    [Conditional]
    [Answers(200, "Moves deadlines, or changes quorum or evidence rule, with a reason: the fields that are sent alone.",
        Body = typeof(ChangePlan), Json = typeof(YearPlan))]
    [Function("ChangePlan")]
    public async Task<IResult> ChangeAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "put", Route = Routes.Year + "/plan")] HttpRequest request,
        [DurableClient] DurableTaskClient client)
    {
        var (body, problem) = await Json.ReadAsync<ChangePlan>(request);
        return problem
            ?? await desk.DoAsync(
                request,
                client,
                (by, _, state) => Task.FromResult<UnitYearCommand>(
                    new UnitYearCommand.ChangePlan(by, body!.Plan.Over(state.Plan!), body.Reason)),
                (state, _) => Json.Ok(state.Plan!),
                changed: state => request.Allows(state.Plan) ? null : Problems.Changed);
    }

    [Requires(Right.ConfirmJoinedDuties)]
    [Answers(200, "A second person confirms the duties that the plan joins; until then they are kept apart.",
        Body = typeof(ConfirmJoined), Json = typeof(YearPlan))]
    [Function("ConfirmJoinedDuties")]
    public async Task<IResult> ConfirmJoinedAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = Routes.Year + "/plan/joined/confirm")] HttpRequest request,
        [DurableClient] DurableTaskClient client)
    {
        var (body, problem) = await Json.ReadAsync<ConfirmJoined>(request);
        return problem
            ?? await desk.DoAsync(
                request,
                client,
                (by, _, _) => Task.FromResult<UnitYearCommand>(new UnitYearCommand.ConfirmJoined(by, body!.Version, body.Duties)),
                (state, _) => Json.Ok(state.Plan!));
    }
}
