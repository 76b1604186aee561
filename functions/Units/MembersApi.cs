using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Azure.Functions.Worker;
using PerfFlow.Domain.Access;
using PerfFlow.Functions.Access;
using PerfFlow.Functions.Http;
using PerfFlow.Functions.OpenApi;
using PerfFlow.Storage.Ledger;
using PerfFlow.Storage.Memberships;

namespace PerfFlow.Functions.Units;

/// <param name="Sections">Sections a section role acts for.</param>
public sealed record SetMember(string Name, ImmutableArray<Role> Roles, ImmutableArray<string>? Sections = null);

/// <summary>Who may do what in a unit: kept by its admin.</summary>
public sealed partial class MembersApi(Memberships memberships)
{
    private const int LongestName = 100;
    private const int MostSections = 100;

    [Requires(Right.ManageMembers)]
    [Answers(200, "Sets what a person may do; {person} is {tid}:{oid}, escaped.", Body = typeof(SetMember), Json = typeof(Membership))]
    [Function("SetMember")]
    public async Task<IResult> SetAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "put", Route = Routes.Unit + "/members/{person}")] HttpRequest request)
    {
        var (body, problem) = await Json.ReadAsync<SetMember>(request);
        if (problem is not null)
        {
            return problem;
        }

        var sections = body!.Sections ?? [];
        var person = Uri.UnescapeDataString(request.HttpContext.GetRouteValue("person") as string ?? "");
        var wrong =
            !Person().IsMatch(person) ? "person"
            : string.IsNullOrWhiteSpace(body.Name) || body.Name.Length > LongestName ? "$.name"
            : body.Roles.IsDefault ? "$.roles"
            : sections.Length > MostSections || sections.Any(section => string.IsNullOrWhiteSpace(section) || section.Length > LongestName) ? "$.sections"
            : null;
        if (wrong is not null)
        {
            return Problems.BadValue(wrong);
        }

        var membership = new Membership(person, body.Name, [.. body.Roles.Distinct()], sections);
        var (command, malformed) = CommandId.Of(request);
        if (malformed is not null)
        {
            return malformed;
        }

        return await memberships.SetAsync(request.UnitIn(), membership, command, request.HttpContext.RequestAborted)
            ? Json.Ok(membership)
            : Problems.Of(CommandKey.Reused);
    }

    [Requires(Right.ListMembers)]
    [Answers(200, "All members.", Json = typeof(ImmutableArray<Membership>))]
    [Function("ListMembers")]
    public async Task<IResult> ListAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = Routes.Unit + "/members")] HttpRequest request) =>
        Json.Ok(await memberships.ListAsync(request.UnitIn(), request.HttpContext.RequestAborted));

    [GeneratedRegex(@"\A[A-Za-z0-9-]{1,64}:[A-Za-z0-9-]{1,64}\z")]
    private static partial Regex Person();
}
