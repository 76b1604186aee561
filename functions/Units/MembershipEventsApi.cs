using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using PerfFlow.Domain.Access;
using PerfFlow.Domain.Members;
using PerfFlow.Functions.Edge.Access;
using PerfFlow.Functions.Edge.Http;
using PerfFlow.Storage;
using PerfFlow.Storage.Ledgers;

namespace PerfFlow.Functions.Units;

/// <summary>All that has happened to a unit's memberships: for the lead, the chair and auditors.</summary>
public sealed class MembershipEventsApi(LedgerLog log, UnitPeople people)
{
    [Requires(Right.ReadMemberships)]
    [Paged]
    [Answers(
        200,
        "Who gave, proposed, confirmed, refused or took which role, an operator's acts too, in order.",
        Json = typeof(ImmutableArray<MembershipEventAnswer>))]
    [Function("ListMembershipEvents")]
    public async Task<IResult> ListAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = Routes.Unit + "/membership-events")] HttpRequest request)
    {
        var (page, problem) = Page.Of(request);
        var after = 0;
        if (problem is not null
            || (page!.After is { } last && !int.TryParse(last, NumberStyles.None, CultureInfo.InvariantCulture, out after)))
        {
            return problem ?? Problems.BadValue("after");
        }

        var logged = await log.ReadMembersAsync(request.UnitIn(), after, page.Take + 1, request.HttpContext.RequestAborted);
        var known = await people.OfAsync(request);
        return Json.Ok(page.Of(logged.Select(one => MembershipEventAnswer.Of(one, known)), one => $"{one.Version:D8}"));
    }
}

/// <summary>One event: who did what to whose membership.</summary>
/// <param name="At">Null, as everything about it, when the event's text is gone.</param>
/// <param name="By">Person id; the key in the event where that person is erased.</param>
/// <param name="What">The event's name, <c>membership-set</c>.</param>
/// <param name="Changes">Whom it concerns; what is only proposed too.</param>
/// <param name="Proposal">Its number, where it is about one.</param>
/// <param name="Invitation">That the person was bound by.</param>
/// <param name="Hash">Of the chain up to here.</param>
[NeedsPeople]
public sealed record MembershipEventAnswer(
    int Version, DateTimeOffset? At, string? By, string? Name, ImmutableArray<Role> Roles, string? What,
    ImmutableArray<MembershipChangeAnswer> Changes, int? Proposal, string? Invitation, string? Reason, string Hash)
{
    internal static MembershipEventAnswer Of(LoggedEvent logged, People people)
    {
        try
        {
            using var json = JsonDocument.Parse(logged.Text ?? "null");
            return json.RootElement.ValueKind == JsonValueKind.Object
                ? Of(logged, json.RootElement.GetProperty("type").ToString(), json.Deserialize<MembershipEvent>(Wire.Json)!, people)
                : Gone(logged);
        }
        catch (Exception changed) when (changed is JsonException or KeyNotFoundException or NotSupportedException or NullReferenceException)
        {
            return Gone(logged); // by hand, into something else: the verification says so
        }
    }

    private static MembershipEventAnswer Of(LoggedEvent logged, string what, MembershipEvent happened, People people)
    {
        var (proposal, reason) = happened switch
        {
            MembershipEvent.MembershipProposed e => (e.Proposal, null),
            MembershipEvent.MembershipConfirmed e => (e.Proposal, null),
            MembershipEvent.MembershipRefused e => (e.Proposal, e.Reason),
            MembershipEvent.ConfirmerReplaced e => ((int?)null, e.Reason),
            _ => (null, null),
        };
        return new(
            logged.Version, happened.At, people.IdOf(happened.By.Key), people.NameOf(happened.By.Key), happened.By.Roles, what,
            [.. ChangesOf(happened).Select(change => new MembershipChangeAnswer(
                people.IdOf(change.Key), people.NameOf(change.Key), change.Old, change.New))],
            proposal, (happened as MembershipEvent.PersonBound)?.Invitation, reason, logged.Hash);
    }

    private static IEnumerable<(string Key, Terms? Old, Terms? New)> ChangesOf(MembershipEvent happened) => happened switch
    {
        MembershipEvent.UnitFounded e => e.Members.Select(seat => (seat.Key, (Terms?)null, (Terms?)seat.Terms)),
        MembershipEvent.MembershipSet e => [(e.Key, e.Old, e.New)],
        MembershipEvent.MembershipProposed e => [(e.Key, e.Old, e.New)],
        MembershipEvent.MembershipConfirmed e => [(e.Key, e.Old, e.New)],
        MembershipEvent.MembershipRefused e => [(e.Key, null, null)],
        MembershipEvent.MembershipRemoved e => [(e.Key, e.Old, null)],
        MembershipEvent.ConfirmerReplaced e =>
            e.Replaced is { } seat ? [(e.Key, e.Old, e.New), (seat.Key, null, seat.Terms)] : [(e.Key, e.Old, e.New)],
        MembershipEvent.PersonBound e => [(e.Key, null, null)],
        _ => [],
    };

    private static MembershipEventAnswer Gone(LoggedEvent logged) =>
        new(logged.Version, null, null, null, [], null, [], null, null, null, logged.Hash);
}

/// <param name="Person">Person id; the key where that person is erased.</param>
/// <param name="Old">Null for who was no member, or where it says nothing of it.</param>
/// <param name="New">Null for who is none any more, or where nothing is given.</param>
public sealed record MembershipChangeAnswer(string Person, string Name, Terms? Old, Terms? New);
