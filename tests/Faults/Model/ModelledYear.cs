using System.Net;
using Microsoft.Extensions.DependencyInjection;
using PerfFlow.Domain.Access;
using PerfFlow.Domain.Plan;
using PerfFlow.Domain.Reminders;
using PerfFlow.Domain.Review;
using PerfFlow.Functions.Durable;
using PerfFlow.Functions.Items;
using PerfFlow.Functions.News;
using PerfFlow.Functions.Reading;
using PerfFlow.Functions.Reporting;
using PerfFlow.Functions.Reviews;
using PerfFlow.Functions.Tests.App;
using PerfFlow.Functions.Tests.Faults;
using PerfFlow.Storage;
using PerfFlow.Storage.Files;
using PerfFlow.Storage.Ledgers;
using PerfFlow.Storage.Notices;
using PerfFlow.Storage.Units;

namespace PerfFlow.Faults.Tests.Model;

/// <summary>A project's year in the app and in the model, step by step. After each step the two are compared.</summary>
/// <param name="storage">Without faults, for looking.</param>
internal sealed class ModelledYear(TestApp app, StorageClients storage, UnitFaults faults, string unit)
{
    private const int MostToTheEnd = 80;

    private static readonly Writes NoDeath = new(0, afterwards: false);
    private static readonly ProjectId Project = ProjectId.Parse("p1").Value;

    private readonly UnitId id = UnitId.Parse(unit).Value;
    private readonly Ledger ledger = new(storage, TimeProvider.System);
    private readonly TendReview tend = ActivatorUtilities.CreateInstance<TendReview>(app.Services);
    private readonly List<Command> asked = [];
    private readonly List<string> story = [];
    private readonly PlainNews news = new();
    private PlainYear model = new();

    /// <summary>What was done, refused, died and found again, for a look at what the sequences reach.</summary>
    public List<string> Reached { get; } = [];

    public override string ToString() => string.Join('\n', story);

    public async Task PlayAsync(IReadOnlyList<Step> steps)
    {
        await OpenAsync();
        foreach (var step in steps)
        {
            var command = Turn.Of(step, model, asked, $"k{asked.Count}");
            if (command.Verb is Verb.Read or Verb.GiveUp && !(command.Version > 0 && command.Version <= model.Items[command.Stage].Newest))
            {
                continue; // nothing came in that could be read
            }

            asked.Add(command);
            await DoAsync(command, step.Death);
        }

        await ToTheEndAsync();
        if (steps.Count % 3 == 0)
        {
            await MustAsync(new Command(Verb.Adjust, "lead", "targets", 0, 0, "预算调整", $"k{asked.Count}"));
            await ToTheEndAsync();
        }
        else if (steps.Count % 3 == 1)
        {
            await MustAsync(new Command(Verb.AskReopening, "lead", "q1", 0, 0, "漏报支出", $"k{asked.Count}"));
            await MustAsync(new Command(Verb.Consent, "chair", "q1", 0, 0, "", $"k{asked.Count}"));
            await ToTheEndAsync();
        }

        await SignAsync(others: steps.Count % 4);
        Assert.Equal(0, await new Board(storage).RebuildAsync(id, TestYear.Year));
    }

