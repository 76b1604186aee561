using PerfFlow.Domain.Access;
using PerfFlow.Domain.Plan;
using PerfFlow.Domain.Review;

namespace PerfFlow.Domain.Tests.Review;

/// <summary>The decider against a plain model that was written from field.md §5.2 without looking at it.</summary>
public sealed class ReviewModelTests
{
    private static readonly Gen<PlannedStage> Stages = OneOf(A.Targets, A.Monitoring, A.SelfEvaluation);
    private static readonly Gen<Actor> People = OneOf(A.Clerk, A.Head, A.Lead, A.Member, A.Chair, A.Auditor);
    private static readonly Gen<string?> Reasons = OneOf<string?>(null, "", "理由");
    private static readonly Gen<ReviewGrade?> Grades = Gen.Frequency(
        (3, Gen.Const((ReviewGrade?)null)), (1, Gen.Enum<ReviewGrade>().Select(grade => (ReviewGrade?)grade)));

    private static Gen<T> OneOf<T>(params T[] values) => Gen.Int[0, values.Length - 1].Select(index => values[index]);

    [Fact]
    public void Decider_and_model_agree_on_every_path()
        => Stages.SelectMany(stage => Commands(stage).List[0, 40].Select(commands => (stage, commands))).Sample(
            (stage, commands) =>
            {
                var (item, model) = (Item.New(stage.Id), new Model(stage.Kind));
                foreach (var command in commands)
                {
                    var decision = command.On(stage, item);
                    var next = decision.OnItem(item);

                    var done = model.Try(command);

                    Assert.True(done == decision.Refusal is null, $"{command} in {item.State}: {decision.Refusal?.Code ?? "done"}");
                    Assert.Equal(model.State, next.State.ToString());
                    Assert.Empty(command.On(stage, next).Events);
                    Assert.Equal(next.State == ItemState.NotStarted, next.CurrentVersion == 0);
                    item = next;
                }
            },
            iter: 20_000);

    [Fact]
    public void No_item_ends_without_an_allowed_path_to_the_archive()
        => Stages.SelectMany(stage => Commands(stage).List[0, 30].Select(commands => (stage, commands))).Sample(
            (stage, commands) =>
            {
                var item = commands.Aggregate(
                    Item.New(stage.Id),
                    (folded, command) => command.On(stage, folded).OnItem(folded));

                for (var steps = 0; item.State != ItemState.Archived; steps++)
                {
                    Assert.True(steps < 14, $"stuck in {item.State}");
                    var decision = Onward(stage, item).On(stage, item);
                    Assert.Null(decision.Refusal);
                    item = decision.OnItem(item);
                }
            },
            iter: 5_000);

    private static ItemCommand Onward(PlannedStage stage, Item item) => item.State switch
    {
        ItemState.Draft when item.Current!.Reading is null or { Failed: true } => A.Read(stage, item.CurrentVersion),
        ItemState.Draft when item.Current!.Reading is { Ok: true } && item.Current.UploadedBy != A.Head.Key
            => A.Submit(stage, item.CurrentVersion),
        ItemState.Submitted when stage.Approver == Approver.Group => A.Check(stage, item.CurrentVersion),
        ItemState.Submitted or ItemState.LeadChecked => A.Approve(stage, item.CurrentVersion),
        ItemState.Approved when item.EditsPending && item.Current!.Reading is null or { Failed: true }
            => A.Read(stage, item.CurrentVersion),
        ItemState.Approved when item.EditsPending
            => item.Current!.Reading!.Ok
                ? A.Complete(stage, item.CurrentVersion, noEdit: item.CurrentVersion == item.SubmittedVersion ? "无需修改" : null)
                : A.Upload(stage, item.NextVersion),
        ItemState.Approved => A.Lock(stage),
        ItemState.Locked => A.Archive(stage),
        ItemState.Rejected => item.ReopeningAsked is null ? A.AskReopening(stage) : A.ConsentToReopening(stage),
        _ => A.Upload(stage, item.NextVersion),
    };

    private static Gen<ItemCommand> Commands(PlannedStage stage)
    {
        var versions = Gen.Int[0, 4];
        return Gen.Frequency(
            (6, Gen.Select(versions, People, Gen.Int[1, 3], (v, by, sha) => A.Upload(stage, v, by, $"sha-{v}-{sha / 3}"))),
            (6, Gen.Select(versions, Gen.Int[0, 4], (v, luck) => A.Read(stage, v, errors: luck == 0 ? 1 : 0, failed: luck == 1))),
            (6, Gen.Select(versions, People, (v, by) => A.Submit(stage, v, by))),
            (4, Gen.Select(versions, People, (v, by) => A.Check(stage, v, by))),
            (2, Gen.Select(versions, People, Reasons, (v, by, reason) => A.Return(stage, v, by, reason))),
            (4, Gen.Select(versions, People, Grades, Reasons, (v, by, grade, reason) => A.Approve(stage, v, by, grade, reason))),
            (1, Gen.Select(versions, People, Gen.Int[-1, 101], Reasons, (v, by, score, reason) => A.Override(stage, v, score, reason, by))),
            (2, Gen.Select(versions, People, (v, by) => A.Undo(stage, v, by))),
            (2, Gen.Select(versions, People, Reasons, (v, by, reason) => A.Complete(stage, v, by, reason))),
            (1, Gen.Select(People, Reasons, (by, reason) => A.AskReopening(stage, by, reason))),
            (1, People.Select(by => A.ConsentToReopening(stage, by))),
            (1, Gen.Select(People, Reasons, (by, reason) => A.RefuseReopening(stage, by, reason))),
            (1, Gen.Select(People, Reasons, (by, reason) => A.Adjust(stage, by, reason))),
            (1, People.Select(by => A.Drop(stage, by))),
            (1, Gen.Const(A.Lock(stage))),
            (1, Gen.Const(A.Archive(stage))));
    }

