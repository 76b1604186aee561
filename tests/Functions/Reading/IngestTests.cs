using System.Security.Cryptography;
using PerfFlow.Domain.Access;
using PerfFlow.Domain.Plan;
using PerfFlow.Domain.Review;
using PerfFlow.Functions.Reading;
using PerfFlow.Functions.Tests.App;
using PerfFlow.Storage.Files;
using PerfFlow.Storage.Ledgers;

namespace PerfFlow.Functions.Tests.Reading;

[Collection(AppCollection.Name)]
public class IngestTests(TestApp app)
{
    private static readonly ProjectId Project = ProjectId.Parse("p1").Value;
    private static readonly StageId Targets = StageId.Parse("targets").Value;

    [Fact]
    public async Task The_same_key_gets_the_first_answer_and_the_same_bytes_are_a_new_version()
    {
        var year = await TestYear.OpenAsync(app);
        var sheet = TestSheets.Targets(TestYear.Project, TestYear.Year);
        var clerk = year.As("section-clerk");

        var first = await clerk.UploadAsync(year.Item("targets"), sheet, ("Idempotency-Key", "k1"));
        var again = await clerk.UploadAsync(year.Item("targets"), sheet, ("Idempotency-Key", "k1"));
        var other = await year.As("section-head").UploadAsync(year.Item("targets"), sheet, ("Idempotency-Key", "k1"));
        var afterwards = await clerk.UploadAsync(year.Item("targets"), sheet, ("Idempotency-Key", "k1"));

        Assert.Equal((first.Status, first.Text), (again.Status, again.Text));
        Assert.Equal((first.Status, first.Text), (afterwards.Status, afterwards.Text));
        Assert.Equal(2, (int)other.Json["version"]!);
        var one = await year.ReadingAsync((string)first.Json["status"]!);
        var two = await year.ReadingAsync((string)other.Json["status"]!);
        Assert.Equal(WithoutVersion(one), WithoutVersion(two));
        Assert.Equal(
            "400 BAD_VALUE", (await clerk.UploadAsync(year.Item("targets"), sheet, ("Idempotency-Key", new string('k', 201)))).Outcome);
    }

    [Fact]
    public async Task A_repeated_decision_answers_as_it_did_first_even_when_others_followed()
    {
        var year = await TestYear.OpenAsync(app);
        var (version, _) = await year.UploadAsync("targets", TestSheets.Targets(TestYear.Project, TestYear.Year));
        Task<Answer> SubmitAsync() => year.As("section-head").PostAsync(
            $"{year.Item("targets")}/submit", $$"""{"version":{{version}}}""", ("Idempotency-Key", "s1"));

        var first = await SubmitAsync();
        Assert.Equal("200", (await year.DecideAsync("lead", "targets", "check", version)).Outcome);
        var again = await SubmitAsync();

        Assert.Equal("submitted", (string?)first.Json["state"]);
        Assert.Equal((first.Status, first.Text), (again.Status, again.Text));
    }

    [Fact]
    public async Task A_trigger_that_fires_again_changes_nothing()
    {
        var year = await TestYear.OpenAsync(app);
        var (version, reading) = await year.UploadAsync("targets", TestSheets.Targets(TestYear.Project, TestYear.Year));
        var stream = Streams.Of(UnitId.Parse(year.Unit).Value, TestYear.Year, Project);
        var before = await app.Get<Ledger>().ReadAsync(stream);

        // What is read already is left alone before any instance would be woken.
        await app.Get<Ingestion>().IngestAsync(NameOf(year, version, (string)reading.Json["sha256"]!), default);

        var after = await app.Get<Ledger>().ReadAsync(stream);
        Assert.Equal((before.Version, before.Hash), (after.Version, after.Hash));
    }

