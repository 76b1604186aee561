using System.Text.Json;
using PerfFlow.Domain.Review;

namespace PerfFlow.Domain.Tests.Review;

public sealed class EventNameTests
{
    [Fact]
    public void An_event_is_called_what_the_ledger_writes()
    {
        var happened = new ItemEvent.ItemArchived(A.Targets.Id, A.Clerk, A.Now);
        using var written = JsonDocument.Parse(JsonSerializer.Serialize<ItemEvent>(happened));

        Assert.Equal("item-archived", written.RootElement.GetProperty("type").GetString());
        Assert.Equal("item-archived", EventName.Of(happened));
        Assert.Equal("item-archived", EventName.Of<ItemEvent.ItemArchived>());
        Assert.Equal("project-archived", EventName.Of<UnitYearEvent.ProjectArchived>());
    }
}
