using System.Text.Json.Nodes;
using PerfFlow.Domain.Plan;
using PerfFlow.Functions.News;
using PerfFlow.Functions.Tests.App;

namespace PerfFlow.Functions.Tests.News;

/// <summary>Who finds what in their inbox: told by the official queue trigger, with no sweep to lean on and no instance asked.</summary>
public class NewsTests
{
    private const string Evaluation = "self-evaluation";

    private readonly Dictionary<string, int> heard = [];

    private static readonly byte[] Pdf = "%PDF-1.7 minutes"u8.ToArray();

    [Fact]
    public async Task Everybody_is_told_once_of_what_became_theirs_to_do_and_of_what_was_decided_on_what_is_theirs()
    {
        await using var app = new TestApp { SweepSchedule = TestApp.Never, NightlySchedule = TestApp.Never };
        await app.InitializeAsync();
        var year = await TestYear.OpenAsync(app);
        await year.ChangePlanAsync(plan => plan["evidence"] = "judged");

        // a return, and the group's approval
        await SubmitAsync(year, "targets", TestSheets.Targets(TestYear.Project, TestYear.Year));
        await HearsAsync(year, "lead", "task check targets");
        await DoneAsync(year.DecideAsync("lead", "targets", "check", 1));
        await HearsAsync(year, "group-chair", "task vote targets");
        await HearsAsync(year, "group-member", "task vote targets");
        await DoneAsync(year.DecideAsync(
            "group-chair", "targets", "return", 1, ""","reason":"未量化\n请补充","points":[{"at":"申报表!C12","text":"写明\n人数"}]"""));
        await HearsAsync(year, "section-clerk", "returned targets");
        await HearsAsync(year, "section-head", "returned targets");
        await SubmitAsync(
            year, "targets", TestSheets.Targets(TestYear.Project, TestYear.Year, "又一版"), ""","answers":[{"at":"申报表!C12","text":"已改"}]""");
        await HearsAsync(year, "lead", "task check targets");
        await DoneAsync(year.DecideAsync("lead", "targets", "check", 2));
        await HearsAsync(year, "group-chair", "task vote targets");
        await DoneAsync(year.DecideAsync("group-chair", "targets", "approve", 2));
        await HearsAsync(year, "section-clerk", "approved targets");

        // the lead's approval, a rectification, a reopening
        await SubmitAsync(year, "q1", TestSheets.Monitoring(TestYear.Project, TestYear.Year, 3));
        await HearsAsync(year, "lead", "task approve q1");
        await DoneAsync(year.DecideAsync("lead", "q1", "approve", 1));
        await HearsAsync(year, "section-clerk", "approved q1");
        await year.StateAsync("q1", "locked");
        await DoneAsync(year.As("lead").PostAsync($"{year.Item("q1")}/rectifications", """{"requirement":"加快支付进度"}"""));
        await HearsAsync(year, "section-clerk", "task answer-rectification q1");
        await DoneAsync(year.As("section-clerk").PostAsync($"{year.Item("q1")}/rectifications/1/answer", """{"answer":"已支付"}"""));
        await HearsAsync(year, "lead", "task close-rectification q1");
        await DoneAsync(year.As("lead").PostAsync($"{year.Item("q1")}/rectifications/1/close", """{"conclusion":"到位"}"""));
        await DoneAsync(year.As("lead").PostAsync($"{year.Item("q1")}/reopen", """{"reason":"数据有误"}"""));
        await HearsAsync(year, "group-chair", "task decide-reopening q1");
        await DoneAsync(year.As("group-chair").PostAsync($"{year.Item("q1")}/reopen/consent", null));
        await HearsAsync(year, "section-head", "reopened q1");
        await SubmitAsync(year, "q1", TestSheets.Monitoring(TestYear.Project, TestYear.Year, 3, spent: 31));
        await HearsAsync(year, "lead", "task approve q1");
        await DoneAsync(year.DecideAsync("lead", "q1", "approve", 2));
        await HearsAsync(year, "section-clerk", "approved q1");
        await year.StateAsync("q1", "locked");

        // evidence, the report and its signature, which ends the year
        var (_, evaluation) = await year.UploadAsync(Evaluation, TestSheets.SelfEvaluation(TestYear.Project, TestYear.Year));
        Assert.True((bool)evaluation.Json["ok"]!, evaluation.Text);
        await HearsAsync(year, "section-head", $"task attach-evidence {Evaluation}");
        await AttachAllAsync(year);
        await DoneAsync(year.DecideAsync("section-head", Evaluation, "submit", 1));
        await HearsAsync(year, "lead", $"task check {Evaluation}");
        await DoneAsync(year.DecideAsync("lead", Evaluation, "check", 1));
        await HearsAsync(year, "group-member", $"task vote {Evaluation}");
        await DoneAsync(year.DecideAsync("group-chair", Evaluation, "approve", 1));
        await HearsAsync(year, "section-head", $"approved {Evaluation}");
        await year.StateAsync(Evaluation, "locked");
        await year.DraftReportAsync();
        await HearsAsync(year, "group-chair", "task approve-report report");
        await DoneAsync(year.As("group-member").PostAsync($"{year.Base}/report/approve", """{"version":1}"""));
        await HearsAsync(year, "unit-head", "task sign-report report");
        await HearsAsync(year, "lead", "report-approved report");
        await DoneAsync(year.As("unit-head").PostAsync($"{year.Base}/report/sign", """{"version":1}"""));
        await HearsAsync(year, "lead", "report-signed report");
        await Eventually.AnswersAsync(() => year.As("lead").GetAsync(year.Base), answer => (bool)answer.Json["done"]!);

        // told again, as by a second message: nothing comes twice
        await app.Get<Telling>().TellAsync(UnitId.Parse(year.Unit).Value, TestYear.Year, CancellationToken.None);
        string[] section =
        [
            "returned targets", "approved targets", "approved q1", "task answer-rectification q1", "closed q1", "reopened q1",
            "approved q1", $"task attach-evidence {Evaluation}", $"approved {Evaluation}",
        ];
        string[] group = ["task vote targets", "task vote targets", $"task vote {Evaluation}"];
        await AssertToldAsync(year, "section-clerk", section);
        await AssertToldAsync(year, "section-head", section);
        await AssertToldAsync(
            year,
            "lead",
            "task check targets", "task check targets", "task approve q1", "task close-rectification q1", "agreed q1", "task approve q1",
            $"task check {Evaluation}", "report-approved report", "report-signed report");
        await AssertToldAsync(
            year,
            "group-chair",
            [.. group[..2], "task decide-reopening q1", group[2], "task approve-report report", "report-signed report"]);
        await AssertToldAsync(year, "group-member", [.. group, "task approve-report report", "report-signed report"]);
        await AssertToldAsync(year, "unit-head", "task sign-report report");
        await AssertToldAsync(year, "auditor");
        await AssertToldAsync(year, "admin");

        var returned = (await InboxAsync(year, "section-clerk"))[^1];
        Assert.Equal(
            (
                "【待办】2023年度项目支出绩效目标申报表:培训项目,已被退回,请修改后重新上传",
                "To do: targets of 2023, 培训项目: returned, to be corrected and sent again"),
            ((string)returned["subject"]!["zh"]!, (string)returned["subject"]!["en"]!));
        var lines = ((string)returned["text"]!["zh"]!).Split('\n');
        Assert.Equal(
            [
                "《2023年度项目支出绩效目标申报表》项目“培训项目”(培训科)已被退回,请修改后重新上传。", "经办:group-chair", "说明:未量化 请补充",
                "- 申报表!C12:写明 人数",
            ],
            lines.Where(line => !line.StartsWith("时间:", StringComparison.Ordinal) && !line.StartsWith("截止", StringComparison.Ordinal)));
        Assert.Contains(lines, line => line.StartsWith("截止时间:", StringComparison.Ordinal));
    }