    /// <summary>
    /// The report is approved, and then signed while others want sheets back: either it still says what the ledger says, or it is not
    /// signed.
    /// </summary>
    /// <param name="others">They come in after this many writes of the one who signs: who that is, the marks, the signature.</param>
    private async Task SignAsync(int others)
    {
        var (year, project) = ($"units/{unit}/years/{TestYear.Year}", $"units/{unit}/years/{TestYear.Year}/projects/p1/stages");
        var drafted = await app.As("lead").PostAsync($"{year}/report", null);
        if (drafted.Code == "REPORT_INCOMPLETE")
        {
            Assert.True(model.Items["self-evaluation"].IsOutdated(model.Targets), "Nothing stands against a report.");
            Reached.Add("report incomplete");
            return;
        }

        await ActivatorUtilities.CreateInstance<BuildReport>(app.Services)
            .RunAsync(new ReportKey(new CycleKey(unit, TestYear.Year), 1), CancellationToken.None);
        Assert.Equal("200", (await app.As("chair").PostAsync($"{year}/report/approve", """{"version":1}""")).Outcome);
        var writes = new Writes(0, afterwards: false);
        faults.Begin(unit, writes);
        var signing = app.As("unit-head").PostAsync($"{year}/report/sign", """{"version":1}""");
        while (writes.Count < others && !signing.IsCompleted)
        {
            await Task.Yield();
        }

        var answers = await Task.WhenAll(
            signing,
            app.As("lead").PostAsync($"{project}/q1/reopen", """{"reason":"漏报支出"}"""),
            app.As("lead").PostAsync($"{project}/targets/adjust", """{"reason":"预算调整","document":"财预9号"}"""));

        var shown = await new Board(storage).ShowAsync(id, TestYear.Year);
        var signed = answers[0].Outcome == "200";
        Assert.Equal(signed, shown.Unit.IsClosed);
        Assert.Equal(signed, ReportHead.Of(shown) == shown.Unit.Report!.Head);
        Assert.All(answers[1..], answer => Assert.Equal(signed ? "409 REPORT_SIGNED" : "200", answer.Outcome));
        Assert.Contains(answers[0].Outcome, (string[])["200", "409 REPORT_OUTDATED"]);
        Reached.Add(signed ? "report signed" : "report outdated");
    }

    private Task OpenAsync() => new UnitSetup(unit)
    {
        People = People.AtFirst.Select(member => new Membership($"t:{member.Key}", member.Key, member.Value.Roles, [member.Value.Section])),
        Plan = Command.Plan("first", "majority"),
    }.SendAsync(app);

    private async Task DoAsync(Command command, Death death)
    {
        var expected = model.On(command)?.Locked();
        var writes = new Writes(death.Write, death.Afterwards);
        faults.Begin(unit, writes);
        var done = await AskAsync(command);
        faults.Begin(unit, NoDeath);
        if (done is null && !death.GivesUp)
        {
            done = await AskAsync(command);
        }

        story.Add($"{command} → {(done is null ? "died" : done.Value ? "done" : "refused")}{(writes.HasDied ? $", {death}" : "")}");
        Reached.Add(done is null ? $"{command.Verb} died" : $"{command.Verb} {(done.Value ? "done" : "refused")}");
        expected = command.Verb is Verb.Read or Verb.GiveUp ? await ReadAsync(command) : expected;
        var before = model;
        await LockAsync(expected ?? model);
        var seen = await VisibleAsync();
        if (done is null)
        {
            // Wholly or not at all.
            model = expected is not null && seen.SequenceEqual(Seen.Of(expected)) ? expected : model;
        }
        else
        {
            Assert.True(done == expected is not null, $"The model would have it {(expected is null ? "refused" : "done")}.");
            model = expected ?? model;
        }

        Assert.Equal(Seen.Of(model), seen);
        if (!ReferenceEquals(model, before))
        {
            news.Add(command, before, model);
        }

        if (command.Choice % 3 != 1)
        {
            await TellAsync(command.Choice);
        }
    }

    /// <summary>
    /// People are told, by a process that may die while it tells and begins again. Everybody has heard what the model says, and nothing
    /// twice.
    /// </summary>
    private async Task TellAsync(int choice)
    {
        faults.Begin(unit, new Writes(choice / 3 % 4, afterwards: choice % 2 == 0));
        try
        {
            await app.Get<Telling>().TellAsync(id, TestYear.Year, CancellationToken.None);
        }
        catch (InvalidProgramException)
        {
            Reached.Add("telling died");
            faults.Begin(unit, NoDeath);
            await app.Get<Telling>().TellAsync(id, TestYear.Year, CancellationToken.None);
        }

        faults.Begin(unit, NoDeath);
        news.Tell(model);
        var (facts, turns) = (new List<string>(), new List<string>());
        foreach (var stage in Command.Stages)
        {
            foreach (var told in await new Inbox(storage).OfStageAsync(id, TestYear.Year, StageId.Parse(stage).Value))
            {
                var (person, what) = (told.Notice.Person["t:".Length..], told.Notice.News!);
                facts.AddRange(what.News == NewsKind.Task ? [] : [PlainNews.Line(person, stage, $"{what.News}")]);
                turns.AddRange(what.Tasks.Select(task => PlainNews.Line(person, stage, $"{task}")));
            }
        }

        Assert.Equal(news.Facts.Order(StringComparer.Ordinal), facts.Order(StringComparer.Ordinal));
        Assert.All(news.Turns.CountBy(turn => turn), turn => Assert.True(turns.Count(told => told == turn.Key) >= turn.Value, turn.Key));
        Assert.Empty((await new Board(storage).ShowAsync(id, TestYear.Year)).Untold);
    }

