using PerfFlow.Domain.Profiles;
using PerfFlow.Domain.Review;
using PerfFlow.Domain.Scoring;

namespace PerfFlow.Domain.SelfEvaluation;

/// <summary>A score that the group sets has the grade of its band, as a computed one has (field.md §4.7).</summary>
public static class OverrideGrade
{
    public static ItemCommand.OverrideScore Graded(this ItemCommand.OverrideScore command, Profile profile)
        => command with { Grade = Grades.Of(command.Score, profile).Name };

    /// <summary>One that came with no grade.</summary>
    public static ScoreOverride Graded(this ScoreOverride set, Profile profile)
        => set with { Grade = set.Grade ?? Grades.Of(set.Score, profile).Name };
}
