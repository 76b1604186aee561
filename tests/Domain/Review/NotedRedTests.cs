using System.Text.Json;
using PerfFlow.Domain.Access;
using PerfFlow.Domain.Plan;
using PerfFlow.Domain.Review;
using static PerfFlow.Domain.Tests.Review.ReviewRefusalTests;

namespace PerfFlow.Domain.Tests.Review;

/// <summary>What the group has taken note of does not come to it again before the quarter is over (field.md §5.3).</summary>
public sealed class NotedRedTests
{
    private static readonly PlannedStage March = A.Monitoring;
    private static readonly PlannedStage June = Round("q2", 6);
    private static readonly PlannedStage September = Round("q3", 9);
    private static readonly PlannedStage December = Round("q4", 12);

    [Theory]
    [InlineData("execution", "execution", 6, "Lead Group Group")]
    [InlineData("execution", "execution", 9, "Lead Lead Group")]
    [InlineData("execution", "execution", 12, "Lead Lead Lead")]
    [InlineData("execution,i01", "execution", 12, "Lead Lead Lead")]
    [InlineData("execution", "execution,i02", 12, "Group Group Group")]
    [InlineData("i01", "i02", 12, "Group Group Group")]
    [InlineData("i01", "i01", 9, "Lead Lead Group")]
    [InlineData("i01", null, 12, "Group Group Group")]
    public void Red_by_construction_a_later_round_of_noted_causes_alone_goes_to_the_lead_until_the_quarter(
        string causes, string? later, int until, string levels)
    {
        var noted = causes.Split(',').Aggregate(RedInMarch(causes), (year, cause) => Do(year, March, A.Note(March, 1, cause, until)));

        Assert.Equal(levels, string.Join(' ', ((PlannedStage[])[June, September, December]).Select(round => Level(noted, round, later))));
    }

    [Fact]
    public void It_is_approved_by_the_lead_and_stays_red()
    {
        var year = Submitted(Do(RedInMarch("execution"), March, A.Note(March, 1)), June, "execution");

        Refused("WRONG_STATE", year.Decide(June, A.Check(June, 1), A.Now));
        Refused("ROLE_REQUIRED", year.Decide(June, A.Approve(June, 1, A.Chair), A.Now));
        var item = Do(year, June, A.Approve(June, 1, A.Lead)).ItemOf(June.Id);
        Assert.Equal(
            (ItemState.Approved, Domain.Access.Level.Lead, "red"), (item.State, item.Decided, item.Standing!.Reading!.Figures.Light));
        Assert.True(ItemSummary.Of(item).Noted);
    }

    [Fact]
    public void Without_a_note_it_goes_to_the_group_as_before()
        => Refused(
            "RED_NEEDS_GROUP", Submitted(RedInMarch("execution"), June, "execution").Decide(June, A.Approve(June, 1, A.Lead), A.Now));

    [Fact]
    public void The_round_it_was_taken_on_stays_with_the_group()
    {
        var year = Do(RedInMarch("execution"), March, A.Note(March, 1));

        Refused("RED_NEEDS_GROUP", year.Decide(March, A.Approve(March, 1, A.Lead), A.Now));
        Assert.Equal(ItemState.Approved, Do(year, March, A.Approve(March, 1, A.Chair)).ItemOf(March.Id).State);
    }

    [Fact]
    public void What_was_submitted_before_the_note_stays_with_the_group()
    {
        var year = Do(Submitted(RedInMarch("execution"), June, "execution"), March, A.Note(March, 1));

        Assert.Equal(Domain.Access.Level.Group, ReviewDecider.LastLevel(June, year.ItemOf(June.Id)));
    }

    [Fact]
    public void A_sheet_that_comes_again_is_asked_again()
    {
        var noted = Submitted(Do(RedInMarch("execution"), March, A.Note(March, 1)), June, "execution");
        var again = Do(Do(noted, June, A.Upload(June, 2)), June, A.ReadRed(June, 2, "execution,i07"));

        Assert.Equal(
            Domain.Access.Level.Group, ReviewDecider.LastLevel(June, Do(again, June, A.Submit(June, 2)).ItemOf(June.Id)));
    }