    /// <returns>Null when the process died; whether it was done otherwise.</returns>
    private async Task<bool?> AskAsync(Command command)
    {
        if (command.Verb is Verb.Read or Verb.GiveUp or Verb.Tend)
        {
            try
            {
                await (command.Verb == Verb.Tend ? tend.RunAsync(await WokenAsync(command), CancellationToken.None) : IngestAsync(command));
                return true;
            }
            catch (InvalidProgramException)
            {
                return null;
            }
        }

        var (method, path, body) = command.Request(unit);
        var answer = await app.As(command.By).SendAsync(method, path, body, ("Idempotency-Key", command.Key));
        if (command.Verb == Verb.Join && answer.Status == HttpStatusCode.Accepted)
        {
            answer = await ConfirmedAsync(command, answer);
        }

        return answer.Status switch
        {
            HttpStatusCode.InternalServerError => null,
            >= HttpStatusCode.BadRequest => false,
            _ => true,
        };
    }

    /// <summary>
    /// Somebody else confirms what is proposed. A proposal that nobody confirmed before another took its place is made once more.
    /// </summary>
    private async Task<Answer> ConfirmedAsync(Command command, Answer proposed)
    {
        var confirmed = await ConfirmAsync(proposed, command.Key);
        if (confirmed.Code != "PROPOSAL_CLOSED")
        {
            return confirmed;
        }

        var (method, path, body) = command.Request(unit);
        var again = await app.As(command.By).SendAsync(method, path, body, ("Idempotency-Key", $"{command.Key}-again"));
        return again.Status == HttpStatusCode.Accepted ? await ConfirmAsync(again, $"{command.Key}-again") : again;

        Task<Answer> ConfirmAsync(Answer open, string key) =>
            app.As("unit-head").PostAsync($"{open.Headers.Location}/confirm", null, ("Idempotency-Key", key));
    }

    /// <summary>What is opened again is started at once, and locks when it is approved: here it has, before anyone looks.</summary>
    private async Task LockAsync(PlainYear expected)
    {
        foreach (var item in expected.Items.Values.Where(item => item is { Attempt: > 1, State: ItemState.Locked }))
        {
            await tend.RunAsync(await WokenAsync(new Command(Verb.Tend, "", item.Stage, item.Attempt, 0, "", "")), CancellationToken.None);
        }
    }

    /// <summary>The latest review of the newest attempt; of an attempt before it one that is over.</summary>
    private async Task<ReviewTurn> WokenAsync(Command command)
    {
        var item = (await ledger.ReadAsync(Streams.Of(id, TestYear.Year, Project))).State.ItemOf(StageId.Parse(command.Stage).Value);
        var version = command.Version == item.Attempt ? item.Review ?? 0 : 0;
        return new(new ReviewKey(unit, TestYear.Year, command.Stage, Project.Value, version), TimeProvider.System.GetUtcNow());
    }

    private async Task IngestAsync(Command command)
    {
        var stage = StageId.Parse(command.Stage).Value;
        var sheet = (await ledger.ReadAsync(Streams.Of(id, TestYear.Year, Project))).StoryOf(stage).Sheets[command.Version];
        var name = UploadName.Of(id, TestYear.Year, stage, Project, command.Version, sheet.Sha256);
        await (command.Verb == Verb.Read
            ? app.Get<Ingestion>().IngestAsync(name, CancellationToken.None)
            : app.Get<Ingestion>().GiveUpAsync(name, CancellationToken.None));
    }

