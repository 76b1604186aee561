using System.Collections.Immutable;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using PerfFlow.Domain.Access;
using PerfFlow.Domain.Findings;
using PerfFlow.Domain.Plan;
using PerfFlow.Domain.Review;
using PerfFlow.Functions.Edge.Access;
using PerfFlow.Functions.Edge.Http;
using PerfFlow.Functions.Items;
using PerfFlow.Functions.Ledgers;
using PerfFlow.Functions.Years;
using PerfFlow.Storage.Ledgers;

namespace PerfFlow.Functions.Reviews;

/// <param name="Version">The one its sender saw.</param>
public sealed record ApprovalItem(ProjectId Project, int Version);

/// <param name="Items">1 to 200.</param>
public sealed record ApproveAll(ImmutableArray<ApprovalItem> Items);

/// <param name="Code">Why not, and the same in words; null when it was done.</param>
public sealed record ApprovalAnswer(ProjectId Project, bool Ok, string? Code = null, string? Title = null);

/// <summary>All green sheets of a stage at once. Each is decided like a single one; a sheet with anything flagged is looked at alone.</summary>
public sealed class ApprovalsApi(Board board, DueLedger ledger, ItemDesk desk, UnitPeople people, UsedMemberships used)
{
    private const int MostItems = 200;

    [Requires(Right.ApproveItem)]
    [NeedsPeople]
    [Answers(200, "Approves green sheets, or votes for them; says of each whether it was done.", Body = typeof(ApproveAll), Json = typeof(ImmutableArray<ApprovalAnswer>))]
    [Function("ApproveItems")]
    public async Task<IResult> ApproveAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = Routes.Stage + "/approvals")] HttpRequest request,
        [DurableClient] DurableTaskClient client)
    {
        if (request.YearIn() is not { } year || request.KeyIn<StageId>("stage") is not { } stage)
        {
            return Problems.NotFound;
        }

        var (body, problem) = await Json.ReadAsync<ApproveAll>(request);
        var (command, malformed) = problem is null ? CommandId.Of(request) : default;
        if ((problem ?? malformed) is { } wrong)
        {
            return wrong;
        }

        if (body!.Items.IsDefaultOrEmpty || body.Items.Length > MostItems)
        {
            return Problems.BadValue("$.items");
        }

        var (unit, caller, cancellation) = (request.UnitIn(), Caller.Of(request), request.HttpContext.RequestAborted);
        var unitYear = (await board.ShowAsync(unit, year, cancellation)).Unit;
        if (unitYear.Plan?.Find(stage) is not { Scope: StageScope.Project })
        {
            return Problems.NotFound;
        }

        await used.NoteAsync(unit, year, unitYear, caller.Membership!, cancellation);
        var by = caller.ToActor();
        var panel = by.Is(Level.Group) ? Panel.Of(unitYear.Plan.Quorum, (await people.OfAsync(request)).Members) : null;
        var answers = ImmutableArray.CreateBuilder<ApprovalAnswer>();
        foreach (var item in body.Items)
        {
            var refusal = Scene.Find(unit, year, unitYear, unitYear.RegistrationOf(item.Project), stage) is { } scene
                ? await DecideAsync(client, scene, command, new ItemCommand.Approve(stage, by, item.Version, Panel: panel, IfGreen: true), cancellation)
                : Refusals.NoSuchProject;
            answers.Add(refusal is null
                ? new(item.Project, true)
                : new(item.Project, false, refusal.Code, Problem.LanguageOf(request) == "en" ? refusal.Text.En : refusal.Text.Zh));
        }

        return Json.Ok(answers.ToImmutable());
    }

    private async Task<Refusal?> DecideAsync(
        DurableTaskClient client, Scene scene, CommandKey? key, ItemCommand.Approve command, CancellationToken cancellation)
    {
        ProjectYear? before = null;
        var answer = await ledger.ExecuteAsync(
            scene.StreamUntilSigned,
            key,
            (state, now) =>
            {
                before = state;
                return ItemDesk.Decide(scene, state, command, now);
            },
            cancellation);
        if (answer.Refusal is null)
        {
            await desk.TellAsync(client, scene, before, answer.State);
        }

        return answer.Refusal;
    }
}
