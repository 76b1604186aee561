using Microsoft.AspNetCore.Http;
using PerfFlow.Domain.Access;
using PerfFlow.Functions.Edge.Http;
using PerfFlow.Storage.Units;

namespace PerfFlow.Functions.Edge.Access;

/// <summary>The people of the unit in the route: one query a request, where there is someone to show or to count.</summary>
public sealed class UnitPeople(Memberships memberships)
{
    private static readonly object Key = new();

    /// <summary>As they were when this was first asked in the request; erased ones are called so in its language.</summary>
    public async Task<People> OfAsync(HttpRequest request)
    {
        if (request.HttpContext.Items[Key] is People known)
        {
            return known;
        }

        var people = (await memberships.PeopleAsync(request.UnitIn(), request.HttpContext.RequestAborted)).In(request);
        request.HttpContext.Items[Key] = people;
        return people;
    }

    /// <summary>So that they are asked again.</summary>
    internal static void Forget(HttpRequest request) => request.HttpContext.Items.Remove(Key);
}

internal static class ShownPeople
{
    /// <summary>Erased people are called so in the language of the request.</summary>
    public static People In(this People people, HttpRequest request) =>
        Problem.LanguageOf(request) == "en" ? people.InEnglish() : people;
}