    [Fact]
    public async Task Uploads_at_the_same_moment_each_get_a_version_and_none_is_lost()
    {
        var year = await TestYear.OpenAsync(app);
        var sheets = Enumerable.Range(1, 6).Select(i => TestSheets.Targets(TestYear.Project, TestYear.Year, $"目标{i}")).ToList();

        var answers = await Task.WhenAll(sheets.Select(sheet => year.As("section-clerk").UploadAsync(year.Item("targets"), sheet)));

        Assert.Equal([1, 2, 3, 4, 5, 6], answers.Select(answer => (int)answer.Json["version"]!).Order());
        foreach (var (answer, sheet) in answers.Zip(sheets))
        {
            var read = await year.ReadingAsync((string)answer.Json["status"]!);
            Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(sheet)), (string?)read.Json["sha256"]);
        }
    }

    [Fact]
    public async Task A_file_that_lost_its_version_to_another_is_left_aside_and_never_speaks_for_that_version()
    {
        var year = await TestYear.OpenAsync(app);
        var (version, reading) = await year.UploadAsync("targets", TestSheets.Targets(TestYear.Project, TestYear.Year));
        var loser = NameOf(year, version, Convert.ToHexStringLower(SHA256.HashData("the loser's bytes"u8)));
        var stream = Streams.Of(UnitId.Parse(year.Unit).Value, TestYear.Year, Project);
        var before = await app.Get<Ledger>().ReadAsync(stream);

        await app.Get<Ingestion>().IngestAsync(loser, default); // no fault: it would be tried again and end as poison
        await app.Get<Ingestion>().GiveUpAsync(loser, default);

        Assert.Equal(before.Hash, (await app.Get<Ledger>().ReadAsync(stream)).Hash);
        Assert.Equal(reading.Text, (await year.ReadingAsync($"{year.Item("targets")}/uploads/{version}")).Text);
    }

    [Fact]
    public async Task What_has_been_read_moves_out_of_the_inbox()
    {
        var year = await TestYear.OpenAsync(app);
        await year.UploadAsync("targets", TestSheets.Targets(TestYear.Project, TestYear.Year));

        await EmptyInboxAsync(year);
    }

    [Fact]
    public async Task An_upload_that_cannot_be_read_time_and_again_ends_as_INGEST_FAILED()
    {
        var year = await TestYear.OpenAsync(app);
        var unit = UnitId.Parse(year.Unit).Value;
        var sha256 = Convert.ToHexStringLower(SHA256.HashData("what was sent"u8));
        var sender = new Actor("section-clerk", [Role.SectionClerk]);

        // The bytes are not those that the ledger knows: as after a fault of the disk.
        await app.Get<Uploads>()
            .KeepAsync(NameOf(year, 1, sha256), BinaryData.FromString("what is left").ToStream(), new UploadInfo("a.xlsx", sender.Key));
        var plan = await PlanAsync(year);
        await app.Get<Ledger>().ExecuteAsync(
            Streams.Of(unit, TestYear.Year, Project),
            null,
            (state, now) => state.Decide(plan.Find(Targets)!, new ItemCommand.Upload(Targets, sender, 1, sha256, "a.xlsx"), now));

        var reading = await year.ReadingAsync($"{year.Item("targets")}/uploads/1");
        Assert.Equal(
            (false, "INGEST_FAILED"),
            ((bool)reading.Json["ok"]!, (string?)Assert.Single(reading.Json["findings"]!.AsArray())!["code"]));
        await EmptyInboxAsync(year);
    }

    private static UploadName NameOf(TestYear year, int version, string sha256) =>
        UploadName.Of(UnitId.Parse(year.Unit).Value, TestYear.Year, Targets, Project, version, sha256);

    private async Task<YearPlan> PlanAsync(TestYear year) =>
        (await app.Get<Board>().UnitYearAsync(UnitId.Parse(year.Unit).Value, TestYear.Year)).Plan!;

    private async Task EmptyInboxAsync(TestYear year) => await Eventually.AnswersAsync(
        () => year.As("lead").GetAsync(year.Base),
        _ => !app.Get<Uploads>().WaitingAsync(UnitId.Parse(year.Unit).Value).ToBlockingEnumerable().Any());

    private static string WithoutVersion(Answer answer)
    {
        var json = answer.Json.AsObject();
        json.Remove("version");
        return json.ToJsonString();
    }
}
