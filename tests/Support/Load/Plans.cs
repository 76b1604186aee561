using PerfFlow.Demo.Client;

namespace PerfFlow.Load;

/// <summary>Plans of a year whose open stages nobody is late in, and nobody is reminded in while something is measured.</summary>
internal static class Plans
{
    public const string Targets = "targets";
    public const string SelfEvaluation = "self-evaluation";

    private static readonly TimeSpan Far = TimeSpan.FromDays(5);

    /// <summary>The stages that need approved targets and take a sheet of each project.</summary>
    public static readonly IReadOnlyList<string> Later = ["q1", "q2", "q3", "q4", SelfEvaluation];

    /// <summary>The six project stages and the report.</summary>
    /// <param name="open">How many of them are open, from the first; the others open in days.</param>
    public static YearPlan Open(DateTimeOffset now, int open)
    {
        var stages = new (string Id, string Kind, int? Month, string Scope, string Approver)[]
        {
            (Targets, "targets", null, "project", "group"),
            ("q1", "monitoring", 3, "project", "lead"),
            ("q2", "monitoring", 6, "project", "lead"),
            ("q3", "monitoring", 9, "project", "lead"),
            ("q4", "monitoring", 12, "project", "lead"),
            (SelfEvaluation, "self-evaluation", 12, "project", "group"),
            ("report", "report", null, "unit", "group"),
        };
        return new("1", [.. stages.Select((stage, index) =>
        {
            var opens = index < open ? now.AddMinutes(-1) : now + Far;
            return new PlannedStage(stage.Id, stage.Kind, stage.Month, stage.Scope, stage.Approver, opens, opens + Far, [opens + Far]);
        })]);
    }
}
