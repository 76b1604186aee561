using PerfFlow.Domain.Plan;
using PerfFlow.Domain.Profiles;
using PerfFlow.Domain.Review;
using PerfFlow.Functions.Durable;
using PerfFlow.Storage.Ledgers;

namespace PerfFlow.Functions.Years;

/// <summary>What a request or an activity about one item is about: a project of an opened year, in a stage of its plan.</summary>
public sealed record Scene(UnitId Unit, int Year, UnitYearState UnitYear, YearPlan Plan, Project Project, PlannedStage Stage)
{
    public LedgerStream<ProjectYear, ItemEvent> Stream => Streams.Of(Unit, Year, Project.Id);

    /// <summary>For what people do to the project: it ends with the signature of the report.</summary>
    public LedgerStream<ProjectYear, ItemEvent> StreamUntilSigned => Stream.AsUntilSigned();

    public Profile Profile => Profile.Of(UnitYear.Profile);

    /// <param name="version">See <see cref="Item.Review"/>.</param>
    public ReviewKey Review(int version) => new(Unit.Value, Year, Stage.Id.Value, Project.Id.Value, version);

    /// <summary>Null when the year is not open or has no such project or project stage.</summary>
    /// <param name="registration">Of the project; null when it was never registered.</param>
    internal static Scene? Find(UnitId unit, int year, UnitYearState unitYear, Registration? registration, StageId stage) =>
        unitYear.Plan is { } plan
        && registration is { IsWithdrawn: false, Project: var found }
        && plan.Find(stage) is { Scope: StageScope.Project } planned
            ? new Scene(unit, year, unitYear, plan, found, planned)
            : null;
}
