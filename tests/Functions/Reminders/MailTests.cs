using Azure.Core.Pipeline;
using Microsoft.Extensions.Configuration;
using MimeKit;
using PerfFlow.Domain.Access;
using PerfFlow.Domain.Findings;
using PerfFlow.Domain.Plan;
using PerfFlow.Domain.Reminders;
using PerfFlow.Functions.Reminders;
using PerfFlow.Functions.Tests.App;
using PerfFlow.Functions.Tests.Faults;
using PerfFlow.Functions.Tests.Years;
using PerfFlow.Storage.Notices;

namespace PerfFlow.Functions.Tests.Reminders;

/// <summary>Mails to a real SMTP server, from the running app.</summary>
[Collection(RemindingCollection.Name)]
public class MailTests(OwnStorage storage)
{
    [SmtpFact]
    public async Task A_reminder_is_mailed_once_in_both_languages_and_says_what_the_inbox_says()
    {
        await using var smtp = await SmtpProcess.StartAsync();
        await using var year = await OpenAsync(smtp.Port);
        await year.JoinAsync("clerk-t", Role.SectionClerk, LateRound.Training, "clerk@example.org", "张三\r\nBcc: spy@example.org");

        await year.ClimbAsync(year.Rungs()[0]);
        await MailedAsync(year, "sent");

        await smtp.UntilAcceptedAsync(1);
        var mail = Assert.Single(smtp.Accepted);
        var notice = (await year.As("clerk-t").GetAsync($"units/{year.Unit}/inbox")).Json["notices"]![0]!;
        Assert.Equal(["clerk@example.org"], mail.To);
        Assert.Equal($"{notice["id"]}@{year.Unit}.perfflow", mail.Message.MessageId);
        Assert.Equal($"{notice["subject"]!["zh"]} / {notice["subject"]!["en"]}", mail.Message.Subject);
        Assert.Equal(
            $"{notice["text"]!["zh"]}\n\n--------\n\n{notice["text"]!["en"]}\n", mail.Message.TextBody!.ReplaceLineEndings("\n"));
        Assert.Equal(year.Rungs()[0].UtcDateTime, mail.Message.Date.UtcDateTime);
        Assert.Equal(
            ("PerfFlow", "perfflow@example.org"),
            (mail.Message.From.Mailboxes.Single().Name, mail.Message.From.Mailboxes.Single().Address));
        Assert.Equal("张三  Bcc: spy@example.org", mail.Message.To.Mailboxes.Single().Name);
        Assert.Empty(mail.Message.Bcc);
        Assert.Equal("sent", (string)notice["mail"]!);
    }

    [SmtpFact]
    public async Task A_mail_whose_mark_was_lost_comes_again_with_the_same_id_and_no_third_time()
    {
        var death = new LastWords("\"Mail\":\"Sent\"", afterwards: false); // between the server's acceptance and the mark
        await using var smtp = await SmtpProcess.StartAsync();
        await using var year = await OpenAsync(smtp.Port, death);
        await year.JoinAsync("clerk-t", Role.SectionClerk, LateRound.Training, "clerk@example.org");

        await year.ClimbAsync(year.Rungs()[0]);
        await smtp.UntilAcceptedAsync(1); // and the mark after it fails
        await EventuallyMailedAsync(year, "sent");
        await year.ClimbAsync(year.Rungs()[1]);
        await Eventually.HoldsAsync(() => Own().Count >= 3);

        var ids = Own();
        Assert.Equal((true, 3), (death.Said, ids.Count));
        Assert.Equal(ids[0], ids[1]);
        Assert.NotEqual(ids[0], ids[2]);

        // The sweep has the units of other tests on this storage in its care too.
        List<string> Own() =>
            [.. smtp.Accepted.Select(mail => mail.Message.MessageId!).Where(id => id.Contains($"@{year.Unit}.", StringComparison.Ordinal))];
    }

    [SmtpFact]
    public async Task While_the_server_is_down_nothing_is_lost_and_the_sweep_sends_it_later()
    {
        var smtp = await SmtpProcess.StartAsync();
        var port = smtp.Port;
        await smtp.DisposeAsync();
        await using var year = await OpenAsync(port);
        await year.JoinAsync("clerk-t", Role.SectionClerk, LateRound.Training, "clerk@example.org");

        await year.ClimbAsync(year.Rungs()[0]);
        await MailedAsync(year, "waiting");
        Assert.Single((await year.As("clerk-t").GetAsync($"units/{year.Unit}/inbox")).Json["notices"]!.AsArray());
        await using var again = await SmtpProcess.StartAsync(port);
        await EventuallyMailedAsync(year, "sent");

        await again.UntilAcceptedAsync(1);
        Assert.Single(again.Accepted);
    }

    [SmtpFact]
    public async Task Who_the_server_does_not_know_is_given_up_and_shown_to_the_lead()
    {
        await using var smtp = await SmtpProcess.StartAsync();
        await using var year = await OpenAsync(smtp.Port);
        await year.JoinAsync("clerk-t", Role.SectionClerk, LateRound.Training, "nobody@example.org");
        await year.JoinAsync("clerk-j", Role.SectionClerk, LateRound.Jobs, "clerk-j@example.org");

        await year.ClimbAsync(year.Rungs()[0]);
        await MailedAsync(year, "failed");

        await smtp.UntilAcceptedAsync(1);
        Assert.Equal(["clerk-j@example.org"], smtp.Accepted.SelectMany(mail => mail.To));
    }

