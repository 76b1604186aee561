using PerfFlow.Domain.Findings;

namespace PerfFlow.Domain.Tests;

public sealed class ResultTests
{
    [Fact]
    public void What_was_refused_has_no_value()
    {
        Result<string> refused = new Refusal(RefusalKind.Conflict, "NO", new("不", "no"));

        Assert.Equal("Refused: NO", Assert.Throws<InvalidOperationException>(() => refused.Value).Message);
        Assert.Equal("NO", refused.Then<int>(text => text.Length).Refusal?.Code);
        Assert.Equal(3, ((Result<string>)"yes").Then<int>(text => text.Length).Value);
    }
}
