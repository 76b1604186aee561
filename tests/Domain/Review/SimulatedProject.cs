using System.Collections.Immutable;
using PerfFlow.Domain.Access;
using PerfFlow.Domain.Findings;
using PerfFlow.Domain.Plan;
using PerfFlow.Domain.Review;

namespace PerfFlow.Domain.Tests.Review;

/// <summary>What happens in a year beside the straight way.</summary>
internal enum Incident
{
    LateSheet,
    UnreadableSheet,
    ReturnedByLead,
    ReturnedByGroup,
    Dissent,
    RedLight,
    Rectification,
    MissingEvidence,
    OverriddenScore,
    UndoneDecision,
    AgreedEdits,
    Reopening,
    RefusedReopening,
    Adjustment,
    DroppedAdjustment,
    RejectedAdjustment,
    RejectedProject,
    OtherPanel,
}

/// <summary>One project's way through the stages of a plan, with what luck throws in. A refusal it does not expect is a failure.</summary>
internal sealed class SimulatedProject(PCG luck, YearPlan plan, Action<Incident> note)
{
    private static readonly Actor Second = A.Person("second", Role.GroupMember);
    private static readonly ImmutableArray<Membership> Group =
        [.. new[] { A.Chair, A.Member, Second }.Select(
            actor => new Membership($"t:{actor.Key}", actor.Key, actor.Roles, [], Key: actor.Key))];

    private readonly Panel panel = Panel.Of(plan.Quorum, Group);
    private DateTimeOffset now;

    public ProjectYear Year { get; private set; } = ProjectYear.Empty;

    /// <summary>All of it, in order.</summary>
    public List<ItemEvent> Events { get; } = [];

    /// <summary>Kept out of the budget: there is nothing to monitor or evaluate.</summary>
    public bool IsRejected { get; private set; }

    public void Play()
    {
        foreach (var stage in plan.Stages.Where(stage => stage.Scope == StageScope.Project && !IsRejected))
        {
            now = stage.OpensAt;
            Refused(stage, A.Upload(stage, 1), Refusals.StageNotOpen, stage.OpensAt.AddTicks(-1));
            now = Happens(Incident.LateSheet, 10) ? stage.DueAt.AddDays(3) : stage.OpensAt;
            Review(stage, first: true);
            if (!IsRejected)
            {
                Afterwards(stage);
            }
        }

        foreach (var stage in plan.Stages.Where(stage => ItemOf(stage).State == ItemState.Locked))
        {
            Done(stage, A.Archive(stage));
        }
    }

    private Item ItemOf(PlannedStage stage) => Year.ItemOf(stage.Id);

    /// <summary>From the upload to the lock.</summary>
    private void Review(PlannedStage stage, bool first)
    {
        if (Happens(Incident.UnreadableSheet, 12))
        {
            Hand(stage, errors: 1);
            Refused(stage, Submission(stage), Refusals.ReadingHasErrors);
        }

        var red = stage.Kind == StageKind.Monitoring && Happens(Incident.RedLight, 10);
        Submit(stage, red);
        if (Happens(Incident.ReturnedByLead, 10))
        {
            Done(stage, A.Return(stage, ItemOf(stage).CurrentVersion));
            Submit(stage, red);
        }

        if (stage.Approver == Approver.Lead && !red)
        {
            Done(stage, A.Approve(stage, ItemOf(stage).CurrentVersion));
        }
        else
        {
            ByGroup(stage, red, first);
        }

        if (!IsRejected && ItemOf(stage).State != ItemState.Locked)
        {
            Done(stage, A.Lock(stage));
        }
    }

