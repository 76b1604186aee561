using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using PerfFlow.Domain.Access;
using PerfFlow.Domain.Duties;
using PerfFlow.Domain.Plan;
using PerfFlow.Domain.Reminders;
using PerfFlow.Functions.Edge.Access;
using PerfFlow.Functions.Edge.Http;
using PerfFlow.Functions.Units;
using PerfFlow.Storage.Ledgers;
using PerfFlow.Storage.Notices;
using PerfFlow.Storage.Units;

namespace PerfFlow.Functions.Reminders;

/// <param name="ReadAt">Null while it is unread.</param>
public sealed record SentNotice(string Id, string Person, string Name, NoticeKind Kind, MailState Mail, DateTimeOffset? ReadAt);

/// <param name="SentAt">Null while they are being sent.</param>
public sealed record SentRung(DateTimeOffset Rung, DateTimeOffset? SentAt, IReadOnlyList<SentNotice> Notices);

/// <summary>What of a stage is owed right now, and who was reminded when.</summary>
/// <param name="Report">Whose step the report is; null for stages of projects.</param>
/// <param name="NextRung">Null after the last.</param>
public sealed record StageReminders(
    StageId Stage,
    DateTimeOffset DueAt,
    bool Overdue,
    IReadOnlyList<SectionDuties> Sections,
    ReportStep? Report,
    DateTimeOffset? NextRung,
    IReadOnlyList<SentRung> Sent);

public sealed record RemindersAnswer(int Year, IReadOnlyList<StageReminders> Stages);

/// <summary>Who owes what, who was told, and the list to print of it: for the lead and for auditors.</summary>
public sealed class RemindersApi(Board board, Memberships memberships, UnitNames names, Inbox inbox, ReminderRungs rungs, TimeProvider time)
{
    [Requires(Right.ViewReminders)]
    [Query("stage")]
    [Answers(200, "What is owed by whom in every stage that is open, or in one, and the reminders sent.", Json = typeof(RemindersAnswer))]
    [Function("GetReminders")]
    public async Task<IResult> GetAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = Routes.Year + "/reminders")] HttpRequest request)
    {
        if (request.YearIn() is not { } year)
        {
            return Problems.NotFound;
        }

        var asked = request.Query["stage"].ToString();
        if (asked.Length > 0 && StageId.Parse(asked).Refusal is not null)
        {
            return Problems.BadValue("stage");
        }

        var (unit, now) = (request.UnitIn(), time.GetUtcNow());
        var shown = await board.ShowAsync(unit, year, request.HttpContext.RequestAborted);
        if (shown.Unit.Plan is not { } plan)
        {
            return Problems.NotFound;
        }

        var stages = new List<StageReminders>();
        foreach (var stage in plan.Stages.Where(stage => asked.Length == 0 ? stage.IsOpenAt(now) : stage.Id.Value == asked))
        {
            stages.Add(await RemindersAsync(unit, year, shown, stage, now, request.HttpContext.RequestAborted));
        }

        return asked.Length > 0 && stages.Count == 0 ? Problems.NotFound : Json.Ok(new RemindersAnswer(year, stages));
    }

    [Requires(Right.ViewReminders)]
    [Answers(200, "The 催办单 of a stage, to be printed.", File = AnswersAttribute.Workbook)]
    [Function("GetReminderList")]
    public async Task<IResult> ListAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = Routes.Year + "/stages/{stage}/reminder-list")] HttpRequest request)
    {
        if (request.YearIn() is not { } year || request.KeyIn<StageId>("stage") is not { } id)
        {
            return Problems.NotFound;
        }

        var (unit, cancellation) = (request.UnitIn(), request.HttpContext.RequestAborted);
        var shown = await board.ShowAsync(unit, year, cancellation);
        if (shown.Unit.Plan?.Find(id) is not { } stage)
        {
            return Problems.NotFound;
        }

        var file = PrintedReminders.Write(
            (await names.FindAsync(unit, cancellation))!,
            year,
            StageDuties.Of(shown.Unit, stage, shown.Summary),
            await memberships.ListAsync(unit, cancellation),
            time.GetUtcNow());
        return Results.File(file, AnswersAttribute.Workbook, $"{unit}-{year}-{id}-reminders.xlsx");
    }

    private async Task<StageReminders> RemindersAsync(
        UnitId unit, int year, YearBoard shown, PlannedStage stage, DateTimeOffset now, CancellationToken cancellation)
    {
        var owed = shown.Unit.IsClosed ? new StageDuties(stage, []) : StageDuties.Of(shown.Unit, stage, shown.Summary);
        var notices = (await inbox.OfStageAsync(unit, year, stage.Id, cancellation)).ToLookup(found => found.Notice.Rung);
        var sent = (await rungs.ListAsync(unit, year, stage.Id, cancellation)).Select(rung => new SentRung(
            rung.Rung,
            rung.SentAt,
            [.. notices[rung.Rung].Select(found => new SentNotice(
                found.Notice.Id, found.Notice.Person, found.Notice.Name, found.Notice.Kind, found.Mail, found.ReadAt))]));
        var ladders = owed.ByDeadline().Select(part => part.Stage).ToList();
        return new(
            stage.Id,
            stage.DueAt,
            ladders.Any(ladder => now > ladder.DueAt),
            owed.Sections,
            owed.Report,
            ladders.Append(stage).Min(ladder => StageLadder.Next(ladder, now)),
            [.. sent]);
    }
}
