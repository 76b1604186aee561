using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using PerfFlow.Domain.Access;
using PerfFlow.Domain.News;
using PerfFlow.Domain.Plan;
using PerfFlow.Domain.Reminders;
using PerfFlow.Functions.Ledgers;
using PerfFlow.Functions.Reminders;
using PerfFlow.Storage.Files;
using PerfFlow.Storage.Ledgers;
using PerfFlow.Storage.Notices;
using PerfFlow.Storage.Tables;
using PerfFlow.Storage.Units;

namespace PerfFlow.Functions.News;

/// <summary>
/// Tells all who are to be told of what has happened in a unit's year: into their inboxes, whose rows have derived keys, then the notes of
/// it are taken away, then the mails go. Killed anywhere, it begins again, and nobody finds anything twice.
/// </summary>
public sealed class Telling(
    Board board, Ledger ledger, Memberships memberships, UntoldNews untold, Inbox inbox, Mailer mailer,
    SmtpSettings smtp, DueSoon due, PublicUrl url, TimeProvider time, ILogger<Telling> log)
{
    private const string Sender = nameof(TellNews);

    /// <summary>
    /// A query when nothing is left to tell; else the board, the people, the delivery and the end of the notes, one each, and a read of
    /// each project that is not at hand.
    /// </summary>
    public async Task TellAsync(UnitId unit, int year, CancellationToken cancellation)
    {
        var shown = await board.ShowAsync(unit, year, cancellation);
        if (!(await TellAsync(unit, year, shown, cancellation)).Mails)
        {
            return;
        }

        try
        {
            await mailer.SendAsync(unit, cancellation);
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            log.MailsLeft(Sender, fault.GetType().Name); // they wait in the outbox for the sweep
        }
    }

    /// <summary>As above, for who has the board already, and sends the mails.</summary>
    /// <returns>Whether all was told, and whether there are mails to be sent now.</returns>
    public async Task<(bool All, bool Mails)> TellAsync(UnitId unit, int year, YearBoard shown, CancellationToken cancellation)
    {
        if (shown.Untold.IsEmpty)
        {
            return (true, false);
        }

        var (now, people) = (time.GetUtcNow(), await memberships.PeopleAsync(unit, cancellation));
        var scene = new NewsScene(
            unit, year, shown.Unit, shown.Summary, people, (project, stage) => url.LinkTo(unit, year, project, stage), now);
        var (told, notices) = (new List<Untold>(), new List<Notice>());
        foreach (var stream in shown.Untold.GroupBy(news => news.Stream))
        {
            try
            {
                notices.AddRange(await NoticesAsync(scene, stream.Key, [.. stream.Select(news => news.Version)], cancellation));
                told.AddRange(stream);
            }
            catch (Exception damage) when (damage is DamagedRowException or AlteredFileException)
            {
                log.Damage(damage); // the others are told
            }
        }

        var mailed = notices.Where(notice => notice.Email is not null).Select(MailAt).OfType<DateTimeOffset>().ToList();
        if (mailed.Count > 0)
        {
            await due.TellAsync(unit, year, cancellation); // mails that wait are due
        }

        await inbox.DeliverAsync(unit, notices, MailAt, now, cancellation);
        await untold.DoneAsync(unit, year, told, cancellation);
        log.NewsTold(unit.Value, year, told.Count, notices.Count);
        return (told.Count == shown.Untold.Length, mailed.Any(at => at <= now));

        DateTimeOffset? MailAt(Notice notice) => (smtp.IsOn, people.MailOf(notice.Person)) switch
        {
            (false, _) or (_, MailWish.None) => null,
            (_, MailWish.Daily) => DailyMail.After(now),
            _ => now,
        };
    }

    private async Task<ImmutableArray<Notice>> NoticesAsync(
        NewsScene scene, string stream, IReadOnlyCollection<int> versions, CancellationToken cancellation)
    {
        if (stream == Streams.UnitName)
        {
            var year = await ledger.ReadAsync(Streams.Of(scene.Unit, scene.Year), cancellation);
            return ReportNews.Of(
                scene,
                stream,
                year.Events.Where(entry => versions.Contains(entry.Version)).Select(entry => (entry.Version, entry.Event)));
        }

        if (ProjectId.Parse(stream) is not { Refusal: null, Value: var id } || scene.Now.Find(id) is not { } project)
        {
            return []; // withdrawn meanwhile
        }

        var history = await ledger.ReadKnownAsync(Streams.Of(scene.Unit, scene.Year, id), cancellation);
        history = history.Version < versions.Max() ? await ledger.ReadAsync(Streams.Of(scene.Unit, scene.Year, id), cancellation) : history;
        return ItemNews.Of(scene, project, [.. history.Events.Select(entry => entry.Event)], versions);
    }
}
