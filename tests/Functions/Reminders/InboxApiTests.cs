using PerfFlow.Domain.Access;
using PerfFlow.Functions.Edge.Http;
using PerfFlow.Functions.Tests.App;
using PerfFlow.Sheets.Tests.Workbooks;

namespace PerfFlow.Functions.Tests.Reminders;

[Collection(RemindingCollection.Name)]
public class InboxApiTests(OwnStorage storage)
{
    [Fact]
    public async Task Everyone_reads_their_own_inbox_page_by_page_and_marks_what_they_have_read()
    {
        await using var year = await LateRound.OpenAsync(storage);
        foreach (var rung in year.Rungs().Take(3))
        {
            await year.ClimbAsync(rung);
        }

        var inbox = $"units/{year.Unit}/inbox";
        var (clerk, other) = (year.As("clerk-t"), year.As("clerk-j"));

        var first = (await clerk.GetAsync($"{inbox}?take=2")).Json;
        var second = (await clerk.GetAsync($"{inbox}?take=2&after={first["next"]}")).Json;
        Assert.Equal(
            [year.Rungs()[2], year.Rungs()[1], year.Rungs()[0]],
            first["notices"]!.AsArray().Concat(second["notices"]!.AsArray()).Select(notice => (DateTimeOffset)notice!["rung"]!));
        Assert.Null(second["next"]);

        var newest = first["notices"]![0]!;
        Assert.Equal(("none", "nothing", TestYear.Year), ((string)newest["mail"]!, (string)newest["kind"]!, (int)newest["year"]!));
        Assert.Equal(
            "p1 p2", string.Join(' ', newest["sections"]![0]!["projects"]!.AsArray().Select(project => (string)project!["project"]!)));
        var id = (string)newest["id"]!;
        Assert.NotNull((await clerk.PostAsync($"{inbox}/{id}/read", null)).Json["readAt"]);
        year.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(year.Rungs()[2], (DateTimeOffset)(await clerk.PostAsync($"{inbox}/{id}/read", null)).Json["readAt"]!);
        Assert.Equal(2, (await clerk.GetAsync($"{inbox}?unread=true")).Json["notices"]!.AsArray().Count);
        Assert.Equal(3, (await other.GetAsync($"{inbox}?unread=true")).Json["notices"]!.AsArray().Count);
        Assert.Equal("404 NOT_FOUND", (await other.PostAsync($"{inbox}/{id}/read", null)).Outcome);
        Assert.Equal("404 NOT_FOUND", (await other.PostAsync($"{inbox}/no-id/read", null)).Outcome);
        foreach (var wrong in new[] { "take=0", "take=101", "take=x", "after=x", "unread=1" })
        {
            Assert.Equal("400 BAD_VALUE", (await clerk.GetAsync($"{inbox}?{wrong}")).Outcome);
        }
    }

    [Fact]
    public async Task The_lead_sees_what_is_owed_by_whom_and_who_was_told()
    {
        await using var year = await LateRound.OpenAsync(storage);
        await year.ClimbAsync(year.Rungs()[0]);
        await year.SubmitAsync("p1");
        var newest = (await year.As("clerk-t").GetAsync($"units/{year.Unit}/inbox")).Json["notices"]![0]!;
        await year.As("clerk-t").PostAsync($"units/{year.Unit}/inbox/{newest["id"]}/read", null);

        var stage = Assert.Single((await year.As("lead").GetAsync($"{year.Base}/reminders")).Json["stages"]!.AsArray())!;

        Assert.Equal(
            ("q1", false, year.Rungs()[1]), ((string)stage["stage"]!, (bool)stage["overdue"]!, (DateTimeOffset)stage["nextRung"]!));
        Assert.Equal(
            ["培训科 partly p2:not-started", "就业科 nothing p3:not-started"],
            stage["sections"]!.AsArray()
                .Select(section =>
                    $"{section!["section"]} {section["kind"]} {section["projects"]![0]!["project"]}:{section["projects"]![0]!["state"]}")
                .Order(StringComparer.Ordinal));
        var sent = Assert.Single(stage["sent"]!.AsArray())!;
        Assert.Equal(
            ["clerk-j nothing none unread", "clerk-t nothing none read"],
            sent["notices"]!.AsArray()
                .Select(notice => $"{notice!["name"]} {notice["kind"]} {notice["mail"]} {(notice["readAt"] is null ? "unread" : "read")}")
                .Order(StringComparer.Ordinal));
        Assert.Equal("404 NOT_FOUND", (await year.As("lead").GetAsync($"{year.Base}/reminders?stage=q9")).Outcome);
        Assert.Equal("400 BAD_VALUE", (await year.As("lead").GetAsync($"{year.Base}/reminders?stage=Q!")).Outcome);
        Assert.Equal("404 NOT_FOUND", (await year.As("lead").GetAsync($"units/{year.Unit}/years/2030/reminders")).Outcome);
    }

    [Fact]
    public async Task The_lead_prints_what_each_section_owes_with_the_people_to_speak_to()
    {
        await using var year = await LateRound.OpenAsync(storage);
        await year.SubmitAsync("p1");
        await year.JoinAsync("formula", Role.SectionClerk, LateRound.Jobs, name: "=cmd()");
        year.Advance(year.Rungs()[5] - year.Rungs()[0] + TimeSpan.FromDays(1));

        var answer = await year.As("lead").GetAsync($"{year.Base}/stages/q1/reminder-list");

        Assert.Equal(("200", AnswersAttribute.Workbook), (answer.Outcome, answer.ContentHeaders.ContentType!.MediaType));
        using var workbook = ReadBook.Of(answer.Bytes);
        var sheet = workbook.Worksheet("催办单");
        Assert.Equal("2023年1-3月绩效运行监控表催办单", sheet.Cell("A1").GetString());
        Assert.Equal(
            ["1|培训科|clerk-t、head-t|项目p2|未上传|3", "2|就业科|clerk-j、=cmd()、head-j|项目p3|未上传|3"],
            Enumerable.Range(5, 2)
                .Select(row => string.Join('|', new[] { 1, 2, 3, 4, 5, 7 }.Select(column => sheet.Cell(row, column).GetString()))));
        Assert.False(sheet.Cell("C6").HasFormula);
        Assert.Equal("404 NOT_FOUND", (await year.As("lead").GetAsync($"{year.Base}/stages/q9/reminder-list")).Outcome);
        var report = await year.As("lead").GetAsync($"{year.Base}/stages/report/reminder-list");
        using var printed = ReadBook.Of(report.Bytes);
        Assert.Equal(
            "牵头科室|lead|2023年度绩效自评报告|尚未编制",
            string.Join('|', new[] { 2, 3, 4, 5 }.Select(column => printed.Worksheet(1).Cell(5, column).GetString())));
    }
}
