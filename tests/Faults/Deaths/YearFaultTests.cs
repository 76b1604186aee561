using System.Collections.Concurrent;
using System.Globalization;
using System.Reflection;
using Microsoft.Azure.Functions.Worker;
using PerfFlow.Functions.Edge.OpenApi;
using PerfFlow.Functions.Items;
using Xunit.Abstractions;

namespace PerfFlow.Faults.Tests.Deaths;

/// <summary>
/// Every use case of a year, from registering the unit to its archive, dying before and after each of its writes to storage:
/// whoever asked asks again, the sweep does the rest, and what is left behind is what an undisturbed year leaves.
/// <c>PERFFLOW_KILL_POINTS=1000 dotnet test tests/Faults --filter YearFault</c> dies more often at points by luck.
/// </summary>
public class YearFaultTests(FaultyApp world, ITestOutputHelper output) : IClassFixture<FaultyApp>
{
    private const int AtOnce = 6;
    private const int Seed = 20230312;

    /// <summary>All functions that write, and where they are asked in the year.</summary>
    private static readonly Dictionary<string, string[]> UseCases = new()
    {
        ["RegisterUnit"] = ["unit"],
        ["ReplaceConfirmer"] = ["confirmer"],
        ["SetMember"] = ["member", "member-set"],
        ["ConfirmProposal"] = ["confirmation"],
        ["RefuseProposal"] = ["proposal-refusal"],
        ["RemoveMember"] = ["member-removed"],
        ["ErasePerson"] = ["erasure"],
        ["InvitePerson"] = ["invitation"],
        ["WithdrawInvitation"] = ["invitation-withdrawal"],
        ["SignIn"] = ["sign-in"],
        ["BindInvitation"] = ["binding"],
        ["NewJoinCode"] = ["join-code"],
        ["AskToJoin"] = ["join-request"],
        ["SetSections"] = ["sections"],
        ["SetProject"] = ["project"],
        ["WithdrawProject"] = ["withdrawal"],
        ["OpenYear"] = ["opening"],
        ["ChangePlan"] = ["plan"],
        ["ConfirmJoinedDuties"] = ["joined"],
        ["ReadNotice"] = ["notice"],
        ["SetInboxSettings"] = ["wish"],
        ["UploadSheet"] = ["upload"],
        ["SubmitItem"] = ["submit"],
        ["UndoDecision"] = ["undo"],
        ["ReturnItem"] = ["return"],
        ["CheckItem"] = ["check"],
        ["ApproveItem"] = ["vote", "approve"],
        ["ApproveItems"] = ["approvals"],
        ["CompleteEdits"] = ["complete"],
        ["OverrideScore"] = ["override"],
        ["AskPanel"] = ["panel"],
        ["ConsentToPanel"] = ["panel-consent"],
        ["RefusePanel"] = ["panel-refusal"],
        ["TakeNote"] = ["note"],
        ["RequireRectification"] = ["rectification"],
        ["AnswerRectification"] = ["rectification-answer"],
        ["CloseRectification"] = ["rectification-close"],
        ["AskReopening"] = ["reopen"],
        ["ConsentToReopening"] = ["consent"],
        ["RefuseReopening"] = ["refusal"],
        ["AdjustTargets"] = ["adjust"],
        ["DropAdjustment"] = ["drop"],
        ["AttachEvidence"] = ["evidence"],
        ["WithdrawEvidence"] = ["evidence-withdrawal"],
        ["DraftReport"] = ["draft"],
        ["ApproveReport"] = ["report-approve"],
        ["SignReport"] = ["sign"],
        ["VerifyFiles"] = ["files"],
    };

    /// <summary>Sends a file and keeps nothing; and what belongs to no unit, one write each.</summary>
    private static readonly string[] OfNoUnit = ["CheckFile", "SetHolidays", "RemoveHolidays"];

