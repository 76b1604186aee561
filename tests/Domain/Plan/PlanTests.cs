using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using PerfFlow.Domain.Calendar;
using PerfFlow.Domain.Plan;

namespace PerfFlow.Domain.Tests.Plan;

public sealed class PlanTests
{
    private static readonly YearPlan Proposed = PlanProposal.Propose(2024, WorkCalendar.Shipped);

    [Fact]
    public void The_year_2024_is_planned_into_these_instants()
        => Assert.Equal(
            [
                "targets Targets - Project Group 2023-08-01 00:00 2023-11-30 23:59",
                "q1 Monitoring 3 Project Lead 2024-04-01 00:00 2024-04-15 23:59",
                "q2 Monitoring 6 Project Lead 2024-07-01 00:00 2024-07-12 23:59",
                "q3 Monitoring 9 Project Lead 2024-10-01 00:00 2024-10-18 23:59",
                "q4 Monitoring 12 Project Lead 2025-01-01 00:00 2025-01-15 23:59",
                "self-evaluation SelfEvaluation 12 Project Group 2025-01-01 00:00 2025-02-28 23:59",
                "report Report - Unit Group 2025-03-01 00:00 2025-03-31 23:59",
            ],
            Proposed.Stages.Select(stage =>
                $"{stage.Id} {stage.Kind} {stage.Month?.ToString(CultureInfo.InvariantCulture) ?? "-"} {stage.Scope} "
                + $"{stage.Approver} {Local(stage.OpensAt)} {Local(stage.DueAt)}"));

    [Fact]
    public void Each_stage_but_the_report_asks_for_a_form() => Assert.Equal(
        "targets Targets, q1 Monitoring, q2 Monitoring, q3 Monitoring, q4 Monitoring, self-evaluation SelfEvaluation, report ",
        string.Join(", ", Proposed.Stages.Select(stage => $"{stage.Id} {stage.Form}")));

    [Fact]
    public void The_stages_of_targets_and_of_self_evaluation_are_found_by_their_kind()
    {
        Assert.Equal(("targets", "self-evaluation"), (Proposed.TargetsStage?.Id.Value, Proposed.SelfEvaluationStage?.Id.Value));

        var rounds = Proposed with { Stages = [.. Proposed.Stages.Where(stage => stage.Kind == StageKind.Monitoring)] };
        Assert.Equal((null, null), (rounds.TargetsStage, rounds.SelfEvaluationStage));
    }

