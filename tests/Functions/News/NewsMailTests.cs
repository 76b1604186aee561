using PerfFlow.Domain.Access;
using PerfFlow.Domain.Reminders;
using PerfFlow.Functions.Ledgers;
using PerfFlow.Functions.Tests.App;
using PerfFlow.Functions.Tests.Reminders;
using PerfFlow.Functions.Tests.Years;

namespace PerfFlow.Functions.Tests.News;

/// <summary>News by mail, to a real SMTP server from the running app, as each person wants it.</summary>
[Collection(RemindingCollection.Name)]
public class NewsMailTests(OwnStorage storage)
{
    [SmtpFact]
    public async Task News_is_mailed_at_once_with_a_link_or_once_a_day_or_not_at_all()
    {
        await using var smtp = await SmtpProcess.StartAsync();
        await using var year = await OpenAsync(smtp.Port);
        await year.JoinAsync("clerk-t", Role.SectionClerk, LateRound.Training, "at-once@example.org");
        await year.JoinAsync("head-t", Role.SectionHead, LateRound.Training, "daily@example.org");
        await year.JoinAsync("clerk-n", Role.SectionClerk, LateRound.Training, "none@example.org");
        await WishAsync(year, "head-t", "daily");
        await WishAsync(year, "clerk-n", "none");
        Assert.Equal("at-once", (string)(await SettingsAsync(year, "clerk-t")).Json["mail"]!);
        var (now, morning) = (year.App.Get<TimeProvider>().GetUtcNow(), DailyMail.After(year.App.Get<TimeProvider>().GetUtcNow()));

        foreach (var (project, mails) in new[] { ("p1", 1), ("p2", 2) })
        {
            await year.SubmitAsync(project);
            await year.ReturnAsync(project);
            await year.App.Get<NewsSoon>().TellAsync(year.Unit, TestYear.Year);
            await smtp.UntilAcceptedAsync(mails);
        }

        Assert.All(smtp.Accepted, mail => Assert.Equal(["at-once@example.org"], mail.To));
        var notice = (await InboxAsync(year, "clerk-t")).Json["notices"]!.AsArray()
            .Single(told => (string)told!["news"]!["project"]! == "p1")!;
        Assert.Equal($"{notice["id"]}@{year.Unit}.perfflow", smtp.Accepted[0].Message.MessageId);
        Assert.Contains(
            $"\n链接:https://perfflow.example.org/base/api/v1/{year.Base}/projects/p1/stages/q1\n",
            smtp.Accepted[0].Message.TextBody!.ReplaceLineEndings("\n"),
            StringComparison.Ordinal);
        Assert.Equal("waiting waiting", await MailOfAsync(year, "head-t"));
        Assert.Equal("none none", await MailOfAsync(year, "clerk-n"));

        // a machine that was down in the morning, and another day: one mail of all, once
        Assert.True(now < morning);
        year.MoveTo(morning.AddHours(25));
        await Eventually.AnswersAsync(() => MailOfAsync(year, "head-t"), mail => mail == "sent sent");
        var daily = Assert.Single(smtp.Accepted, mail => mail.To.Contains("daily@example.org")); // the others are reminded by then
        Assert.Equal("【汇总】2 条消息,2 条待办 / 2 news, 2 to do", daily.Message.Subject);
        Assert.All(["项目p1", "项目p2"], name => Assert.Contains(name, daily.Message.TextBody, StringComparison.Ordinal));

        // what waits for the morning is not mailed to who wants none by then, nor to who has left
        await year.SubmitAsync("p1", 2);
        await year.ReturnAsync("p1", 2);
        await year.App.Get<NewsSoon>().TellAsync(year.Unit, TestYear.Year);
        await Eventually.AnswersAsync(() => MailOfAsync(year, "head-t"), mail => mail == "waiting sent sent");
        await WishAsync(year, "head-t", "none");
        Assert.Equal("none sent sent", await MailOfAsync(year, "head-t"));
    }

    [SmtpFact]
    public async Task A_wish_stays_with_the_member_is_ones_own_and_is_gone_with_the_person()
    {
        await using var year = await OpenAsync(1);
        await year.JoinAsync("clerk-n", Role.SectionClerk, LateRound.Training);
        await WishAsync(year, "clerk-n", "daily");
        await year.JoinAsync("clerk-n", Role.SectionHead, LateRound.Jobs, "new@example.org");
        Assert.Equal("daily", (string)(await SettingsAsync(year, "clerk-n")).Json["mail"]!);
        Assert.Equal("at-once", (string)(await SettingsAsync(year, "clerk-t")).Json["mail"]!);
        foreach (var wrong in new[] { """{"mail":"weekly"}""", """{"mail":1}""", "{}", "" })
        {
            Assert.Equal("400 BAD_JSON", (await year.As("clerk-n").PutAsync($"units/{year.Unit}/inbox/settings", wrong)).Outcome);
        }

        var member = $"units/{year.Unit}/members/t:clerk-n";
        Assert.Equal("204", (await year.As("operator").DeleteAsync(member)).Outcome);
        Assert.Equal("404 NOT_FOUND", (await SettingsAsync(year, "clerk-n")).Outcome);
        Assert.Equal("204", (await year.As("operator").DeleteAsync($"{member}/identity")).Outcome);
        await year.JoinAsync("clerk-n", Role.SectionClerk, LateRound.Training);
        Assert.Equal("at-once", (string)(await SettingsAsync(year, "clerk-n")).Json["mail"]!);
    }

    private Task<ClockedYear> OpenAsync(int port) => LateRound.OpenAsync(
        storage,
        TestApp.EverySecond,
        new Dictionary<string, string?>
        {
            ["PublicUrl"] = "https://perfflow.example.org/base/",
            ["Smtp:Host"] = "127.0.0.1",
            ["Smtp:Port"] = port.ToString(System.Globalization.CultureInfo.InvariantCulture),
            ["Smtp:From"] = "PerfFlow <perfflow@example.org>",
            ["Smtp:Security"] = "none",
        });

    private static async Task WishAsync(ClockedYear year, string person, string mail)
    {
        var put = await year.As(person).PutAsync($"units/{year.Unit}/inbox/settings", $$"""{"mail":"{{mail}}"}""");
        Assert.Equal(("200", mail), (put.Outcome, (string?)put.Json["mail"]));
    }

    private static Task<Answer> SettingsAsync(ClockedYear year, string person) =>
        year.As(person).GetAsync($"units/{year.Unit}/inbox/settings");

    private static Task<Answer> InboxAsync(ClockedYear year, string person) => year.As(person).GetAsync($"units/{year.Unit}/inbox");

    /// <summary>What became of the mail of each piece of news, last to first.</summary>
    private static async Task<string> MailOfAsync(ClockedYear year, string person) => string.Join(
        ' ',
        (await InboxAsync(year, person)).Json["notices"]!.AsArray()
            .Where(notice => notice!["news"] is not null)
            .Select(notice => (string)notice!["mail"]!));
}
