using Microsoft.Extensions.Configuration;
using PerfFlow.Domain.Plan;
using PerfFlow.Functions.News;

namespace PerfFlow.Functions.Tests.News;

public class PublicUrlTests
{
    [Theory]
    [InlineData("https://perfflow.example.org", false, "https://perfflow.example.org")]
    [InlineData("https://example.org/perfflow/", false, "https://example.org/perfflow")]
    [InlineData("https://绩效.example.org:8443/", false, "https://绩效.example.org:8443")]
    [InlineData("http://localhost:7071", false, "http://localhost:7071")]
    [InlineData("http://[::1]:7071/", false, "http://[::1]:7071")]
    [InlineData("http://perfflow.example.org", true, "http://perfflow.example.org")]
    [InlineData("", false, null)]
    [InlineData(null, false, null)]
    public void An_address_of_a_site_is_taken(string? text, bool development, string? root) =>
        Assert.Equal(root, From(text, development).Root);

    [Theory]
    [InlineData("http://perfflow.example.org")]
    [InlineData("perfflow.example.org")]
    [InlineData("/perfflow")]
    [InlineData("ftp://perfflow.example.org")]
    [InlineData("https://")]
    [InlineData("https://me:secret@perfflow.example.org")]
    [InlineData("https://perfflow.example.org/?a=1")]
    [InlineData("https://perfflow.example.org/#a")]
    [InlineData("https://perfflow.example.org\n.evil.example")]
    [InlineData("javascript:alert(1)")]
    public void Anything_else_is_refused_at_the_start(string text) => Assert.StartsWith(
        "PublicUrl", Assert.Throws<InvalidOperationException>(() => From(text, false)).Message, StringComparison.Ordinal);

    [Fact]
    public void Links_lead_to_the_item_or_the_report()
    {
        var (unit, stage) = (UnitId.Parse("bureau").Value, StageId.Parse("q1").Value);
        var url = new PublicUrl("https://x");

        Assert.Equal(
            (
                "https://x/api/v1/units/bureau/years/2024/projects/p1/stages/q1", "https://x/api/v1/units/bureau/years/2024/report",
                (string?)null),
            (
                url.LinkTo(unit, 2024, ProjectId.Parse("p1").Value, stage), url.LinkTo(unit, 2024, null, stage),
                new PublicUrl(Root: null).LinkTo(unit, 2024, null, stage)));
    }

    private static PublicUrl From(string? text, bool development) => PublicUrl.From(
        new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?> { ["PublicUrl"] = text }).Build(), development);
}
