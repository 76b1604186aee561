using MailKit.Net.Smtp;
using Microsoft.Extensions.Logging;
using PerfFlow.Domain.Plan;
using PerfFlow.Storage.Notices;

namespace PerfFlow.Functions.Reminders;

/// <summary>
/// Empties a unit's outbox into the mail server. A mail leaves the outbox after the server has accepted it, so one may come
/// twice, with the Message-ID it had before, and none is lost.
/// </summary>
public sealed class Mailer(Outbox outbox, SmtpSettings settings, TimeProvider time, ILogger<Mailer> log)
{
    private const int AtOnce = 20; // few enough to be through before their next attempt is due
    private const int TimeoutMilliseconds = 30_000;

    /// <summary>Sends what is due. What cannot be sent stays for the sweep.</summary>
    public async Task SendAsync(UnitId unit, CancellationToken cancellation)
    {
        if (!settings.IsOn)
        {
            return;
        }

        using var client = new SmtpClient { Timeout = TimeoutMilliseconds };
        while (await outbox.TakeAsync(unit, AtOnce, time.GetUtcNow(), cancellation) is { IsEmpty: false } mails)
        {
            foreach (var mail in mails)
            {
                if (!client.IsConnected && !await TryConnectAsync(client, mails.Length, cancellation))
                {
                    await GiveUpAsync(unit, mails.Where(other => other.IsLastAttempt), cancellation);
                    return;
                }

                await SendAsync(client, unit, mail, cancellation);
            }
        }

        await DisconnectAsync(client, cancellation);
    }

    private async Task SendAsync(SmtpClient client, UnitId unit, OutgoingMail mail, CancellationToken cancellation)
    {
        using var message = mail.Attempt > Outbox.MostAttempts
            ? null
            : ReminderMail.Write(unit, mail.Notices, settings.From!, time.GetUtcNow());
        if (message is null)
        {
            await GiveUpAsync(unit, [mail], cancellation);
            return;
        }

        try
        {
            await client.SendAsync(message, cancellation);
        }
        catch (Exception fault) when (IsTheServers(fault, cancellation))
        {
            log.MailNotAccepted(mail.Notices[0].Id, mail.Attempt, fault.GetType().Name);
            if (mail.IsLastAttempt || IsForGood(fault))
            {
                await GiveUpAsync(unit, [mail], cancellation);
            }

            return;
        }

        await outbox.SentAsync(unit, mail, cancellation);
    }

    /// <summary>The server says that there is no such person.</summary>
    private static bool IsForGood(Exception fault) =>
        fault is SmtpCommandException { ErrorCode: SmtpErrorCode.RecipientNotAccepted, StatusCode: >= (SmtpStatusCode)500 };

    private async Task<bool> TryConnectAsync(SmtpClient client, int waiting, CancellationToken cancellation)
    {
        try
        {
            await client.ConnectAsync(settings.Host!, settings.Port, settings.Security, cancellation);
            if (settings.User is { } user)
            {
                await client.AuthenticateAsync(user, settings.Password ?? "", cancellation);
            }

            return true;
        }
        catch (Exception fault) when (IsTheServers(fault, cancellation))
        {
            log.MailServerUnreachable(fault.GetType().Name, waiting);
            return false;
        }
    }

    /// <summary>Its mails are accepted or counted by now: a server that hangs up first takes nothing with it.</summary>
    private async Task DisconnectAsync(SmtpClient client, CancellationToken cancellation)
    {
        try
        {
            await client.DisconnectAsync(quit: true, cancellation);
        }
        catch (Exception fault) when (IsTheServers(fault, cancellation))
        {
            log.MailServerUnreachable(fault.GetType().Name, 0);
        }
    }

    /// <summary>Whatever a server answers, or a client makes of it, is an attempt that failed; only the host may end the work.</summary>
    private static bool IsTheServers(Exception fault, CancellationToken cancellation) =>
        fault is not OperationCanceledException || !cancellation.IsCancellationRequested;

    private async Task GiveUpAsync(UnitId unit, IEnumerable<OutgoingMail> mails, CancellationToken cancellation)
    {
        foreach (var mail in mails)
        {
            log.MailGivenUp(mail.Notices[0].Id, mail.Attempt);
            await outbox.FailedAsync(unit, mail, cancellation);
        }
    }
}
