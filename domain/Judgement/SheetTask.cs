using PerfFlow.Domain.Forms;
using PerfFlow.Domain.Monitoring;
using PerfFlow.Domain.Plan;
using PerfFlow.Domain.Profiles;
using PerfFlow.Domain.Review;
using PerfFlow.Domain.Targets;

namespace PerfFlow.Domain.Judgement;

/// <summary>What a sheet of one project and stage is measured against.</summary>
/// <param name="Month">The N of 1-N月 that a monitoring round asks for.</param>
/// <param name="Evidence">Which indicators need evidence.</param>
/// <param name="Approved">Null before targets are approved.</param>
/// <param name="Previous">The last approved monitoring round of the year.</param>
/// <param name="UsualMoney">
/// The most that another project of the unit has this year, 万元; null: none has any, or it was not looked up. It only raises a question, so
/// the basis leaves it out.
/// </param>
/// <param name="Spending">The project's own plan of spending; null: the profile's.</param>
/// <param name="Others">
/// The unit's other projects of the year, that a sheet of one of them is not taken for this one's; looked up where
/// <see cref="SheetJudgement.MayBeOfAnother"/>, so the basis leaves them out too.
/// </param>
/// <param name="Code">The project's id in the year, which templates print as its code (项目编码).</param>
/// <param name="Section">Of the project: its section is told of no other section's projects.</param>
public sealed record SheetTask(
    string Project,
    int Year,
    FormKind Kind,
    int? Month,
    Profile Profile,
    EvidenceRule Evidence,
    ApprovedTargets? Approved,
    MonitoringAssessment? Previous,
    SpendingPlan? Spending = null,
    decimal? UsualMoney = null,
    IReadOnlyList<Project>? Others = null,
    string? Section = null,
    string? Code = null);