    [Fact]
    public void Of_several_notes_on_a_cause_that_of_the_last_round_counts()
    {
        var march = Do(RedInMarch("execution"), March, A.Note(March, 1, until: 6));
        var june = Do(Submitted(march, June, "execution"), June, A.Approve(June, 1, A.Lead));

        Assert.Equal("Group", Level(june, September, "execution"));
        Assert.Equal("Lead", Level(Do(june, June, A.Note(June, 1, until: 12)), December, "execution"));
        Assert.Equal("Lead", Level(Do(march, March, A.Note(March, 1, until: 9)), September, "execution"));
        var twice = Do(Do(march, March, A.Note(March, 1, until: 9)), March, A.Note(March, 1, until: 6));
        Assert.Equal("Group", Level(twice, September, "execution"));
    }

    [Fact]
    public void The_story_says_who_took_note_of_what_and_until_when()
    {
        ItemEvent[] events =
        [
            new ItemEvent.SheetUploaded(March.Id, A.Clerk, A.Now, 1, A.Sha(1), "表.xlsx"),
            new ItemEvent.RedNoted(March.Id, A.Chair, A.Now, 1, "execution", 3, 6, "按合同秋季付款", "2024-3"),
            new ItemEvent.RedNoted(March.Id, A.Chair, A.Now, 1, "i01", 3, 9, "九月考试"),
            new ItemEvent.SheetUploaded(June.Id, A.Clerk, A.Now, 1, A.Sha(2), "表.xlsx"),
            new ItemEvent.SheetRead(June.Id, Actor.System, A.Now, 1, new("r", 0, 0, new(Light: "red"), Red: "i01,execution")),
            new ItemEvent.SheetUploaded(September.Id, A.Clerk, A.Now, 1, A.Sha(3), "表.xlsx"),
            new ItemEvent.SheetRead(September.Id, Actor.System, A.Now, 1, new("r", 0, 0, new(Light: "red"), Red: "i01,execution")),
        ];

        Assert.Equal(
            [
                new ToldNote(March.Id, new("execution", 3, 6), A.Chair.Key, A.Now, "按合同秋季付款", "2024-3"),
                new ToldNote(March.Id, new("i01", 3, 9), A.Chair.Key, A.Now, "九月考试", null),
            ],
            ItemStory.Of(March.Id, events).NotesFor(March));
        Assert.Equal(["execution", "i01"], ItemStory.Of(June.Id, events).NotesFor(June).Select(told => told.Note.Cause));
        Assert.Equal(["i01"], ItemStory.Of(September.Id, events).NotesFor(September).Select(told => told.Note.Cause));
        Assert.Equal(
            ("red-noted", "九月考试"),
            (ItemStory.Of(March.Id, events).History[^1].What, ItemStory.Of(March.Id, events).History[^1].Reason));
    }

    [Fact]
    public void NOTE_NOT_EXPECTED()
        => Refused("NOTE_NOT_EXPECTED", A.Note(A.Targets, 1).On(A.Targets, A.In(A.Targets, ItemState.LeadChecked)));

    [Theory]
    [InlineData(3)]
    [InlineData(7)]
    [InlineData(0)]
    [InlineData(15)]
    public void NOTE_UNTIL_OUT_OF_RANGE(int until)
        => Refused("NOTE_UNTIL_OUT_OF_RANGE", RedInMarch("execution").Decide(March, A.Note(March, 1, until: until), A.Now));

    [Theory]
    [InlineData("execution", "i01")]
    [InlineData("i01", "execution")]
    [InlineData("i01", "i0")]
    [InlineData("i01", "")]
    [InlineData("i01", null)]
    [InlineData(null, "execution")]
    public void CAUSE_NOT_RED(string? causes, string? cause)
        => Refused("CAUSE_NOT_RED", RedInMarch(causes).Decide(March, A.Note(March, 1, cause), A.Now));

    [Fact]
    public void TOO_MANY_NOTES()
    {
        var causes = Enumerable.Range(1, ProjectYear.MostNotes).Select(number => $"i{number:00}").ToList();
        var full = causes.Aggregate(
            RedInMarch(string.Join(',', causes.Append("execution"))), (year, cause) => Do(year, March, A.Note(March, 1, cause)));

        Refused("TOO_MANY_NOTES", full.Decide(March, A.Note(March, 1), A.Now));
        Assert.Single(full.Decide(March, A.Note(March, 1, "i01", 12), A.Now).Events);
    }

