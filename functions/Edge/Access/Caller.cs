using System.Security.Claims;
using Microsoft.AspNetCore.Http;
using PerfFlow.Domain.Access;
using PerfFlow.Domain.Members;
using PerfFlow.Domain.Plan;
using PerfFlow.Domain.Texts;

namespace PerfFlow.Functions.Edge.Access;

/// <summary>Who calls, from the token, and what they may do in the unit of the route, from its memberships.</summary>
/// <param name="Person">Tenant and object id, <c>{tid}:{oid}</c>.</param>
/// <param name="Name">Display name in the token; the id when there is none.</param>
/// <param name="IsOperator">Holds the application role <see cref="OperatorRole"/>.</param>
/// <param name="Membership">In the unit of the route; null on routes without one.</param>
/// <param name="Right">That the function requires, see <see cref="RequiresAttribute"/>; null where it requires none.</param>
/// <param name="Unit">That of the route; on routes without one some unit they are a member of, null where that was not asked.</param>
/// <param name="Account">Work account in the token, as it is compared: says who may be offered, and never what anyone may do.</param>
public sealed record Caller(
    string Person, string Name, bool IsOperator,
    Membership? Membership = null, Right? Right = null, UnitId? Unit = null, string? Account = null)
{
    public const string OperatorRole = "PerfFlow.Operator";

    private const int LongestName = 100;

    private static readonly object Key = new();

    /// <summary>Null when the token does not say who: both the tenant and the object id are needed, and neither holds a colon.</summary>
    public static Caller? From(ClaimsPrincipal principal) =>
        PersonId.Of(Only(principal, "tid"), Only(principal, "oid")) is { } person
            ? new Caller(
                person, principal.FindFirstValue("name") ?? person, principal.HasClaim("roles", OperatorRole),
                Account: WorkAccount.Normal(Only(principal, "preferred_username") ?? Only(principal, "upn")))
            : null;

    /// <summary>What the function requires, on a project of this section. Where it requires nothing nobody may.</summary>
    public bool May(string section) => Right is { } right && Membership?.May(right, section) == true;

    /// <summary>What can be seen of the token's name, which nobody here has checked; the person id where that is nothing.</summary>
    public string ShownName
    {
        get
        {
            var name = PlainText.Nfc(PlainText.Cleaned(Name));
            var length = name.Length <= LongestName ? name.Length : LongestName - (char.IsLowSurrogate(name[LongestName]) ? 1 : 0);
            return PlainText.IsBlank(name) ? Person : name[..length];
        }
    }

    public string Tenant => Person[..Person.IndexOf(':', StringComparison.Ordinal)];

    /// <summary>For who acts on a unit without being a member: the unit keeps their name under a key, as it does of all who act.</summary>
    public Person ToPerson() => new("", Person, ShownName, null);

    /// <summary>Only a member acts.</summary>
    public Actor ToActor() => Membership!.ToActor();

    /// <summary>On a project of this section: a role for another section does not count.</summary>
    public Actor ToActor(string section) => Membership!.ToActor(section);

    /// <summary>The caller whom <see cref="AccessMiddleware"/> let in.</summary>
    public static Caller Of(HttpRequest request) => (Caller)request.HttpContext.Items[Key]!;

    /// <summary>Who is named twice is not named.</summary>
    private static string? Only(ClaimsPrincipal principal, string claim) =>
        principal.FindAll(claim).ToArray() is [var one] ? one.Value : null;

    /// <summary>Null while nobody has signed in.</summary>
    internal static Caller? FindIn(HttpContext http) => http.Items.TryGetValue(Key, out var caller) ? caller as Caller : null;

    internal void Enter(HttpContext http) => http.Items[Key] = this;
}
