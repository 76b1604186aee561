using PerfFlow.Domain.Access;
using PerfFlow.Domain.Findings;
using PerfFlow.Domain.Review;

namespace PerfFlow.Domain.Tests.Review;

/// <summary>One test per refusal, by its code.</summary>
public sealed class ReviewRefusalTests
{
    [Fact]
    public void ROLE_REQUIRED()
    {
        Refused("ROLE_REQUIRED", A.Upload(A.Targets, 1, A.Lead).On(A.Targets, A.In(A.Targets, ItemState.NotStarted)));
        Refused("ROLE_REQUIRED", A.Submit(A.Targets, 1, A.Auditor).On(A.Targets, A.In(A.Targets, ItemState.Draft)));
        Refused("ROLE_REQUIRED", A.Check(A.Targets, 1, A.Chair).On(A.Targets, A.In(A.Targets, ItemState.Submitted)));
        Refused("ROLE_REQUIRED", A.Return(A.Targets, 1, A.Chair).On(A.Targets, A.In(A.Targets, ItemState.Submitted)));
        Refused("ROLE_REQUIRED", A.Return(A.Targets, 1, A.Lead).On(A.Targets, A.In(A.Targets, ItemState.LeadChecked)));
        Refused("ROLE_REQUIRED", A.Approve(A.Targets, 1, A.Lead).On(A.Targets, A.In(A.Targets, ItemState.LeadChecked)));
        Refused("ROLE_REQUIRED", A.Approve(A.Monitoring, 1, A.Chair).On(A.Monitoring, A.In(A.Monitoring, ItemState.Submitted)));
        Refused("ROLE_REQUIRED", A.Undo(A.Targets, 1, A.Lead).On(A.Targets, A.In(A.Targets, ItemState.Submitted)));
        Refused("ROLE_REQUIRED", A.Reopen(A.Targets, A.Chair).On(A.Targets, A.In(A.Targets, ItemState.Approved)));
    }

    [Fact]
    public void STAGE_NOT_OPEN()
        => Refused("STAGE_NOT_OPEN", ReviewDecider.Decide(
            A.Targets, Item.New(A.Targets.Id), A.Upload(A.Targets, 1), A.Opening.AddTicks(-1)));

    [Theory]
    [InlineData(ItemState.Approved)]
    [InlineData(ItemState.Locked)]
    [InlineData(ItemState.Archived)]
    [InlineData(ItemState.Rejected)]
    public void ITEM_LOCKED(ItemState settled)
        => Refused("ITEM_LOCKED", A.Upload(A.Targets, 2).On(A.Targets, A.In(A.Targets, settled)));

    [Fact]
    public void VERSION_TAKEN()
        => Refused("VERSION_TAKEN", A.Upload(A.Targets, 1, sha: "other").On(A.Targets, A.In(A.Targets, ItemState.Draft)));

    [Fact]
    public void NO_SUCH_VERSION()
    {
        Refused("NO_SUCH_VERSION", A.Upload(A.Targets, 3).On(A.Targets, A.In(A.Targets, ItemState.Draft)));
        Refused("NO_SUCH_VERSION", A.Upload(A.Targets, 0).On(A.Targets, A.In(A.Targets, ItemState.Draft)));
        Refused("NO_SUCH_VERSION", A.Read(A.Targets, 2).On(A.Targets, A.In(A.Targets, ItemState.Draft)));
        Refused("NO_SUCH_VERSION", A.Submit(A.Targets, 1).On(A.Targets, A.In(A.Targets, ItemState.NotStarted)));
        Refused("NO_SUCH_VERSION", A.Approve(A.Targets, 2).On(A.Targets, A.In(A.Targets, ItemState.LeadChecked)));
    }

    [Fact]
    public void STALE_VERSION()
    {
        var twice = A.After(A.Targets, A.Upload(A.Targets, 1), A.Read(A.Targets, 1), A.Submit(A.Targets, 1), A.Upload(A.Targets, 2));

        Refused("STALE_VERSION", A.Submit(A.Targets, 1).On(A.Targets, twice));
        Refused("STALE_VERSION", A.Check(A.Targets, 1).On(A.Targets, twice));
        Refused("STALE_VERSION", A.Return(A.Targets, 1).On(A.Targets, twice));
        Refused("STALE_VERSION", A.Approve(A.Targets, 1).On(A.Targets, twice));
        Refused("STALE_VERSION", A.Override(A.SelfEvaluation, 1).On(A.SelfEvaluation, twice));
        Refused("STALE_VERSION", A.Undo(A.Targets, 1, A.Head).On(A.Targets, twice));
    }

    [Fact]
    public void NOT_READ_YET()
        => Refused("NOT_READ_YET", A.Submit(A.Targets, 1).On(A.Targets, A.After(A.Targets, A.Upload(A.Targets, 1))));

    [Fact]
    public void READING_HAS_ERRORS()
    {
        Refused("READING_HAS_ERRORS", A.Submit(A.Targets, 1).On(A.Targets, A.After(A.Targets, A.Upload(A.Targets, 1), A.Read(A.Targets, 1, errors: 1))));
        Refused("READING_HAS_ERRORS", A.Submit(A.Targets, 1).On(A.Targets, A.After(A.Targets, A.Upload(A.Targets, 1), A.Read(A.Targets, 1, failed: true))));
    }