    /// <summary>A reading comes once, and again only after one that failed.</summary>
    private async Task<PlainYear> ReadAsync(Command command)
    {
        var found = (await ledger.ReadAsync(Streams.Of(id, TestYear.Year, Project)))
            .StoryOf(StageId.Parse(command.Stage).Value).Sheets[command.Version].Reading;
        var known = model.Items[command.Stage].Sheets[command.Version - 1].Reading;
        var reading = found is null
            ? null
            : new PlainReading(found.Failed, found.Ok, found.Figures.IsRed, found.NeedsEvidence, found.Basis?.Targets);
        Assert.True(known is null or { Failed: true } || Same(known, reading), "A reading has changed.");
        return reading is null || Same(known, reading) ? model : model.Read(command.Stage, command.Version, reading);

        static bool Same(PlainReading? one, PlainReading? other) =>
            (one?.Failed, one?.Ok, one?.Red, one?.Targets) == (other?.Failed, other?.Ok, other?.Red, other?.Targets)
            && (one?.Needs ?? []).SequenceEqual(other?.Needs ?? []);
    }

    /// <summary>As the ledger has it; its chains are whole, and each row of the board is what its events come to.</summary>
    private async Task<IReadOnlyList<string>> VisibleAsync()
    {
        Assert.All(
            await new LedgerCheck(storage).VerifyAsync(id, TestYear.Year),
            check => Assert.True(check is { Ok: true, Outdated: false }, $"{check}"));
        var project = await ledger.ReadAsync(Streams.Of(id, TestYear.Year, Project));
        var year = (await new Board(storage).ShowAsync(id, TestYear.Year)).Unit;
        var people = await new Memberships(storage).PeopleAsync(id);
        return [.. Seen.Of(
            year, project.StoryOf, key => people.IdOf(key)["t:".Length..], people.MembershipOf($"t:{People.Swing}")?.Name ?? "")];
    }

    /// <summary>From wherever the sequence has led: whoever has a task does it, until every item is locked.</summary>
    private async Task ToTheEndAsync()
    {
        for (var steps = 0; model.Withdrawn || model.Items.Values.Any(item => item.State != ItemState.Locked); steps++)
        {
            Assert.True(steps < MostToTheEnd, $"Still not locked after {MostToTheEnd} steps.");
            await MustAsync(await NextTaskAsync() ?? Next() ?? throw new Xunit.Sdk.XunitException("Nobody can bring it on."));
        }

        foreach (var stage in Command.Stages)
        {
            Assert.Equal(
                "locked",
                (string?)(await app.As("auditor")
                    .GetAsync($"units/{unit}/years/{TestYear.Year}/projects/p1/stages/{stage}")).Json["state"]);
        }
    }

    private async Task MustAsync(Command command)
    {
        asked.Add(command);
        await DoAsync(command, new Death(0, false, false));
        Assert.EndsWith("done", story[^1], StringComparison.Ordinal);
    }

    /// <summary>The first task of the first person who has one.</summary>
    private async Task<Command?> NextTaskAsync()
    {
        // later sheets are measured by the targets
        var next = Command.Stages.FirstOrDefault(stage => model.Items[stage].State != ItemState.Locked);
        foreach (var person in model.Members.Keys.Where(person => !model.Withdrawn && model.Members[person].Is(Duties.Doers)))
        {
            var tasks = (await app.As(person).GetAsync($"units/{unit}/tasks?take=100")).Json.AsArray();
            foreach (var task in tasks.Where(task => (string)task!["stage"]! == next || (string)task["kind"]! == "answer-rectification"))
            {
                if (Duties.CommandFor((string)task!["kind"]!, model.Items[(string)task["stage"]!], model.Targets, person, $"k{asked.Count}")
                    is { } command)
                {
                    Assert.Equal(command.Version, (int)task["version"]!);
                    return command;
                }
            }
        }

        return null;
    }

    /// <summary>What comes on its own, and the two things that are somebody's right and nobody's task.</summary>
    private Command? Next()
    {
        if (model.Withdrawn)
        {
            return new Command(Verb.Register, "lead", Command.Stages[0], 0, 0, "", $"k{asked.Count}");
        }

        return Command.Stages.Select(stage => Duties.WithoutTask(model.Items[stage], $"k{asked.Count}"))
            .FirstOrDefault(command => command is not null);
    }
}