    /// <summary>It is found again from the rest, and would be one more thing to send.</summary>
    [Fact]
    public void What_a_plan_computes_is_not_written()
    {
        var json = JsonSerializer.Serialize(Proposed, JsonSerializerOptions.Web);

        Assert.DoesNotContain("Stage\":", json, StringComparison.Ordinal);
        Assert.DoesNotContain("\"form\"", json, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_proposal_is_sound()
        => Gen.Select(Gen.Int[2000, 2100], Gen.Bool, Gen.Int[1, 12].HashSet[1, 12]).Sample((year, move, months) =>
        {
            var options = PlanOptions.Default with { MoveOffDaysOff = move, MonitoredMonths = [.. months.Order()] };
            Assert.Empty(PlanCheck.Findings(PlanProposal.Propose(year, WorkCalendar.Shipped, options)));
        });

    [Fact]
    public void PROVISIONAL_WRONG()
    {
        var stage = Proposed.Stages[0];
        PlannedStage[] wrong =
        [
            stage with { Provisional = [stage.OpensAt] },
            stage with { Provisional = [stage.DueAt], DueAt = stage.DueAt.AddSeconds(-1) },
            stage with { Provisional = [.. Enumerable.Repeat(stage.DueAt, PlanCheck.MostProvisional + 1)] },
            stage with { Provisional = default(ImmutableArray<DateTimeOffset>) },
        ];

        Assert.All(wrong, one => Found("PROVISIONAL_WRONG", Proposed with { Stages = [one] }));
    }

    [Fact]
    public void PLAN_VERSION_MISSING() => Found("PLAN_VERSION_MISSING", Proposed with { Version = " " });

    [Fact]
    public void STAGE_ID_MISSING()
    {
        Found("STAGE_ID_MISSING", First(stage => stage with { Id = null! }));
        Found("STAGE_ID_MISSING", Proposed with { Stages = [null!] });
    }

    [Fact]
    public void A_plan_sent_without_lists_is_judged_and_not_thrown_at()
    {
        var json = new JsonSerializerOptions(JsonSerializerDefaults.Web)
        {
            Converters = { new JsonStringEnumConverter(JsonNamingPolicy.KebabCaseLower) },
        };

        Found("PLAN_EMPTY", JsonSerializer.Deserialize<YearPlan>("""{"version":"1"}""", json)!);
        var plan = JsonSerializer.Deserialize<YearPlan>(
            """
            {"version":"1","stages":[{"id":"q1","kind":"monitoring","month":3,"scope":"project","approver":"lead",
             "opensAt":"2024-04-01T00:00:00Z","dueAt":"2024-04-15T00:00:00Z"}]}
            """,
            json)!;
        Assert.Empty(PlanCheck.Findings(plan));
        Assert.Equal(new(2024, 4, 29, 0, 0, 0, TimeSpan.Zero), plan.Stages[0].ReviewDueAt);
        Assert.Equal(plan, JsonSerializer.Deserialize<YearPlan>(JsonSerializer.Serialize(plan, json), json));
    }

    [Fact]
    public void PLAN_EMPTY() => Found("PLAN_EMPTY", Proposed with { Stages = [] });

    [Fact]
    public void PLAN_TOO_LONG()
        => Found("PLAN_TOO_LONG", Proposed with
        {
            Stages = [.. Enumerable.Range(1, PlanCheck.MostStages + 1)
                .Select(i => Proposed.Stages[1] with { Id = StageId.Parse($"m{i}").Value })],
        });

    [Fact]
    public void STAGE_TWICE() => Found("STAGE_TWICE", Proposed with { Stages = Proposed.Stages.Add(Proposed.Stages[1]) });

    [Fact]
    public void KIND_TWICE() => Found(
        "KIND_TWICE", Proposed with { Stages = Proposed.Stages.Add(Proposed.Stages[0] with { Id = StageId.Parse("again").Value }) });

    [Fact]
    public void DUE_BEFORE_OPENING() => Found("DUE_BEFORE_OPENING", First(stage => stage with { DueAt = stage.OpensAt }));

    [Fact]
    public void REVIEW_DUE_BEFORE_DUE()
    {
        Found("REVIEW_DUE_BEFORE_DUE", First(stage => stage with { ReviewDueAt = stage.DueAt.AddTicks(-1) }));
        Assert.Empty(PlanCheck.Findings(First(stage => stage with { ReviewDueAt = stage.DueAt })));
    }

    [Fact]
    public void MONTH_MISSING() => Found("MONTH_MISSING", First(stage => stage with { Kind = StageKind.Monitoring, Month = 13 }));

    [Fact]
    public void SCOPE_MISMATCH() => Found("SCOPE_MISMATCH", First(stage => stage with { Scope = StageScope.Unit }));

    [Theory]
    [InlineData("2\u202E")]
    [InlineData("\u200B")]
    public void PLAN_VERSION_NOT_PLAIN(string version) => Found("PLAN_VERSION_NOT_PLAIN", Proposed with { Version = version });

    [Fact]
    public void PLAN_VERSION_TOO_LONG()
    {
        Found("PLAN_VERSION_TOO_LONG", Proposed with { Version = new string('v', PlanCheck.LongestVersion + 1) });
        Assert.Empty(PlanCheck.Findings(Proposed with { Version = new string('v', PlanCheck.LongestVersion) }));
    }

    [Fact]
    public void JOINED_TWICE() => Found("JOINED_TWICE", Joining("人员少", "人员少"));

    [Fact]
    public void JOINED_REASON_MISSING() => Found("JOINED_REASON_MISSING", Joining(" "));

    [Fact]
    public void JOINED_REASON_NOT_PLAIN() => Found("JOINED_REASON_NOT_PLAIN", Joining("人员\u202E少"));

    [Fact]
    public void JOINED_REASON_TOO_LONG()
    {
        Found("JOINED_REASON_TOO_LONG", Joining(new string('长', PlanCheck.LongestReason + 1)));
        Assert.Empty(PlanCheck.Findings(Joining(new string('长', PlanCheck.LongestReason))));
    }

    private static YearPlan Joining(params string[] reasons)
        => Proposed with { Joined = [.. reasons.Select(reason => new JoinedDuty(SeparatedDuty.Check, reason))] };

    [Fact]
    public void RUNGS_TOO_MANY()
        => Found(
            "RUNGS_TOO_MANY",
            First(stage => stage with { Rungs = [.. Enumerable.Range(0, PlanCheck.MostRungs + 1).Select(i => stage.DueAt.AddDays(i))] }));

    [Fact]
    public void RUNGS_UNORDERED() => Found("RUNGS_UNORDERED", First(stage => stage with { Rungs = [stage.DueAt, stage.DueAt] }));

    [Fact]
    public void INSTANT_OUT_OF_RANGE()
    {
        Found(
            "INSTANT_OUT_OF_RANGE", First(stage => stage with { DueAt = DateTimeOffset.MaxValue, ReviewDueAt = DateTimeOffset.MaxValue }));
        Found("INSTANT_OUT_OF_RANGE", First(stage => stage with { ReviewDueAt = PlanCheck.Latest }));
        Found("INSTANT_OUT_OF_RANGE", First(stage => stage with { OpensAt = PlanCheck.Earliest.AddTicks(-1) }));
        Found("INSTANT_OUT_OF_RANGE", First(stage => stage with { Rungs = [.. stage.Rungs, PlanCheck.Latest] }));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("UPPER")]
    [InlineData("a/b")]
    [InlineData("a_b")]
    [InlineData("é")]
    [InlineData("１")]
    [InlineData("a-name-of-twenty-five-char")]
    public void INVALID_KEY(string? text) => Assert.Equal("INVALID_KEY", UnitId.Parse(text).Refusal?.Code);

    [Fact]
    public void Keys_are_what_the_pattern_says()
        => Gen.String[0, 30].Sample(text => Assert.Equal(
            System.Text.RegularExpressions.Regex.IsMatch(text, @"\A[a-z0-9-]{1,24}\z"),
            ProjectId.Parse(text).Refusal is null));

    private static YearPlan First(Func<PlannedStage, PlannedStage> change)
        => Proposed with { Stages = Proposed.Stages.SetItem(0, change(Proposed.Stages[0])) };

    private static void Found(string code, YearPlan plan)
    {
        Assert.Equal([code], PlanCheck.Findings(plan).Select(finding => finding.Code));
        Assert.Equal(code, PlanCheck.FirstError(plan)?.Code);
    }

    private static string Local(DateTimeOffset instant)
        => instant.ToOffset(BeijingTime.Offset).ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);

    [Fact]
    public void The_stages_of_a_proposed_year_follow_one_another_across_three_years()
    {
        Assert.Equal(
            [
                "targets 2023-08-01 2023-11-30", "q1 2024-04-01 2024-04-15",
                "q2 2024-07-01 2024-07-12", "q3 2024-10-01 2024-10-18", "q4 2025-01-01 2025-01-15",
                "self-evaluation 2025-01-01 2025-02-28", "report 2025-03-01 2025-03-31",
            ],
            Days(PlanProposal.Propose(2024, WorkCalendar.Shipped)));
        Assert.Equal(
            ["m6 2024-07-01 2024-07-10", "m9 2024-10-01 2024-10-10"],
            Days(PlanProposal.Propose(
                2024, WorkCalendar.Shipped, PlanOptions.Default with { MonitoredMonths = [6, 9], MoveOffDaysOff = false }))
                .Where(stage => stage.StartsWith('m')));

        static IEnumerable<string> Days(YearPlan plan) => plan.Stages.Select(
            stage => $"{stage.Id} {BeijingTime.DayOf(stage.OpensAt):yyyy-MM-dd} {BeijingTime.DayOf(stage.DueAt):yyyy-MM-dd}");
    }

    [Fact]
    public void A_stage_is_open_from_its_very_instant_on()
        => Assert.Equal(
            [false, true], new[] { -1, 0 }.Select(tick => Proposed.Stages[0].IsOpenAt(Proposed.Stages[0].OpensAt.AddTicks(tick))));

    [Fact]
    public void Reviewers_have_ten_working_days_after_the_deadline()
    {
        Assert.Equal(
            [ // 28 April is worked in place of a day off, and the spring festival lies in the fourth
                "targets 2023-12-14 23:59", "q1 2024-04-28 23:59", "q2 2024-07-26 23:59", "q3 2024-11-01 23:59", "q4 2025-02-05 23:59",
                "self-evaluation 2025-03-14 23:59", "report 2025-04-15 23:59",
            ],
            Proposed.Stages.Select(stage => $"{stage.Id} {Local(stage.ReviewDueAt)}"));
        Assert.Equal(
            Proposed.Stages.Select(stage => stage.DueAt.AddDays(3)),
            PlanProposal.Propose(
                    2024, WorkCalendar.Shipped, PlanOptions.Default with { WorkingDaysForReview = 3, MoveOffDaysOff = false }).Stages
                    .Zip(Proposed.Stages, (moved, stage) => moved.ReviewDueAt + (stage.DueAt - moved.DueAt)));
    }

    [Fact]
    public void What_comes_late_is_reviewed_in_the_same_span_to_the_end_of_the_day()
    {
        var stage = Proposed.Stages[0];

        Assert.Equal(stage.ReviewDueAt, stage.ReviewDueFor(stage.OpensAt));
        Assert.Equal(stage.ReviewDueAt, stage.ReviewDueFor(stage.DueAt));
        Assert.Equal(stage.ReviewDueAt.AddDays(1), stage.ReviewDueFor(stage.DueAt.AddSeconds(1)));
        Assert.Equal(stage.ReviewDueAt.AddDays(1), stage.ReviewDueFor(stage.DueAt.AddHours(7)));
    }

    [Fact]
    public void A_stage_is_found_by_its_id_and_no_other()
    {
        Assert.Equal(Proposed.Stages[2], Proposed.Find(Proposed.Stages[2].Id));
        Assert.Null(Proposed.Find(StageId.Parse("none").Value));
        Assert.NotEqual(Proposed.Stages[2], Proposed.Stages[2] with { DueAt = Proposed.Stages[2].DueAt.AddDays(1) });
        Assert.NotEqual(Proposed.Stages[2], Proposed.Stages[2] with { Rungs = [] });
        Assert.False(Proposed.Stages[2].Equals(null));
    }
}