    /// <summary>State by name, sheets by version, and a stack of what can be undone. No events, no sharing with the decider.</summary>
    private sealed class Model(StageKind kind)
    {
        private readonly Dictionary<int, string> shas = [];
        private readonly Dictionary<int, string> uploaders = [];
        private readonly Dictionary<int, string> readings = [];
        private readonly Stack<(string Level, string State, int Submitted, string Grade, (
            int Submitted, string Submitter, string Grade)? Adjusting)> undo = new();
        private (int Submitted, string Submitter, string Grade)? adjusting;
        private bool edits;
        private bool asked;
        private int submitted;
        private string submitter = "";
        private string grade = "";

        public string State { get; private set; } = "NotStarted";

        private int Newest => shas.Count == 0 ? 0 : shas.Keys.Max();

        private bool ByGroup => kind != StageKind.Monitoring;

        public bool Try(ItemCommand command) => command switch
        {
            ItemCommand.Upload c => Section(c.By) && Upload(c.Version, c.Sha256, c.By.Key),
            ItemCommand.Read c => Read(c.Version, c.Reading.Failed ? "failed" : c.Reading.Errors > 0 ? "bad" : "good"),
            ItemCommand.Submit c => Head(c.By) && Submit(c),
            ItemCommand.Check c => Lead(c.By) && Seen(c.Version) && Check(),
            ItemCommand.Return c => (Lead(c.By) || Group(c.By)) && Seen(c.Version) && Said(c.Reason) && Return(c),
            ItemCommand.Approve c => (ByGroup ? Group(c.By) : Lead(c.By)) && Seen(c.Version) && Approve(c),
            ItemCommand.OverrideScore c => Group(c.By) && Seen(c.Version) && kind == StageKind.SelfEvaluation
                && c.Score is >= 0 and <= 100 && Said(c.Reason) && State == "LeadChecked" && c.By.Key != submitter,
            ItemCommand.Undo c => !c.By.Roles.Contains(Role.Auditor) && Seen(c.Version) && Undo(c.By),
            ItemCommand.Complete c => Lead(c.By) && Seen(c.Version) && Complete(c.Version, c.NoEdit),
            ItemCommand.AskReopening c => Lead(c.By) && Said(c.Reason) && Ask(),
            ItemCommand.ConsentToReopening c => c.By.Roles.Contains(Role.GroupChair) && Consent(),
            ItemCommand.RefuseReopening c => c.By.Roles.Contains(Role.GroupChair) && RefuseReopening(c),
            ItemCommand.AdjustTargets c => MayAdjust(c.By) && kind == StageKind.Targets && Said(c.Reason) && Adjust(),
            ItemCommand.DropAdjustment c => MayAdjust(c.By) && Drop(),
            ItemCommand.Lock => !(State == "Approved" && edits) && Go("Approved", "Locked", alsoDone: "Archived"),
            ItemCommand.Archive => Go("Locked", "Archived", alsoDone: ""),
            _ => false,
        };

        private bool Upload(int version, string sha, string by)
        {
            if (shas.TryGetValue(version, out var kept))
            {
                return version == Newest && kept == sha;
            }

            if (version == Newest + 1 && State == "Approved" && edits)
            {
                (shas[version], uploaders[version]) = (sha, by);
                undo.Clear();
                return true;
            }

            if (version != Newest + 1 || State is "Approved" or "Locked" or "Archived" or "Rejected" or "LeadChecked")
            {
                return false;
            }

            (shas[version], uploaders[version]) = (sha, by);
            (State, submitted, submitter) = ("Draft", 0, "");
            undo.Clear();
            return true;
        }

        private bool Read(int version, string outcome)
        {
            if (!shas.ContainsKey(version))
            {
                return false;
            }

            if (readings.GetValueOrDefault(version, "failed") == "failed")
            {
                readings[version] = outcome;
            }

            return true;
        }

        private bool Submit(ItemCommand.Submit c)
        {
            if (submitted == c.Version
                && submitted != 0
                && State is "Submitted" or "LeadChecked" or "Approved" or "Locked" or "Archived"
                && submitted == c.Version)
            {
                return true;
            }

            if (!Seen(c.Version) || State != "Draft" || readings.GetValueOrDefault(c.Version) != "good"
                || uploaders[c.Version] == c.By.Key)
            {
                return false;
            }

            undo.Push(("Section", State, submitted, grade, adjusting));
            (State, submitted, submitter) = ("Submitted", c.Version, c.By.Key);
            return true;
        }

