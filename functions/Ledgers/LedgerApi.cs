using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using PerfFlow.Domain.Access;
using PerfFlow.Domain.Plan;
using PerfFlow.Functions.Edge.Access;
using PerfFlow.Functions.Edge.Http;
using PerfFlow.Storage.Ledgers;

namespace PerfFlow.Functions.Ledgers;

/// <summary>The full log of a unit's year for the lead and for auditors, and whether anyone has touched it.</summary>
public sealed class LedgerApi(
    LedgerLog log, YearCheck check, FileWatch files, FilePassNotes passes, UnitPeople unitPeople, VerificationSlots slots,
    TimeProvider time)
{
    private const int MostEvents = 200;
    private const int UsualEvents = 50;
    private const int FilesAtOnce = 500;

    /// <summary>After it no further file is begun: the answer is to come while somebody waits for it.</summary>
    private static readonly TimeSpan LongestLook = TimeSpan.FromSeconds(20);

    [Requires(Right.ReadLedger)]
    [Query("project")]
    [Query("after")]
    [Query("take")]
    [Answers(200, "Events of a project's stream in order, or of the unit's own without a project: page by version, "
        + "a megabyte at most.",
        Json = typeof(LedgerAnswer))]
    [Function("GetLedger")]
    public async Task<IResult> GetAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = Routes.Year + "/ledger")] HttpRequest request)
    {
        if (request.YearIn() is not { } year)
        {
            return Problems.NotFound;
        }

        var project = request.Query["project"].ToString();
        if (project.Length > 0 && ProjectId.Parse(project).Refusal is not null)
        {
            return Problems.BadValue("project");
        }

        if (Number(request, "after", 0, int.MaxValue) is not { } after)
        {
            return Problems.BadValue("after");
        }

        if (Number(request, "take", UsualEvents, MostEvents) is not ({ } take and > 0))
        {
            return Problems.BadValue("take");
        }

        var stream = project.Length > 0 ? ProjectId.Parse(project).Value : null;
        var events = await log.ReadAsync(request.UnitIn(), year, stream, after, take, request.HttpContext.RequestAborted);
        var people = await unitPeople.OfAsync(request);
        if (events.IsEmpty && after == 0)
        {
            return Problems.NotFound;
        }

        var entries = events.Select(logged => LedgerEntryAnswer.Of(logged, people)).ToList();
        var page = entries[..Json.Fitting(entries)];
        return Json.Ok(new LedgerAnswer(
            stream?.Value ?? Streams.UnitName, page, page.Count == take || page.Count < entries.Count ? page[^1].Version : null));
    }

    [Requires(Right.ReadLedger)]
    [Answers(200, "Recomputes every chain of the year from its stored bytes and holds it against every anchor; says what is wrong "
        + "with anchors and registry, how far the look through the files is, and what is not covered.",
        Json = typeof(VerificationAnswer))]
    [Function("VerifyLedger")]
    public async Task<IResult> VerifyAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = Routes.Year + "/ledger/verification")] HttpRequest request)
    {
        var cancellation = request.HttpContext.RequestAborted;
        if (request.YearIn() is not { } year)
        {
            return Problems.NotFound;
        }

        var unit = request.UnitIn();
        return await slots.VerifyAsync(request, async () =>
            await check.VerifyAsync(unit, year, cancellation) is { } verified
                ? Json.Ok(VerificationAnswer.Of(
                    verified, await passes.FindAsync(unit, year, cancellation), Problem.LanguageOf(request)))
                : Problems.NotFound);
    }

    [Requires(Right.ReadLedger)]
    [Answers(200, "Compares the next files of the year with their hashes: 202 while some are left, to be asked again; 200 at the end.",
        Json = typeof(FilesAnswer))]
    [Keyless]
    [Function("VerifyFiles")]
    public async Task<IResult> VerifyFilesAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = Routes.Year + "/ledger/verification/files")] HttpRequest request)
    {
        var cancellation = request.HttpContext.RequestAborted;
        if (request.YearIn() is not { } year || (await log.ReadAsync(request.UnitIn(), year, null, 0, 1, cancellation)).IsEmpty)
        {
            return Problems.NotFound;
        }

        return await slots.VerifyAsync(request, async () =>
        {
            var (budget, begun) = (new FileBudget(FilesAtOnce), time.GetTimestamp());
            var answer = await files.ContinueAsync(
                request.UnitIn(), year, some => time.GetElapsedTime(begun) < LongestLook && budget.Take(some), cancellation);
            return answer.Running is null
                ? Json.Ok(FilesAnswer.Of(answer))
                : Json.Accepted(Routes.Location(request.UnitIn(), year, rest: "ledger/verification"), FilesAnswer.Of(answer));
        });
    }

    private static int? Number(HttpRequest request, string name, int usual, int most) => request.Query[name].ToString() switch
    {
        "" => usual,
        var text => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number <= most ? number : null,
    };
}
