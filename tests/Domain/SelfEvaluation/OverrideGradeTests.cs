using PerfFlow.Domain.Profiles;
using PerfFlow.Domain.Review;
using PerfFlow.Domain.SelfEvaluation;
using PerfFlow.Domain.Tests.Review;

namespace PerfFlow.Domain.Tests.SelfEvaluation;

public sealed class OverrideGradeTests
{
    [Theory]
    [InlineData(90, "优")]
    [InlineData(89.995, "优")]
    [InlineData(89.99, "良")]
    [InlineData(59, "差")]
    public void A_score_that_is_set_has_the_grade_of_its_band(decimal score, string grade)
    {
        var command = new ItemCommand.OverrideScore(A.SelfEvaluation.Id, A.Chair, 1, score, "佐证不足");

        Assert.Equal(grade, command.Graded(Profile.Standard).Grade);
        Assert.Equal(grade, new ScoreOverride(score, null, "佐证不足", 92).Graded(Profile.Standard).Grade);
    }

    [Fact]
    public void A_grade_that_was_written_down_stands()
        => Assert.Equal("中", new ScoreOverride(95, "中", "佐证不足", 92).Graded(Profile.Standard).Grade);
}
