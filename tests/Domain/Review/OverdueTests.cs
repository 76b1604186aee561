using PerfFlow.Domain.Review;

namespace PerfFlow.Domain.Tests.Review;

public sealed class OverdueTests
{
    private static readonly DateTimeOffset Due = A.Monitoring.DueAt;

    [Theory]
    [InlineData(ItemState.NotStarted, true)]
    [InlineData(ItemState.Draft, true)]
    [InlineData(ItemState.Returned, true)]
    [InlineData(ItemState.Reopened, true)]
    [InlineData(ItemState.Submitted, false)]
    [InlineData(ItemState.LeadChecked, false)]
    [InlineData(ItemState.Approved, false)]
    [InlineData(ItemState.Locked, false)]
    [InlineData(ItemState.Archived, false)]
    [InlineData(ItemState.Rejected, false)]
    public void Only_what_the_section_owes_is_late(ItemState state, bool owed)
    {
        Assert.Equal(owed, state.IsOwed());
        Assert.Equal(owed, A.Monitoring.IsOverdue(state, Due.AddTicks(1), null));
        Assert.False(A.Monitoring.IsOverdue(state, Due, null));
    }

    [Fact]
    public void A_return_that_is_to_be_answered_by_another_day_is_late_then()
    {
        foreach (var answerBy in new[] { Due.AddDays(-3), Due.AddDays(3) })
        {
            Assert.Equal(answerBy, A.Monitoring.DueFor(answerBy));
            Assert.False(A.Monitoring.IsPast(answerBy, answerBy));
            Assert.True(A.Monitoring.IsPast(answerBy.AddTicks(1), answerBy));
        }

        Assert.Equal(Due, A.Monitoring.DueFor(null));
        Assert.True(A.Monitoring.IsPast(Due.AddTicks(1)));
    }
}
