using System.Reflection;
using Microsoft.Azure.Functions.Worker;
using PerfFlow.Functions.Edge.OpenApi;
using PerfFlow.Functions.Items;

namespace PerfFlow.Functions.Tests.Edge.OpenApi;

/// <summary>
/// The official host asks its functions in the order of their names, and the first whose route matches answers, not the most
/// specific: of two routes that one request can match, the more specific must come first by name.
/// </summary>
public class RouteOrderTests
{
    [Fact]
    public void Of_two_routes_that_match_one_request_the_more_specific_comes_first_by_its_functions_name()
    {
        var functions = OpenApiDocument.AllHttpFunctions(typeof(ItemApi).Assembly)
            .Select(found => new Route(
                found.Method.GetCustomAttribute<FunctionAttribute>()!.Name,
                found.Trigger.Methods is { Length: > 0 } methods ? methods : ["get", "put", "post", "delete", "patch"],
                found.Trigger.Route!.Split('/')))
            .OrderBy(route => route.Function, StringComparer.OrdinalIgnoreCase)
            .ToList();
        Assert.Equal("{*path}", string.Join('/', functions[^1].Segments)); // what has no route is answered by the last of all

        var hidden =
            from first in functions
            from second in functions.SkipWhile(route => route != first).Skip(1)
            where first.Methods.Intersect(second.Methods).Any() && first.Overlaps(second) && second.IsMoreSpecificThan(first)
            select $"{first} takes the requests of {second}";

        Assert.Empty(hidden);
    }

    [Theory]
    [InlineData("a/{x}", "a/b", true)]
    [InlineData("a/{x}", "a/{y}", false)]
    [InlineData("a/b", "a/{x}", false)]
    [InlineData("a/{x}", "c/b", false)]
    [InlineData("{*path}", "a/b", true)]
    [InlineData("a/{*path}", "a", true)]
    [InlineData("a/{x}", "a/b/c", false)]
    [InlineData("a/{x}/c", "a/b/{y}", true)]
    public void Such_a_route_would_be_found(string first, string second, bool hides)
    {
        var (one, other) = (new Route("A", ["get"], first.Split('/')), new Route("B", ["get"], second.Split('/')));

        Assert.Equal(hides, one.Overlaps(other) && other.IsMoreSpecificThan(one));
    }

    private sealed record Route(string Function, string[] Methods, string[] Segments)
    {
        public bool Overlaps(Route other)
        {
            var shared = Math.Min(Segments.Length, other.Segments.Length);
            for (var i = 0; i < shared; i++)
            {
                if (IsRest(Segments[i]) || IsRest(other.Segments[i]))
                {
                    return true;
                }

                if (!IsValue(Segments[i])
                    && !IsValue(other.Segments[i])
                    && !string.Equals(Segments[i], other.Segments[i], StringComparison.OrdinalIgnoreCase))
                {
                    return false;
                }
            }

            return Segments.Skip(shared).Concat(other.Segments.Skip(shared)).All(IsRest); // a rest may be empty
        }

        /// <summary>The first segment in which they differ in kind: a text before a value before the rest of a path.</summary>
        public bool IsMoreSpecificThan(Route other) =>
            Segments.Zip(other.Segments, (mine, others) => Kind(mine).CompareTo(Kind(others)))
                .FirstOrDefault(static difference => difference != 0) is var difference
            && (difference < 0 || (difference == 0 && other.Segments.Skip(Segments.Length).Any(IsRest)));

        public override string ToString() => $"{Function} ({string.Join('/', Segments)})";

        private static int Kind(string segment) => IsRest(segment) ? 2 : IsValue(segment) ? 1 : 0;

        private static bool IsRest(string segment) => segment.StartsWith("{*", StringComparison.Ordinal);

        private static bool IsValue(string segment) => segment.StartsWith('{');
    }
}