    [SmtpFact]
    public async Task A_server_that_asks_who_we_are_costs_an_attempt_and_no_fault()
    {
        await using var smtp = await SmtpProcess.StartAsync(asksForUser: true);
        await using var year = await OpenAsync(smtp.Port);
        await year.JoinAsync("clerk-t", Role.SectionClerk, LateRound.Training, "clerk@example.org");

        await year.ClimbAsync(year.Rungs()[0]);
        for (var attempt = 1; attempt <= 3; attempt++)
        {
            await year.App.Get<Mailer>().SendAsync(year.Unit, CancellationToken.None);
            year.Advance(Outbox.PauseAfter(attempt));
        }

        await MailedAsync(year, "waiting");
        Assert.Empty(smtp.Accepted);
    }

    [Theory]
    [InlineData("a@example.org\r\nBcc: b@example.org")]
    [InlineData("a@example.org, b@example.org")]
    [InlineData("A <a@example.org>")]
    [InlineData("a")]
    [InlineData("")]
    [InlineData(null)]
    public void What_is_no_single_address_gets_no_mail(string? address) => Assert.Null(ReminderMail.Write(
        UnitId.Parse("u").Value,
        [new Notice(
            "id", 2023, StageId.Parse("q1").Value, default, default, "t:a", "甲", address,
            NoticeKind.Nothing, false, new Message("", ""), new Message("", ""), [])],
        new MailboxAddress("PerfFlow", "perfflow@example.org"),
        TimeProvider.System.GetUtcNow()));

    [Theory]
    [InlineData("From", "", "Smtp:From")]
    [InlineData("Security", "perhaps", "Smtp:Security")]
    [InlineData("User", "me", "Smtp:Security")]
    [InlineData("User", "alone", "Smtp:Password")]
    public void Settings_that_are_wrong_or_unsafe_are_refused_at_start_up(string name, string value, string named)
    {
        var settings = new Dictionary<string, string?>
        {
            ["Smtp:Host"] = "mail.example.org",
            ["Smtp:From"] = "perfflow@example.org",
            ["Smtp:Security"] = "none",
            ["Smtp:Password"] = name == "User" && value == "alone" ? null : "a password",
            [$"Smtp:{name}"] = value,
        };

        var fault = Assert.Throws<InvalidOperationException>(
            () => SmtpSettings.Of(new ConfigurationBuilder().AddInMemoryCollection(settings).Build()));

        Assert.StartsWith(named, fault.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null, null, MailKit.Security.SecureSocketOptions.StartTls, 587)]
    [InlineData("465", null, MailKit.Security.SecureSocketOptions.SslOnConnect, 465)]
    [InlineData("25", "tls", MailKit.Security.SecureSocketOptions.SslOnConnect, 25)]
    public void Mail_is_encrypted_unless_the_settings_say_otherwise(
        string? port, string? security, MailKit.Security.SecureSocketOptions expected, int expectedPort)
    {
        var settings = SmtpSettings.Of(new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Smtp:Host"] = "mail.example.org",
            ["Smtp:From"] = "绩效 <perfflow@example.org>",
            ["Smtp:Port"] = port,
            ["Smtp:Security"] = security,
            ["Smtp:Password"] = "a password",
            ["Smtp:User"] = "me",
        }).Build());

        Assert.Equal(
            (true, expected, expectedPort, "me", "绩效"),
            (settings.IsOn, settings.Security, settings.Port, settings.User, settings.From!.Name));
    }

    [Fact]
    public void Without_a_host_mail_is_off() => Assert.False(SmtpSettings.Of(new ConfigurationBuilder().Build()).IsOn);

    private Task<ClockedYear> OpenAsync(int port, params HttpPipelinePolicy[] policies) => LateRound.OpenAsync(
        storage,
        TestApp.EverySecond,
        new Dictionary<string, string?>
        {
            ["Smtp:Host"] = "127.0.0.1",
            ["Smtp:Port"] = port.ToString(System.Globalization.CultureInfo.InvariantCulture),
            ["Smtp:From"] = "PerfFlow <perfflow@example.org>",
            ["Smtp:Security"] = "none",
        },
        policies);

    private static Task<Answer> MailedAsync(ClockedYear year, string state) => Eventually.AnswersAsync(
        () => year.As("clerk-t").GetAsync($"units/{year.Unit}/inbox"), answer => (string?)answer.Json["notices"]![0]!["mail"] == state);

    /// <summary>Lets time pass, so that what was not accepted is tried again by a sweep.</summary>
    private static Task<Answer> EventuallyMailedAsync(ClockedYear year, string state) => Eventually.AnswersAsync(
        () =>
        {
            year.Advance(TimeSpan.FromSeconds(30));
            return year.As("clerk-t").GetAsync($"units/{year.Unit}/inbox");
        },
        answer => (string?)answer.Json["notices"]![0]!["mail"] == state);
}
