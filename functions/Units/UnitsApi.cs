using System.Collections.Immutable;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using PerfFlow.Domain.Access;
using PerfFlow.Domain.Findings;
using PerfFlow.Domain.Members;
using PerfFlow.Domain.Plan;
using PerfFlow.Domain.Texts;
using PerfFlow.Functions.Edge.Access;
using PerfFlow.Functions.Edge.Http;
using PerfFlow.Storage.Ledgers;
using PerfFlow.Storage.Units;

namespace PerfFlow.Functions.Units;

/// <param name="Parent">The department above (主管部门).</param>
/// <param name="Confirmer">Confirms what the admin proposes: a unit head or a chair, and another person.</param>
/// <param name="Sections">All that it has, by name; its admin may set them later (<see cref="UnitSections"/>).</param>
public sealed record RegisterUnit(
    UnitId Id, string Name, FirstAdmin Admin, FirstConfirmer Confirmer, UnitId? Parent = null, ImmutableArray<string>? Sections = null);

/// <param name="Person"><c>{tid}:{oid}</c>.</param>
public sealed record FirstAdmin(string Person, string Name, string? Email = null);

/// <inheritdoc cref="FirstAdmin"/>
/// <param name="Role"><c>unit-head</c> or <c>group-chair</c>.</param>
public sealed record FirstConfirmer(string Person, string Name, Role Role, string? Email = null);

/// <inheritdoc cref="FirstAdmin"/>
/// <param name="Role"><c>unit-head</c> or <c>group-chair</c>; <c>admin</c> where the unit has lost its own.</param>
/// <param name="Replaces">Who confirms no more; null where nobody's place is taken.</param>
public sealed record ReplaceConfirmer(
    string Person, string Name, Role Role, string Reason, string? Email = null, string? Replaces = null);

/// <param name="Years">Years opened and not done.</param>
/// <param name="ClosedYears">Years that are done: they are read on.</param>
public sealed record UnitAnswer(
    UnitId Id, string Name, UnitId? Parent, IReadOnlyList<int> Years, IReadOnlyList<int> ClosedYears);

/// <summary>Units: who runs a budget year here.</summary>
public sealed class UnitsApi(Registry registry, MembershipLedger memberships, UnitYears years)
{
    private static readonly Problem Exists = new(409, "UNIT_EXISTS", new Message(
        "该标识已登记过,名称、管理员、确认人或科室与本次不同。属于另一单位的,请换一个标识;要改科室的,由该单位管理员设置(PUT sections)。",
        "A unit is registered under this id with another name, admin, confirmer or sections: take another id, "
        + "or have its admin set the sections (PUT sections)."));

