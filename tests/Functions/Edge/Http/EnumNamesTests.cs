using System.Reflection;
using PerfFlow.Functions.Edge.Http;
using PerfFlow.Functions.Edge.OpenApi;
using PerfFlow.Functions.Items;
using PerfFlow.Functions.Tests.App;
using PerfFlow.Functions.Tests.Edge.Access;

namespace PerfFlow.Functions.Tests.Edge.Http;

/// <summary>An enumeration is one of its names, as it is written: no list, no number, no other spelling.</summary>
[Collection(AppCollection.Name)]
public class EnumNamesTests(TestApp app)
{
    [Theory]
    [InlineData("\"section-head,lead\"")]
    [InlineData("\"lead, lead\"")]
    [InlineData("\"lead,\"")]
    [InlineData("\" lead\"")]
    [InlineData("\"Lead\"")]
    [InlineData("\"2\"")]
    [InlineData("2")]
    [InlineData("null")]
    [InlineData("\"\"")]
    [InlineData("[\"lead\"]")]
    public async Task A_role_that_is_none_is_refused(string role)
    {
        var year = await TestYear.OpenAsync(app, open: false);
        var member = $"units/{year.Unit}/members/t:new";

        var refused = await year.As("admin").PutAsync(member, $$"""{"name":"n","roles":[{{role}}]}""");

        Assert.Equal("400 BAD_JSON", refused.Outcome);
        Assert.Equal("404 NOT_FOUND", (await year.As("admin").GetAsync(member)).Outcome);
    }

    [Fact]
    public async Task So_is_every_query_value_of_every_function()
    {
        var year = await TestYear.OpenAsync(app);
        var asked = 0;
        foreach (var (method, trigger) in OpenApiDocument.HttpFunctions(typeof(ItemApi).Assembly))
        {
            foreach (var query in method.GetCustomAttributes<QueryAttribute>().Where(query => query.Type.IsEnum))
            {
                var names = EnumNames.In(query.Type).ToList();
                string[] values = [$"{names[0]},{names[^1]}", "1", names[0].ToUpperInvariant(), $"{names[0]}&{query.Name}={names[^1]}"];
                foreach (var value in values)
                {
                    asked++;
                    var path = $"/api/{AccessMatrixTests.PathOf(trigger.Route!, year.Unit)}?{query.Name}={value}";
                    Assert.Equal((path, "400 BAD_VALUE"), (path, (await year.As("lead").GetAsync(path)).Outcome));
                }
            }
        }

        Assert.True(asked >= 12, $"Only {asked} were asked.");
    }
}
