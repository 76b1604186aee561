using PerfFlow.Demo.Client;

namespace PerfFlow.Demo.Year;

/// <summary>
/// A year's plan with instants seconds apart: the clock is real, the year is short. A stage may open late, since everybody waits
/// for it to be open; and nobody is late but who is meant to be, however long the machine takes.
/// </summary>
internal static class SecondsPlan
{
    private const int SecondsBetweenStages = 3;

    /// <summary>The stage whose deadline somebody misses: reminders are sent on the deadline and after it.</summary>
    private const string Late = "q2";
    private const int SecondsToBeLate = 1;

    /// <summary>Of all other stages: no year takes as long.</summary>
    private static readonly TimeSpan ToAnswer = TimeSpan.FromHours(12);

    public static YearPlan From(DateTimeOffset start, double pace)
    {
        PlannedStage Stage(int index, string id, string kind, int? month, string approver, string scope = "project")
        {
            var opens = start.AddSeconds((index + 1) * SecondsBetweenStages * pace);
            var given = id == Late ? TimeSpan.FromSeconds(SecondsToBeLate * pace) : ToAnswer;
            var due = opens + given;
            return new(id, kind, month, scope, approver, opens, due, [due, due + given]);
        }

        return new(
            "1",
            [
                Stage(0, "targets", "targets", null, "group"),
                Stage(1, "q1", "monitoring", 3, "lead"),
                Stage(2, "q2", "monitoring", 6, "lead"),
                Stage(3, "q3", "monitoring", 9, "lead"),
                Stage(4, "q4", "monitoring", 12, "lead"),
                Stage(5, "self-evaluation", "self-evaluation", 12, "group"),
                Stage(6, "report", "report", null, "group", scope: "unit"),
            ],
            Quorum: "majority",
            Evidence: "judged");
    }
}