        private bool Check()
        {
            if (!ByGroup || State is "LeadChecked" or "Approved" or "Locked" or "Archived")
            {
                return ByGroup;
            }

            if (State != "Submitted")
            {
                return false;
            }

            undo.Push(("Lead", State, submitted, grade, adjusting));
            State = "LeadChecked";
            return true;
        }

        private bool Return(ItemCommand.Return c)
        {
            if (State == "Returned")
            {
                return true;
            }

            if (!(State == "Submitted" && Lead(c.By)) && !(State == "LeadChecked" && Group(c.By)))
            {
                return false;
            }

            undo.Push((State == "Submitted" ? "Lead" : "Group", State, submitted, grade, adjusting));
            (State, grade) = ("Returned", "");
            return true;
        }

        private bool Approve(ItemCommand.Approve c)
        {
            var graded = kind == StageKind.Targets ? (c.Grade ?? ReviewGrade.Excellent).ToString() : "";
            var result = graded switch { "Fair" => "Returned", "Poor" => "Rejected", _ => "Approved" };
            if (c.By.Key == submitter || (kind != StageKind.Targets && c.Grade is not null) || (result != "Approved" && !Said(c.Reason)))
            {
                return false;
            }

            if (State == (ByGroup ? "LeadChecked" : "Submitted"))
            {
                undo.Push((ByGroup ? "Group" : "Lead", State, submitted, grade, adjusting));
                (State, grade, edits) = (result, graded, graded == "Good");
                if (result == "Rejected" && adjusting is not null)
                {
                    Back();
                }

                adjusting = result == "Approved" ? null : adjusting;
                return true;
            }

            return grade == graded && (State == result || (result == "Approved" && State is "Locked" or "Archived"))
                && !(State == "Returned" && graded.Length == 0);
        }

        private bool Undo(Actor by)
        {
            if (undo.Count == 0
                || !(undo.Peek().Level switch { "Section" => Head(by), "Lead" => Lead(by), _ => by.Roles.Contains(Role.GroupChair) }))
            {
                return false;
            }

            (_, State, submitted, grade, adjusting) = undo.Pop();
            submitter = submitted == 0 ? "" : submitter;
            (edits, asked) = (false, false);
            return true;
        }

        private bool Complete(int version, string? noEdit)
        {
            if (State == "Approved" && edits)
            {
                if (readings.GetValueOrDefault(version) != "good" || (shas[version] == shas[submitted] && !Said(noEdit)))
                {
                    return false;
                }

                (submitted, edits) = (version, false);
                undo.Clear();
                return true;
            }

            return State is "Approved" or "Locked" or "Archived" && grade == "Good" && version == submitted;
        }

        private bool Ask()
        {
            var settled = State is "Approved" or "Locked" or "Rejected";
            asked |= settled;
            return settled;
        }

        private bool Consent()
        {
            if (State == "Reopened" || !asked || State == "Archived")
            {
                return State == "Reopened";
            }

            Open();
            return true;
        }

        private bool RefuseReopening(ItemCommand.RefuseReopening c)
        {
            var may = asked && State != "Archived" && Said(c.Reason);
            asked &= !may;
            return may;
        }

        private bool Adjust()
        {
            if (adjusting is null && State == "Locked")
            {
                adjusting = (submitted, submitter, grade);
                Open();
                return true;
            }

            return adjusting is not null;
        }

        private bool Drop()
        {
            if (adjusting is null || State is "Submitted" or "LeadChecked")
            {
                return kind == StageKind.Targets && State == "Locked";
            }

            Back();
            return true;
        }

        private void Open()
        {
            (State, submitted, submitter, grade) = ("Reopened", 0, "", "");
            (edits, asked) = (false, false);
            undo.Clear();
        }

        private void Back()
        {
            (submitted, submitter, grade) = adjusting!.Value;
            (State, adjusting, edits, asked) = ("Locked", null, false, false);
            undo.Clear();
        }

        private bool Go(string from, string to, string alsoDone)
        {
            if (State == from)
            {
                State = to;
                undo.Clear();
                return true;
            }

            return State == to || State == alsoDone;
        }

        private bool Seen(int version) => version > 0 && version == Newest;

        private static bool Said(string? reason) => !string.IsNullOrWhiteSpace(reason);

        private static bool Section(Actor by) => by.Roles.Contains(Role.SectionClerk) || by.Roles.Contains(Role.SectionHead);

        private static bool Head(Actor by) => by.Roles.Contains(Role.SectionHead);

        private static bool MayAdjust(Actor by) => by.Roles.Contains(Role.SectionHead) || by.Roles.Contains(Role.Lead);

        private static bool Lead(Actor by) => by.Roles.Contains(Role.Lead);

        private static bool Group(Actor by) => by.Roles.Contains(Role.GroupMember) || by.Roles.Contains(Role.GroupChair);
    }
}