    [Fact]
    public void A_note_has_the_refusals_of_the_group_and_comes_once()
    {
        var red = RedInMarch("execution");

        Refused("ROLE_REQUIRED", red.Decide(March, A.Note(March, 1, by: A.Lead), A.Now));
        Refused("ROLE_REQUIRED", red.Decide(March, A.Note(March, 1, by: A.Member), A.Now));
        Refused("REASON_REQUIRED", red.Decide(March, A.Note(March, 1, reason: " "), A.Now));
        Refused("REASON_TOO_LONG", red.Decide(March, A.Note(March, 1, reason: new('理', TextLimits.Longest + 1)), A.Now));
        Refused("NO_SUCH_VERSION", red.Decide(March, A.Note(March, 2), A.Now));
        Refused("SAME_PERSON", red.Decide(March, A.Note(March, 1, by: new(A.Head.Key, [Role.GroupChair])), A.Now));
        Refused("WRONG_STATE", Submitted(ProjectYear.Empty, June, "execution").Decide(June, A.Note(June, 1), A.Now));
        Assert.Empty(Do(red, March, A.Note(March, 1)).Decide(March, A.Note(March, 1), A.Now).Events);
    }

    [Fact]
    public void The_lead_decides_on_a_red_round_if_and_only_if_all_its_causes_are_noted_until_then() =>
        Gen.Select(Gen.Int[0, 7], Gen.OneOf(6, 9, 12), Gen.Int[0, 7], Gen.OneOf(9, 12), Gen.Int[1, 7]).Sample(
            (march, until, june, then, september) =>
            {
                var year = Noted(RedInMarch("execution,i01,i02"), March, march, until);
                year = Noted(Do(Submitted(year, June, "execution,i01,i02,i03"), June, A.Check(June, 1)), June, june, then);

                var known = Enumerable.Range(0, 3).All(cause =>
                    (september >> cause & 1) == 0 || ((june >> cause & 1) == 1 ? then >= 9 : (march >> cause & 1) == 1 && until >= 9));

                Assert.Equal(known ? "Lead" : "Group", Level(year, September, string.Join(',', Causes(september))));
            });

    [Fact]
    public void What_was_written_before_there_were_notes_is_read_and_written_as_it_was()
    {
        const string submitted =
            """{"type":"item-submitted","Version":1,"Answers":null,"Stage":"q1","By":null,"At":"2024-01-01T01:00:00+00:00"}""";
        const string summary = """{"Id":"r","Errors":0,"Warnings":0,"Figures":{"Light":"red"}}""";
        var happened = JsonSerializer.Deserialize<ItemEvent>(submitted);

        Assert.Equal(submitted, JsonSerializer.Serialize(happened));
        Assert.False(((ItemEvent.ItemSubmitted)happened!).Noted);
        Assert.Empty(JsonSerializer.Deserialize<ReadingSummary>(summary)!.RedCauses());
    }

    private static IEnumerable<string> Causes(int bits)
        => ((string[])["execution", "i01", "i02"]).Where((_, place) => (bits >> place & 1) == 1);

    private static ProjectYear Noted(ProjectYear year, PlannedStage stage, int causes, int until)
        => Causes(causes).Aggregate(year, (noted, cause) => Do(noted, stage, A.Note(stage, 1, cause, until)));

    private static string Level(ProjectYear year, PlannedStage round, string? causes)
        => ReviewDecider.LastLevel(round, Submitted(year, round, causes).ItemOf(round.Id)).ToString();

    private static ProjectYear RedInMarch(string? causes) => Do(Submitted(ProjectYear.Empty, March, causes), March, A.Check(March, 1));

    private static ProjectYear Submitted(ProjectYear year, PlannedStage stage, string? causes)
        => Do(Do(Do(year, stage, A.Upload(stage, 1)), stage, A.ReadRed(stage, 1, causes)), stage, A.Submit(stage, 1));

    private static ProjectYear Do(ProjectYear year, PlannedStage stage, ItemCommand command)
    {
        var decision = year.Decide(stage, command, A.Now);
        Assert.Null(decision.Refusal);
        return decision.On(year);
    }

    private static PlannedStage Round(string id, int month) => March with { Id = StageId.Parse(id).Value, Month = month };
}
