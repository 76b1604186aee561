using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using PerfFlow.Domain.Plan;

namespace PerfFlow.Functions.Edge.Http;

/// <summary>Routes and the keys in them. A key that is none names nothing that exists: the endpoint answers 404.</summary>
internal static class Routes
{
    public const string Units = "v1/units";
    public const string Unit = Units + "/{unit}";
    public const string Member = Unit + "/members/{person}";
    public const string Proposals = Unit + "/proposals";
    public const string Proposal = Proposals + "/{proposal}";
    public const string Invitations = Unit + "/invitations";
    public const string Invitation = Invitations + "/{invitation}";
    public const string Year = Unit + "/years/{year}";
    public const string Project = Year + "/projects/{project}";
    public const string Stage = Year + "/stages/{stage}";
    public const string Item = Project + "/stages/{stage}";
    public const string Uploads = Item + "/uploads";
    public const string Upload = Uploads + "/{version}";
    public const string Report = Year + "/report";
    public const string Check = "v1/check";

    private const int FirstYear = 2000;
    private const int LastYear = 2100;

    public static TKey? KeyIn<TKey>(this HttpRequest request, string name)
        where TKey : class, IKey<TKey> =>
        TKey.TryParse(request.HttpContext.GetRouteValue(name) as string, out var key) ? key : null;

    /// <summary>Access has been given for this unit, so it is there.</summary>
    public static UnitId UnitIn(this HttpRequest request) => request.KeyIn<UnitId>("unit")!;

    public static int? YearIn(this HttpRequest request) => YearOf(request.HttpContext.GetRouteValue("year") as string);

    /// <summary>Null for what is no year that a budget is kept for.</summary>
    public static int? YearOf(string? text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var year) && year is >= FirstYear and <= LastYear
            ? year
            : null;

    public static string Location(UnitId unit, int? year = null, ProjectId? project = null, StageId? stage = null, string? rest = null) =>
        string.Create(CultureInfo.InvariantCulture, $"/api/{Units}/{unit}")
        + (year is null ? "" : string.Create(CultureInfo.InvariantCulture, $"/years/{year}"))
        + (project is null ? "" : $"/projects/{project}")
        + (stage is null ? "" : $"/stages/{stage}")
        + (rest is null ? "" : $"/{rest}");
}
