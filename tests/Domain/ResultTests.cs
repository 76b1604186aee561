using PerfFlow.Domain.Findings;

namespace PerfFlow.Domain.Tests;

public sealed class ResultTests
{
    [Fact]
    public void What_was_refused_has_no_value()
    {
        Result<string> refused = new Refusal(RefusalKind.Conflict, "NO", new("不", "no"));

        Assert.Equal("Refused: NO", Assert.Throws<InvalidOperationException>(() => refused.Value).Message);
        Assert.Equal("yes", ((Result<string>)"yes").Value);
    }
}