    [Fact]
    public void WRONG_STATE()
    {
        Refused("WRONG_STATE", A.Upload(A.Targets, 2).On(A.Targets, A.In(A.Targets, ItemState.LeadChecked)));
        Refused("WRONG_STATE", A.Submit(A.Targets, 1).On(A.Targets, A.In(A.Targets, ItemState.Returned)));
        Refused("WRONG_STATE", A.Submit(A.Targets, 1).On(A.Targets, A.In(A.Targets, ItemState.Reopened)));
        Refused("WRONG_STATE", A.Check(A.Targets, 1).On(A.Targets, A.In(A.Targets, ItemState.Draft)));
        Refused("WRONG_STATE", A.Check(A.Monitoring, 1).On(A.Monitoring, A.In(A.Monitoring, ItemState.Submitted)));
        Refused("WRONG_STATE", A.Return(A.Targets, 1).On(A.Targets, A.In(A.Targets, ItemState.Approved)));
        Refused("WRONG_STATE", A.Approve(A.Targets, 1).On(A.Targets, A.In(A.Targets, ItemState.Submitted)));
        Refused("WRONG_STATE", A.Override(A.SelfEvaluation, 1).On(A.SelfEvaluation, A.In(A.SelfEvaluation, ItemState.Approved)));
        Refused("WRONG_STATE", A.Reopen(A.Targets).On(A.Targets, A.In(A.Targets, ItemState.Submitted)));
        Refused("WRONG_STATE", A.Lock(A.Targets).On(A.Targets, A.In(A.Targets, ItemState.LeadChecked)));
        Refused("WRONG_STATE", A.Archive(A.Targets).On(A.Targets, A.In(A.Targets, ItemState.Approved)));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("  ")]
    public void REASON_REQUIRED(string? blank)
    {
        Refused("REASON_REQUIRED", A.Return(A.Targets, 1, reason: blank).On(A.Targets, A.In(A.Targets, ItemState.Submitted)));
        Refused("REASON_REQUIRED", A.Reopen(A.Targets, reason: blank).On(A.Targets, A.In(A.Targets, ItemState.Approved)));
        Refused("REASON_REQUIRED", A.Override(A.SelfEvaluation, 1, reason: blank).On(A.SelfEvaluation, A.In(A.SelfEvaluation, ItemState.LeadChecked)));
        Refused("REASON_REQUIRED", A.Approve(A.Targets, 1, grade: ReviewGrade.Fair, reason: blank).On(A.Targets, A.In(A.Targets, ItemState.LeadChecked)));
        Refused("REASON_REQUIRED", A.Approve(A.Targets, 1, grade: ReviewGrade.Poor, reason: blank).On(A.Targets, A.In(A.Targets, ItemState.LeadChecked)));
    }

    [Fact]
    public void SAME_PERSON()
    {
        var both = A.Person("both", Role.SectionHead, Role.Lead, Role.GroupChair);
        var monitored = A.After(A.Monitoring, A.Upload(A.Monitoring, 1), A.Read(A.Monitoring, 1), A.Submit(A.Monitoring, 1, both));
        var evaluated = A.After(
            A.SelfEvaluation, A.Upload(A.SelfEvaluation, 1), A.Read(A.SelfEvaluation, 1), A.Submit(A.SelfEvaluation, 1, both), A.Check(A.SelfEvaluation, 1));

        Refused("SAME_PERSON", A.Approve(A.Monitoring, 1, both).On(A.Monitoring, monitored));
        Refused("SAME_PERSON", A.Approve(A.SelfEvaluation, 1, both).On(A.SelfEvaluation, evaluated));
        Refused("SAME_PERSON", A.Override(A.SelfEvaluation, 1, by: both).On(A.SelfEvaluation, evaluated));
    }

    [Fact]
    public void GRADE_NOT_EXPECTED()
        => Refused("GRADE_NOT_EXPECTED", A.Approve(A.Monitoring, 1, grade: ReviewGrade.Good).On(A.Monitoring, A.In(A.Monitoring, ItemState.Submitted)));

    [Fact]
    public void SCORE_NOT_EXPECTED()
        => Refused("SCORE_NOT_EXPECTED", A.Override(A.Targets, 1).On(A.Targets, A.In(A.Targets, ItemState.LeadChecked)));

    [Theory]
    [InlineData(-1)]
    [InlineData(101)]
    public void SCORE_OUT_OF_RANGE(int score)
        => Refused("SCORE_OUT_OF_RANGE", A.Override(A.SelfEvaluation, 1, score).On(A.SelfEvaluation, A.In(A.SelfEvaluation, ItemState.LeadChecked)));

    [Fact]
    public void NOTHING_TO_UNDO()
        => Refused("NOTHING_TO_UNDO", A.Undo(A.Targets, 1, A.Head).On(A.Targets, A.In(A.Targets, ItemState.Draft)));

    internal static void Refused<TEvent>(string code, Decision<TEvent> decision)
    {
        Assert.Equal(code, decision.Refusal?.Code);
        Assert.Empty(decision.Events);
    }
}

public sealed class RefusalTextTests
{
    [Fact]
    public void Every_refusal_has_a_test_of_its_name()
    {
        var tests = typeof(RefusalTextTests).Assembly.GetTypes().SelectMany(type => type.GetMethods()).Select(method => method.Name).ToHashSet();

        Assert.All(Every(), refusal => Assert.Contains(refusal.Code, tests));
    }

    [Fact]
    public void Every_refusal_speaks_both_languages_and_codes_are_unique()
    {
        Assert.All(Every(), refusal =>
        {
            Assert.Contains(refusal.Text.Zh, c => c >= 0x4e00);
            Assert.Contains(refusal.Text.En, char.IsAsciiLetter);
        });
        Assert.Equal(Every().Count(), Every().Select(refusal => refusal.Code).Distinct().Count());
    }

    private static IEnumerable<Refusal> Every()
        => typeof(Refusals).GetProperties().Select(property => (Refusal)property.GetValue(null)!);
}