    private void Submit(PlannedStage stage, bool red)
    {
        var needs = stage.Kind == StageKind.SelfEvaluation && ItemOf(stage).Evidence.IsEmpty && Happens(Incident.MissingEvidence, 4);
        Hand(stage, light: red ? "red" : null, needs: needs ? ["i-1"] : []);
        if (needs)
        {
            Refused(stage, Submission(stage), Refusals.EvidenceRequired);
            Done(stage, A.Attach(stage));
        }

        if (ItemOf(stage).At.Points is not null)
        {
            Refused(stage, new ItemCommand.Submit(stage.Id, A.Head, ItemOf(stage).CurrentVersion), Refusals.PointsUnanswered);
        }

        if (stage.Kind != StageKind.Targets
            && plan.Stages.FirstOrDefault(other => other.Id != stage.Id && ItemOf(other).Rectifications.Any(asked => asked.Answer is null))
                is { } owing)
        {
            Refused(stage, Submission(stage), Refusals.RectificationUnanswered);
            Done(owing, A.Answer(owing));
            Done(owing, A.Close(owing));
        }

        Done(stage, Submission(stage));
    }

    private void ByGroup(PlannedStage stage, bool red, bool first)
    {
        if (red)
        {
            Refused(stage, A.Approve(stage, ItemOf(stage).CurrentVersion, A.Lead), Refusals.RedNeedsGroup);
            if (ItemOf(stage).Rectifications.IsEmpty && Happens(Incident.Rectification, 2))
            {
                Done(stage, A.Require(stage));
            }
        }

        Check(stage);
        if (Happens(Incident.ReturnedByGroup, 10))
        {
            Vote(stage, Verdict.Return);
            Submit(stage, red);
            Check(stage);
        }

        if (stage.Kind == StageKind.SelfEvaluation && Happens(Incident.OverriddenScore, 8))
        {
            Done(stage, A.Override(stage, ItemOf(stage).CurrentVersion));
        }

        if (stage.Kind == StageKind.Targets && first && Happens(Incident.RejectedProject, 40))
        {
            Vote(stage, Verdict.Reject);
            IsRejected = true;
            return;
        }

        if (ItemOf(stage).IsAdjusting && Happens(Incident.RejectedAdjustment, 4))
        {
            Vote(stage, Verdict.Reject); // what stood before stands again
            return;
        }

        var good = stage.Kind == StageKind.Targets && Happens(Incident.AgreedEdits, 8);
        Vote(stage, Verdict.Approve, good ? ReviewGrade.Good : null);
        if (Happens(Incident.UndoneDecision, 20))
        {
            Done(stage, A.Undo(stage, ItemOf(stage).CurrentVersion, A.Chair));
            Vote(stage, Verdict.Approve, good ? ReviewGrade.Good : null);
        }

        if (good)
        {
            Refused(stage, A.Lock(stage), Refusals.WrongState);
            Hand(stage);
            Done(stage, A.Complete(stage, ItemOf(stage).CurrentVersion));
        }
    }

    private void Afterwards(PlannedStage stage)
    {
        if (Happens(Incident.RefusedReopening, 20))
        {
            Done(stage, A.AskReopening(stage));
            Done(stage, A.RefuseReopening(stage));
        }

        if (Happens(Incident.Reopening, 20))
        {
            Done(stage, A.AskReopening(stage));
            Done(stage, A.ConsentToReopening(stage));
            Review(stage, first: false);
        }

        if (stage.Kind == StageKind.Monitoring && Happens(Incident.Adjustment, 30))
        {
            var targets = plan.Stages.First(other => other.Kind == StageKind.Targets);
            Done(targets, A.Adjust(targets));
            if (Happens(Incident.DroppedAdjustment, 4))
            {
                Done(targets, A.Drop(targets));
            }
            else
            {
                Review(targets, first: false);
            }
        }
    }

    /// <summary>A new version comes in and is read.</summary>
    private void Hand(PlannedStage stage, int errors = 0, string? light = null, params string[] needs)
    {
        Done(stage, A.Upload(stage, ItemOf(stage).NextVersion));
        Done(stage, A.Read(stage, ItemOf(stage).CurrentVersion, errors, light: light, needs: needs));
    }

