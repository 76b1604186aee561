using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using PerfFlow.Domain.Findings;
using PerfFlow.Domain.Profiles;
using PerfFlow.Functions.Edge.Access;
using PerfFlow.Functions.Edge.Http;
using PerfFlow.Functions.Reading;
using PerfFlow.Sheets.Reading;

namespace PerfFlow.Functions.Sheets;

/// <summary>A dry run: reads, checks and scores a file against itself. Nothing is stored, and nothing of a unit is shown.</summary>
public sealed class CheckApi(BodyFiles bodies, WorkbookSlots slots, UploadLimit limit)
{
    private static readonly Problem YearRequired = new(400, "YEAR_REQUIRED", new Message(
        "表头没有年度,请用 year 参数指明。", "The sheet's title names no year: give it as year."), "year");

    [MemberOfAnyUnit]
    [Query("year")]
    [Query("profile")]
    [Answers(200, "The file read, checked and scored; nothing is kept.", Body = typeof(Stream), Json = typeof(CheckAnswer), DryRun = true)]
    [Function("CheckFile")]
    public async Task<IResult> CheckAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = Routes.Check)] HttpRequest request)
    {
        var (year, badYear) = YearAsked(request);
        var (profile, badProfile) = ProfileAsked(request);
        if ((badYear ?? badProfile) is { } wrong)
        {
            return wrong;
        }

        var (received, refused) = await bodies.ReceiveAsync(request, limit.Bytes, isKept: false);
        await using var file = received;
        var cancellation = request.HttpContext.RequestAborted;
        return (refused ?? await Intake.RefusalAsync(file!, cancellation)) is { } refusal
            ? refusal
            : await slots.SheetAsync(request, async () =>
            {
                var content = await file!.ReadAsync(cancellation);
                return await WorkbookSlots.OnOwnThreadAsync(() => Answer(content, profile!, year, Problem.LanguageOf(request)));
            });
    }

    /// <summary>Read, judged and written down: what that takes in memory is bounded by the slots.</summary>
    private IResult Answer(ReadOnlyMemory<byte> content, Profile profile, int? year, string language)
    {
        var reading = SheetReader.Read(content, limit.Sheets);
        return year is null && reading.Forms.Any(form => form.Header.Year is null)
            ? YearRequired
            : CheckAnswer.Of(reading, profile, year, language);
    }

    /// <summary>Null when not asked for: the year of each form's title.</summary>
    private static (int? Year, Problem? Problem) YearAsked(HttpRequest request) => request.Query["year"].ToString() switch
    {
        "" => (null, null),
        var text when Routes.YearOf(text) is { } year => (year, null),
        _ => (null, Problems.BadValue("year")),
    };

    private static (Profile? Profile, Problem? Problem) ProfileAsked(HttpRequest request) => request.Query["profile"].ToString() switch
    {
        "" => (Profile.Standard, null),
        var id when Profile.Find(id) is { } profile => (profile, null),
        _ => (null, Problems.BadValue("profile")),
    };
}
