using System.Collections.Immutable;
using System.Globalization;
using PerfFlow.Domain.Access;
using PerfFlow.Domain.Archive;
using PerfFlow.Domain.Plan;
using PerfFlow.Domain.Review;

namespace PerfFlow.Storage.Tests;

/// <summary>
/// A project's year with all that the rules let into it: attempts, unread versions, points, votes, evidence, rectifications, notes.
/// </summary>
internal sealed class FullProject
{
    private const int SectionHead = 1;
    private const int Lead = 2;
    private const int Group = 10;

    private static readonly DateTimeOffset Opening = new(2024, 1, 1, 0, 0, 0, TimeSpan.FromHours(8));
    private static readonly DateTimeOffset Now = Opening.AddDays(30).AddTicks(1234567);
    private static readonly string Long = new('理', TextLimits.Longest);
    private static readonly Panel One = Panel.Alone(Person(Group, Role.GroupMember));
    private static readonly Panel Everyone = new(
        Quorum.Chair, [.. Enumerable.Range(Group, Panel.Most).Select(Id)], [Id(Group + Panel.Most - 1)]);

    public static ImmutableArray<PlannedStage> Stages { get; } =
    [
        Stage(1, StageKind.Targets),
        .. Enumerable.Range(2, 5).Select(number => Stage(number, StageKind.Monitoring)),
        Stage(7, StageKind.SelfEvaluation),
    ];

    public ProjectYear Year { get; private set; } = ProjectYear.Empty;

    /// <param name="returned">Whether the group has just returned it, or all but one have voted.</param>
    public void Fill(PlannedStage stage, bool returned)
    {
        var reached = Stages.IndexOf(stage) + 1;
        Item Item() => Year.ItemOf(stage.Id);

        Pass(stage, One);
        for (var attempt = 1; stage.Kind == StageKind.Targets && attempt < ReviewDecider.MostAttempts; attempt++)
        {
            Do(stage, new ItemCommand.Approve(stage.Id, Person(Group, Role.GroupMember), Item().CurrentVersion));
            Do(stage, new ItemCommand.Lock(stage.Id, Sha("data")));
            Do(stage, new ItemCommand.AdjustTargets(stage.Id, Person(SectionHead, Role.SectionHead), Long, Long));
            Pass(stage, One);
        }

        Return(stage, Group, TextLimits.MostPoints);
        for (var unread = 0; unread < ReviewDecider.MostUnread; unread++)
        {
            Upload(stage);
        }

        for (var number = 0; stage.Kind == StageKind.SelfEvaluation && number < ProjectYear.MostEvidence; number++)
        {
            Do(stage, new ItemCommand.AttachEvidence(stage.Id, Person(SectionHead, Role.SectionHead), new(
                Sha($"file {number}")[..16], Indicator(number % ReadingSummary.MostNeeds), Sha("file"), "验收.pdf", "application/pdf", 10)));
        }

        Pass(stage, returned ? One : Everyone);
        while (stage.Kind != StageKind.Targets
            && Year.Items.Values.Sum(item => item.Rectifications.Count) < ProjectYear.MostRectifications * reached / Stages.Length)
        {
            var id = Item().Rectifications.Count + 1;
            Do(stage, new ItemCommand.RequireRectification(stage.Id, Person(Lead, Role.Lead), Indicator(id), $"整改 {id}"));
            Do(stage, new ItemCommand.AnswerRectification(stage.Id, Person(SectionHead, Role.SectionHead), id, Long));
            Do(stage, new ItemCommand.CloseRectification(stage.Id, Person(Lead, Role.Lead), id, Long));
        }

        while (stage.Kind == StageKind.Monitoring
            && Year.Items.Values.Sum(item => item.Notes.Count) < ProjectYear.MostNotes * reached / (Stages.Length - 1))
        {
            Do(stage, new ItemCommand.TakeNote(
                stage.Id, Person(Group, Role.GroupChair), Item().CurrentVersion, Indicator(Item().Notes.Count), 12, Long, Long));
        }

        if (stage.Kind == StageKind.SelfEvaluation)
        {
            Do(stage, new ItemCommand.OverrideScore(stage.Id, Person(Group, Role.GroupMember), Item().CurrentVersion, 88.88m, Long, "良"));
        }

        if (returned)
        {
            Return(stage, Group, TextLimits.MostPoints);
            return;
        }

        foreach (var voter in Enumerable.Range(Group, Panel.Most - 1))
        {
            Return(stage, voter, TextLimits.MostPoints / Panel.Most);
        }

        Do(stage, new ItemCommand.AskPanel(stage.Id, Person(Lead, Role.Lead), Long, [], Everyone with { Quorum = Quorum.All }));
    }

