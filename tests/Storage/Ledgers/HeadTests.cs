using System.Text;
using System.Text.Json;
using PerfFlow.Domain.Calendar;
using PerfFlow.Domain.Plan;
using PerfFlow.Domain.Review;
using PerfFlow.Domain.Tests.Review;
using PerfFlow.Storage.Ledgers;

namespace PerfFlow.Storage.Tests;

/// <summary>What a head row keeps of a project's year: all that deciding needs, in a size of its own.</summary>
public sealed class HeadTests
{
    private const int LargestHead = 32 * 1024;

    private static readonly YearPlan Plan = PlanProposal.Propose(2024, WorkCalendar.Shipped);

    [Fact]
    public void Whatever_happens_a_state_that_was_written_and_read_is_the_fold_of_the_events()
        => Gen.Select(Gen.UInt, Gen.Enum<Quorum>()).Sample(
            (seed, quorum) =>
            {
                var project = new SimulatedProject(new PCG(seed % 1000, seed), Plan with { Quorum = quorum }, _ => { });
                project.Play();
                var (kept, folded) = (ProjectYear.Empty, ProjectYear.Empty);
                foreach (var happened in project.Events.Select(Again))
                {
                    (kept, folded) = (Again(kept).Apply(happened), folded.Apply(happened));
                    Assert.Equal(CanonicalJson.Of(folded), CanonicalJson.Of(Again(kept)));
                }

                Assert.Equal(project.Events.Count, kept.Version);
                Assert.Equal(CanonicalJson.Of(ProjectSummary.Of(project.Year)), CanonicalJson.Of(ProjectSummary.Of(Again(kept))));
                Assert.True(Size(kept) < LargestHead / 2, $"{Size(kept)} bytes");
            },
            iter: 200);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_year_with_everything_at_its_limit_in_seven_stages_fits(bool returned)
    {
        var project = new FullProject();
        foreach (var stage in FullProject.Stages)
        {
            project.Fill(stage, returned);
        }

        Assert.Equal(CanonicalJson.Of(project.Year), CanonicalJson.Of(Again(project.Year)));
        Assert.True(Size(project.Year) <= LargestHead, $"{Size(project.Year)} bytes");
    }

    private static int Size(ProjectYear year) => Encoding.UTF8.GetByteCount(CanonicalJson.Of(year));

    private static T Again<T>(T value) => JsonSerializer.Deserialize<T>(CanonicalJson.Of(value), Wire.Json)!;
}
