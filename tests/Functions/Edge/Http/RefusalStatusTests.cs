using System.Reflection;
using PerfFlow.Domain.Calendar;
using PerfFlow.Domain.Findings;
using PerfFlow.Domain.Plan;
using PerfFlow.Domain.Review;
using PerfFlow.Functions.Edge.Http;
using PerfFlow.Storage.Ledgers;

namespace PerfFlow.Functions.Tests.Edge.Http;

/// <summary>With which status each refusal is answered, wherever it is made: its kind says so, and this table holds the kinds.</summary>
public sealed class RefusalStatusTests
{
    private static readonly Dictionary<int, string> Table = new()
    {
        [400] = """
            INVALID_KEY REASON_REQUIRED PROJECT_NAME_REQUIRED SECTION_REQUIRED PROJECT_TOO_LONG GRADE_NOT_EXPECTED DOCUMENT_REQUIRED
            SCORE_NOT_EXPECTED SCORE_OUT_OF_RANGE REASON_TOO_LONG MINUTES_TOO_LONG DOCUMENT_TOO_LONG REQUIREMENT_TOO_LONG INDICATOR_TOO_LONG
            ANSWER_TOO_LONG CONCLUSION_TOO_LONG POINTS_TOO_LONG ANSWERS_TOO_LONG NO_SUCH_INDICATOR SPENDING_PLAN_INVALID RESERVE_HAS_NO_PLAN
            NOTE_UNTIL_OUT_OF_RANGE TEXT_NOT_PLAIN NOT_IN_GROUP TWO_PEOPLE_REQUIRED
            CONFIRMER_ROLE
            """,
        [403] = "ROLE_REQUIRED CHAIR_REQUIRED NOT_ON_PANEL PERSON_CONCERNED",
        [404] = "NOT_FOUND NO_SUCH_VERSION NO_SUCH_EVIDENCE NO_SUCH_RECTIFICATION NO_SUCH_PROPOSAL NO_SUCH_INVITATION",
        [409] = """
            EDITS_MISSING
            STAGE_NOT_OPEN ITEM_LOCKED VERSION_TAKEN STALE_VERSION NOT_READ_YET READING_HAS_ERRORS READING_OUTDATED TARGETS_NOT_APPROVED
            WRONG_STATE
            SAME_PERSON NOTHING_TO_UNDO ANSWER_BY_OUT_OF_RANGE YEAR_NOT_OPEN YEAR_DONE TOO_MANY_PROJECTS TOO_MANY_MEMBERS REPORT_NOT_READY
            RED_NEEDS_GROUP EVIDENCE_REQUIRED TOO_MUCH_EVIDENCE TOO_MANY_RECTIFICATIONS TOO_MANY_OPENINGS TOO_MANY_UNREAD PANEL_TOO_LARGE
            UPLOADS_TODAY POINTS_UNANSWERED REOPENING_NOT_ASKED ADJUSTMENT_NOT_EXPECTED RECTIFICATION_NOT_EXPECTED RECTIFICATION_UNANSWERED
            RECTIFICATION_CLOSED PLAN_STAGES_CHANGED PLAN_VERSION_USED STAGE_ALREADY_OPEN REPORT_OUTDATED REPORT_NOT_APPROVED REPORT_SIGNED
            ARCHIVE_INCOMPLETE NOT_GREEN NOTE_NOT_EXPECTED CAUSE_NOT_RED TOO_MANY_NOTES
            PANEL_EMPTY PANEL_UNCHANGED PANEL_NOT_ASKED NO_JOINED_DUTIES CHAIR_MAY_NOT_SIGN
            UNIT_NOT_FOUNDED LAST_ADMIN LAST_CONFIRMER SECOND_PERSON_REQUIRED PROPOSER_GONE PROPOSAL_CLOSED PROPOSAL_WAITS CONFIRMERS_LEFT
            NO_CONFIRMER
            INVITATION_BOUND TOO_MANY_INVITATIONS TOO_MANY_DECIDERS TOO_MANY_PROPOSALS
            """,
        [412] = "PRECONDITION_FAILED",
        [422] = "IDEMPOTENCY_KEY_REUSED",
    };

    [Fact]
    public void Every_refusal_has_its_status() => Assert.Equal(
        Table.SelectMany(row => Codes(row.Value).Select(code => $"{code} {row.Key}")).Order(StringComparer.Ordinal),
        Kept().Select(Answered).Order(StringComparer.Ordinal));

    [Fact]
    public void So_have_those_that_are_made_as_they_are_needed()
    {
        var plan = new YearPlan("1", []);

        Assert.Equal("HOLIDAYS_WRONG 400", Answered(new YearNotice([], []).WrongFor(2027)!));
        Assert.Equal("PROJECT_NAME_TAKEN 409", Answered(Refusals.ProjectNameTaken(ProjectId.Parse("p1").Value)));
        Assert.Equal("PLAN_EMPTY 409", Answered(PlanCheck.FirstError(plan)!));
        Assert.Equal(
            "PLAN_VERSION_TOO_LONG 400", Answered(PlanCheck.FirstError(plan with { Version = new('v', PlanCheck.LongestVersion + 1) })!));
        Assert.Equal("PLAN_VERSION_NOT_PLAIN 400", Answered(PlanCheck.FirstError(plan with { Version = "2\u202E" })!));
    }

    [Fact]
    public void The_text_and_the_field_at_fault_are_those_of_the_refusal()
    {
        Assert.Equal(Refusals.WrongState.Text, Problems.Of(Refusals.WrongState).Message);
        Assert.Equal("Idempotency-Key", Problems.Of(CommandKey.Reused).Field);
    }

    /// <summary>All that stand ready in a field or a property, of domain, storage and functions.</summary>
    private static IEnumerable<Refusal> Kept() =>
        from type in (Type[])[.. Types(typeof(Refusal)), .. Types(typeof(Ledger)), .. Types(typeof(Problems))]
        where !type.ContainsGenericParameters
        from field in type.GetFields(BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly)
        where field.FieldType == typeof(Refusal)
        select (Refusal)field.GetValue(null)!;

    private static Type[] Types(Type oneOf) => oneOf.Assembly.GetTypes();

    private static string Answered(Refusal refusal) => $"{Problems.Of(refusal).Code} {Problems.Of(refusal).Status}";

    private static string[] Codes(string row) => row.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
}