    private ItemCommand Submission(PlannedStage stage) => A.Submit(stage, ItemOf(stage).CurrentVersion);

    private void Check(PlannedStage stage)
    {
        Done(stage, new ItemCommand.Check(stage.Id, A.Lead, ItemOf(stage).CurrentVersion, panel));
        if (Happens(Incident.OtherPanel, 12))
        {
            Done(stage, new ItemCommand.AskPanel(stage.Id, A.Lead, "离任", [Second.Key], panel));
            var fewer = panel.Without(key => key == Second.Key);
            Refused(
                stage, new ItemCommand.ConsentToPanel(stage.Id, A.Person("second", Role.UnitHead), fewer), Refusals.SamePerson);
            Done(stage, new ItemCommand.ConsentToPanel(stage.Id, A.UnitHead, fewer));
        }
    }

    /// <summary>One after the other until the quorum is met; where it lets them, one is of another opinion.</summary>
    private void Vote(PlannedStage stage, Verdict verdict, ReviewGrade? grade = null)
    {
        var dissents = (plan.Quorum != Quorum.All || verdict == Verdict.Return) && ItemOf(stage).Panel!.Members.Contains(Second.Key)
            && Happens(Incident.Dissent, 5);
        var adjusting = ItemOf(stage).IsAdjusting;
        List<(Actor By, Verdict Verdict)> votes = dissents ? [(Second, verdict == Verdict.Return ? Verdict.Approve : Verdict.Return)] : [];
        votes.AddRange([(A.Member, verdict), (A.Chair, verdict), (Second, verdict)]);
        foreach (var (by, says) in votes.TakeWhile(_ => ItemOf(stage).State == ItemState.LeadChecked))
        {
            Done(stage, Ballot(stage, by, says, grade));
        }

        Assert.Equal(
            verdict switch
            {
                Verdict.Approve => ItemState.Approved,
                Verdict.Return => ItemState.Returned,
                _ => adjusting ? ItemState.Locked : ItemState.Rejected,
            },
            ItemOf(stage).State);
        if (!(adjusting && verdict == Verdict.Reject)) // else it is the item that stood before, with the votes of then
        {
            Assert.Equal(
                dissents ? 1 : 0,
                ItemStory.Of(stage.Id, Events).Votes.Count(vote => GroupReview.IsDissent(vote.Verdict, ItemOf(stage).State)));
        }
    }

    private ItemCommand Ballot(PlannedStage stage, Actor by, Verdict says, ReviewGrade? grade) => says switch
    {
        Verdict.Return => new ItemCommand.Return(
            stage.Id, by, ItemOf(stage).CurrentVersion, "佐证不足", [new("自评表!F12", "请补充")]),
        Verdict.Reject => new ItemCommand.Approve(stage.Id, by, ItemOf(stage).CurrentVersion, ReviewGrade.Poor, "不符合要求"),
        _ => new ItemCommand.Approve(stage.Id, by, ItemOf(stage).CurrentVersion, grade),
    };

    private void Done(PlannedStage stage, ItemCommand command)
    {
        now = now.AddMinutes(1);
        var decision = Year.Decide(stage, command, now);
        Assert.Null(decision.Refusal);
        Assert.NotEmpty(decision.Events);
        Year = decision.On(Year);
        Events.AddRange(decision.Events);
        Assert.Empty(Year.Decide(stage, command, now).Events); // at least once is once
    }

    private void Refused(PlannedStage stage, ItemCommand command, Refusal refusal, DateTimeOffset? at = null)
    {
        var decision = Year.Decide(stage, command, at ?? now);
        Assert.Equal(refusal, decision.Refusal);
        Assert.Empty(decision.Events);
    }

    /// <summary>Once in so many times.</summary>
    private bool Happens(Incident incident, uint once)
    {
        if (luck.Next(once) != 0)
        {
            return false;
        }

        note(incident);
        return true;
    }
}
