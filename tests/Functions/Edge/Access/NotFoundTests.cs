using PerfFlow.Functions.Edge.OpenApi;
using PerfFlow.Functions.Items;
using PerfFlow.Functions.Tests.App;

namespace PerfFlow.Functions.Tests.Edge.Access;

[Collection(AppCollection.Name)]
public class NotFoundTests(TestApp app)
{
    [Fact]
    public async Task A_stranger_cannot_tell_a_unit_from_none_whatever_the_route()
    {
        var year = await TestYear.OpenAsync(app);
        var told = new List<string>();
        foreach (var (_, trigger) in OpenApiDocument.HttpFunctions(typeof(ItemApi).Assembly)
            .Where(function => function.Trigger.Route!.Contains("{unit}", StringComparison.Ordinal)))
        {
            foreach (var verb in trigger.Methods!)
            {
                var there = await AskAsync(verb, AccessMatrixTests.PathOf(trigger.Route!, year.Unit));
                var nowhere = await AskAsync(verb, AccessMatrixTests.PathOf(trigger.Route!, "no-such-unit"));
                if (there != nowhere || !there.StartsWith("404", StringComparison.Ordinal))
                {
                    told.Add($"{verb} {trigger.Route}: {there} {nowhere}");
                }
            }
        }

        Assert.Empty(told);
    }

    /// <summary>Status, headers but the clock's, and body.</summary>
    private async Task<string> AskAsync(string verb, string path)
    {
        var answer = await app.As("stranger").SendAsync(new HttpMethod(verb.ToUpperInvariant()), $"/api/{path}", null);
        var headers = answer.Headers.Concat(answer.ContentHeaders)
            .Where(header => header.Key != "Date")
            .OrderBy(header => header.Key, StringComparer.Ordinal);
        return $"{(int)answer.Status} "
            + $"{string.Join(" ", headers.Select(header => $"{header.Key}={string.Join(",", header.Value)}"))} {answer.Text}";
    }
}