    [Operator]
    [Answers(
        201, "Registers a unit with its first admin, who confirms what they propose, and its sections.",
        Body = typeof(RegisterUnit), Json = typeof(UnitAnswer))]
    [Function("RegisterUnit")]
    public async Task<IResult> RegisterAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = Routes.Units)] HttpRequest request)
    {
        var (body, problem) = await Json.ReadAsync<RegisterUnit>(request);
        if (problem is not null)
        {
            return problem;
        }

        var (admin, confirmer) = (body!.Admin, body.Confirmer);
        var wrong =
            !MemberText.IsName(body.Name) ? "$.name"
            : MemberText.Wrong("$.admin", admin.Person, admin.Name, admin.Email)
                ?? MemberText.Wrong("$.confirmer", confirmer.Person, confirmer.Name, confirmer.Email)
                ?? SectionText.WrongOf(body.Sections ?? []);
        if (wrong is not null)
        {
            return Problems.BadValue(wrong);
        }

        if (confirmer.Role is not (Role.UnitHead or Role.GroupChair) || admin.Person == confirmer.Person)
        {
            return Problems.Of(admin.Person == confirmer.Person ? MemberRefusals.TwoPeopleRequired : MemberRefusals.ConfirmerRole);
        }

        var (command, malformed) = CommandId.Of(request);
        if (malformed is not null)
        {
            return malformed;
        }

        var (name, cancellation) = (PlainText.Nfc(body.Name), request.HttpContext.RequestAborted);
        var registration = await registry.RegisterAsync(body.Id, name, body.Parent, command, cancellation);
        if (registration is Registration.Different or Registration.Reused)
        {
            return registration == Registration.Reused ? Problems.Of(CommandKey.Reused) : Exists;
        }

        // Also on a repeat, which may follow a crash between the two rows; never over what was set since.
        var (refusal, founding) = await memberships.FoundAsync(
            body.Id,
            Caller.Of(request).ToPerson(),
            new(admin.Person, PlainText.Nfc(admin.Name), [Role.Admin], [], admin.Email),
            new(confirmer.Person, PlainText.Nfc(confirmer.Name), [confirmer.Role], [], confirmer.Email),
            new(name, body.Parent?.Value),
            body.Sections is { IsEmpty: false } sections ? [.. sections.Select(PlainText.Nfc)] : null,
            cancellation);
        if (refusal is not null || founding == Founding.ByOthers)
        {
            return refusal is not null ? Problems.Of(refusal)
                : registration == Registration.Repeated ? Problems.Of(CommandKey.Reused)
                : Exists;
        }

        // Of several who ask alike, the one whose row is first need not be the one who founds it.
        return registration == Registration.Same && founding == Founding.Before
            ? Json.Ok(await AnswerAsync((await registry.FindAsync(body.Id, cancellation))!, cancellation))
            : Json.Created(Routes.Location(body.Id), new UnitAnswer(body.Id, name, body.Parent, [], []));
    }

    [Operator]
    [Answers(
        200,
        "Gives a unit that has at most one confirmer besides its admin another: they get the role, and who is replaced confirms no more.",
        Body = typeof(ReplaceConfirmer),
        Json = typeof(Membership))]
    [Function("ReplaceConfirmer")]
    public async Task<IResult> ReplaceConfirmerAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "put", Route = Routes.Unit + "/confirmer")] HttpRequest request)
    {
        var (body, problem) = await Json.ReadAsync<ReplaceConfirmer>(request);
        if (problem is not null)
        {
            return problem;
        }

        var wrong = MemberText.Wrong("$", body!.Person, body.Name, body.Email)
            ?? (body.Replaces is { } replaces && !PersonId.IsPerson(replaces) ? "$.replaces" : null);
        if (wrong is not null)
        {
            return Problems.BadValue(wrong);
        }

        var (command, malformed) = CommandId.Of(request);
        if (malformed is not null)
        {
            return malformed;
        }

        var cancellation = request.HttpContext.RequestAborted;
        if (request.KeyIn<UnitId>("unit") is not { } unit || await registry.FindAsync(unit, cancellation) is null)
        {
            return Problems.NotFound;
        }

        var outcome = await memberships.ReplaceConfirmerAsync(
            unit,
            Caller.Of(request).ToPerson(),
            new(body.Person, PlainText.Nfc(body.Name), [body.Role], [], body.Email),
            body.Replaces,
            body.Reason,
            command,
            cancellation);
        return outcome.Refusal is { } refusal ? Problems.Of(refusal) : Json.Ok(outcome.Membership!);
    }

    [Requires(Right.ViewUnit)]
    [Answers(200, "The unit.", Json = typeof(UnitAnswer))]
    [Function("GetUnit")]
    public async Task<IResult> GetAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = Routes.Unit)] HttpRequest request) =>
        await registry.FindAsync(request.UnitIn(), request.HttpContext.RequestAborted) is { } unit
            ? Json.Ok(await AnswerAsync(unit, request.HttpContext.RequestAborted))
            : Problems.NotFound;

    [Requires(Right.ViewUnit)]
    [Answers(200, "Every year that was ever opened in the unit, and whether it still runs.",
        Json = typeof(ImmutableArray<UnitYearAnswer>))]
    [Function("ListYears")]
    public async Task<IResult> YearsAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = Routes.Unit + "/years")] HttpRequest request) =>
        await registry.FindAsync(request.UnitIn(), request.HttpContext.RequestAborted) is { } unit
            ? Json.Ok(await years.OfAsync(unit, request.HttpContext.RequestAborted))
            : Problems.NotFound;

    private async Task<UnitAnswer> AnswerAsync(RegisteredUnit unit, CancellationToken cancellation) => new(
        unit.Id, unit.Name, unit.Parent, unit.ActiveYears,
        [.. (await years.OfAsync(unit, cancellation)).Where(year => year.State == YearState.Closed).Select(year => year.Year)]);
}
