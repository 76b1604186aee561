using System.Text.Json;
using Microsoft.AspNetCore.Http;
using PerfFlow.Functions.Edge.Http;

namespace PerfFlow.Functions.Tests.Edge.Http;

/// <summary>However large the lines of a list are, a page of it is not, and all pages together are the list.</summary>
public class PageTests
{
    [Theory]
    [InlineData(100_000, 10)]
    [InlineData(400_000, 2)]
    [InlineData(2_000_000, 1)] // one line is never left out
    public void A_page_ends_at_a_megabyte_and_names_the_next_until_all_was_shown(int length, int most)
    {
        var list = Enumerable.Range(0, 25).Select(i => $"{i:D2}{new string('x', length - 2)}").ToList();
        var shown = new List<string>();
        var query = "?take=20";
        while (query.Length > 0)
        {
            var http = new DefaultHttpContext();
            http.Request.QueryString = new(query);
            var page = Page.Of(http.Request).Page!.Of(list, line => line[..2]);
            Assert.InRange(page.Length, 1, most);
            Assert.True(page.Length == 1 || JsonSerializer.SerializeToUtf8Bytes(page, Json.Options).Length <= Json.LongestAnswer);
            shown.AddRange(page);
            var link = http.Response.Headers.Link.ToString();
            query = link.Length == 0 ? "" : link[link.IndexOf('?', StringComparison.Ordinal)..link.IndexOf('>', StringComparison.Ordinal)];
        }

        Assert.Equal(list, shown);
    }

    [Fact]
    public void Of_events_as_many_fit_as_are_a_megabyte_and_one_at_least()
    {
        Assert.Equal(0, Json.Fitting(Array.Empty<string>()));
        Assert.Equal(1, Json.Fitting([new string('x', 2_000_000), "y"]));
        Assert.Equal(2, Json.Fitting([new string('x', 500_000), new string('y', 500_000), new string('z', 500_000)]));
    }
}