    private static int KillPoints =>
        int.Parse(Environment.GetEnvironmentVariable("PERFFLOW_KILL_POINTS") ?? "20", CultureInfo.InvariantCulture);

    [Fact]
    public async Task A_year_converges_whatever_write_of_whatever_use_case_is_the_last()
    {
        Assert.Equal(
            UseCases.Values.SelectMany(each => each).Order(StringComparer.Ordinal),
            world.Undisturbed.Counted.Select(each => each.UseCase).Distinct().Order(StringComparer.Ordinal));
        Assert.All(world.Undisturbed.Counted, each => Assert.True(each.Writes > 0, $"{each.UseCase} writes nothing."));
        await Trace.AssertSoundAsync(world.Storage, world.Undisturbed);

        var most = world.Undisturbed.Counted.Max(each => each.Writes);
        var years = Enumerable.Range(0, 2 * most)
            .Select(i => FaultyYear.DyingAt(
                world.App, world.Storage, world.Faults, $"fault1{i:D3}", (i / 2) + 1, afterwards: i % 2 == 1))
            .ToList();

        Assert.Empty(await DifferencesAsync(years));
        Assert.All(years.Take(2), year => Assert.Empty(year.Unharmed)); // dying at the first write, every use case dies
    }

    [Fact]
    public async Task Whatever_was_acknowledged_before_and_after_a_death_at_any_point_is_there_once()
    {
        var random = new Random(Seed);
        var years = new List<FaultyYear>();

        // what comes by itself falls to another use case from one year to the next, so some deaths do not come: others are asked for
        for (var left = KillPoints; left > 0; left = KillPoints - years.Sum(year => year.Deaths))
        {
            Assert.InRange(years.Count, 0, KillPoints);
            var round = Years(random, left, years.Count);
            Assert.Empty(await DifferencesAsync(round));
            years.AddRange(round);
        }

        output.WriteLine($"{years.Sum(year => year.Deaths)} deaths in {years.Count} years");
        Assert.Equal(KillPoints, years.Sum(year => year.Deaths));
    }

    /// <param name="deaths">How many, over all the years.</param>
    /// <param name="number">Of years before them.</param>
    private List<FaultyYear> Years(Random random, int deaths, int number)
    {
        var counted = world.Undisturbed.Counted;
        var years = new List<FaultyYear>();
        for (var left = deaths; left > 0; left -= counted.Count)
        {
            var dying = Enumerable.Range(0, counted.Count).ToArray();
            random.Shuffle(dying);
            var chosen = dying.Take(left).ToDictionary(
                useCase => useCase,
                useCase => new Death(random.Next(1, counted[useCase].Writes + 1), random.Next(2) == 0));
            years.Add(new FaultyYear(
                world.App, world.Storage, world.Faults, $"fault2{number:D3}", $"year {number} of seed {Seed}",
                useCase => chosen.GetValueOrDefault(useCase) ?? new Death(0, false)));
            number++;
        }

        return years;
    }

    [Fact]
    public void Every_function_that_writes_is_a_use_case_of_the_year() => Assert.Equal(
        OpenApiDocument.HttpFunctions(typeof(ItemApi).Assembly)
            .Where(function => function.Trigger.Methods![0] != "get")
            .Select(function => function.Method.GetCustomAttribute<FunctionAttribute>()!.Name)
            .Except(OfNoUnit)
            .Order(StringComparer.Ordinal),
        UseCases.Keys.Order(StringComparer.Ordinal));

    private async Task<IReadOnlyCollection<string>> DifferencesAsync(List<FaultyYear> years)
    {
        var differences = new ConcurrentQueue<string>();
        await Parallel.ForEachAsync(years, new ParallelOptions { MaxDegreeOfParallelism = AtOnce }, async (year, _) =>
        {
            foreach (var difference in await world.DifferencesAsync(year))
            {
                differences.Enqueue(difference);
            }
        });
        return differences;
    }
}