    /// <summary>Uploaded, read, submitted with all answers, passed on to the group.</summary>
    private void Pass(PlannedStage stage, Panel panel)
    {
        Upload(stage);
        var version = Year.ItemOf(stage.Id).CurrentVersion;
        Do(stage, new ItemCommand.Read(stage.Id, version, new(
            Sha($"reading {version}"),
            0,
            12,
            new(12345678.123456m, 12345678.123456m, 98.75m, "良", stage.Kind == StageKind.Monitoring ? "red" : "green"),
            NeedsEvidence: stage.Kind == StageKind.SelfEvaluation
                ? [.. Enumerable.Range(0, Year.ItemOf(stage.Id).Evidence.IsEmpty ? 0 : ReadingSummary.MostNeeds).Select(Indicator)]
                : [],
            Profile: "hubei-province-2024/12",
            Basis: stage.Kind == StageKind.Targets ? null : new("11,12,13,14,15,16,17,18", EvidenceRule.Scored),
            BasisHash: Sha("basis"),
            Red: stage.Kind == StageKind.Monitoring
                ? string.Join(',', Enumerable.Range(0, ReadingSummary.MostCauses).Select(Indicator))
                : null)));
        Do(
            stage,
            new ItemCommand.Submit(stage.Id, Person(SectionHead, Role.SectionHead), version, Points(SectionHead, TextLimits.MostPoints)));
        Do(stage, new ItemCommand.Check(stage.Id, Person(Lead, Role.Lead), version, panel));
    }

    private void Upload(PlannedStage stage)
    {
        var version = Year.ItemOf(stage.Id).NextVersion;
        Do(
            stage,
            new ItemCommand.Upload(
                stage.Id, Person(3, Role.SectionClerk), version, Sha($"sheet {version}"), $"{new string('表', 200)}.xlsx"));
    }

    private void Return(PlannedStage stage, int by, int points) => Do(stage, new ItemCommand.Return(
        stage.Id, Person(by, Role.GroupMember), Year.ItemOf(stage.Id).CurrentVersion, Long, Points(by, points), Now.AddDays(90)));

    private void Do(PlannedStage stage, ItemCommand command)
    {
        var decision = Year.Decide(stage, command, Now);
        Assert.True(decision.Refusal is null, $"{command.GetType().Name}: {decision.Refusal?.Code}");
        Year = decision.On(Year);
    }

    /// <summary>The same for all but those who vote, so that each return can be answered.</summary>
    private static ImmutableArray<ReturnPoint> Points(int by, int count) =>
        [.. Enumerable.Range(0, count).Select(number => new ReturnPoint($"项目支出绩效自评表!{(by > Group ? by : 0)}F{number}", Long))];

    private static string Indicator(int number) => string.Create(CultureInfo.InvariantCulture, $"i{number + 1:D2}");

    private static Actor Person(int number, Role role) => new(Id(number), [role]);

    /// <summary>As long as every key is.</summary>
    private static string Id(int number) => Sha($"person {number}")[..12];

    private static string Sha(string of) => Chain.HashOf(of);

    private static PlannedStage Stage(int number, StageKind kind) => new(
        StageId.Parse($"a-stage-of-a-long-name-{number}").Value,
        kind,
        kind == StageKind.Targets ? null : number,
        StageScope.Project,
        kind == StageKind.Monitoring ? Approver.Lead : Approver.Group,
        Opening,
        Opening.AddDays(90),
        []);
}