    private static async Task SubmitAsync(TestYear year, string stage, byte[] sheet, string more = "")
    {
        var (version, reading) = await year.UploadAsync(stage, sheet);
        Assert.True((bool)reading.Json["ok"]!, reading.Text);
        await DoneAsync(year.DecideAsync("section-head", stage, "submit", version, more));
    }

    private static async Task AttachAllAsync(TestYear year)
    {
        foreach (var indicator in (await year.As("section-clerk").GetAsync(year.Item(Evaluation))).Json["missingEvidence"]!.AsArray())
        {
            var to = $"{year.Item(Evaluation)}/evidence?indicator={(string)indicator!}&fileName=a.pdf";
            var attached = await year.As("section-clerk").SendAsync(HttpMethod.Post, to, new ByteArrayContent(Pdf));
            Assert.True((int)attached.Status < 300, $"{attached}");
        }
    }

    private static async Task DoneAsync(Task<Answer> command)
    {
        var answer = await command;
        Assert.True((int)answer.Status < 300, $"{answer}");
    }

    /// <summary>Until it is the latest thing in the inbox, and was not there when last looked at.</summary>
    private async Task HearsAsync(TestYear year, string person, string what)
    {
        var before = heard.GetValueOrDefault(person);
        heard[person] = (await Eventually.AnswersAsync(
            () => ToldAsync(year, person), told => told.Length > before && told[^1] == what, $"{person} hears: {what}")).Length;
    }

    private static async Task AssertToldAsync(TestYear year, string person, params string[] expected) =>
        Assert.Equal(expected, await ToldAsync(year, person));

    private static async Task<IReadOnlyList<JsonNode>> InboxAsync(TestYear year, string person) =>
        [.. (await year.As(person).GetAsync($"units/{year.Unit}/inbox?take=100")).Json["notices"]!.AsArray().OfType<JsonNode>()];

    /// <summary>First to last.</summary>
    private static async Task<string[]> ToldAsync(TestYear year, string person) =>
    [
        .. (await InboxAsync(year, person)).Reverse().Select(notice => string.Join(
            ' ',
            [
                (string)notice["news"]!["news"]!,
                .. notice["news"]!["tasks"]!.AsArray().Select(task => (string)task!),
                (string)notice["stage"]!,
            ])),
    ];
}
