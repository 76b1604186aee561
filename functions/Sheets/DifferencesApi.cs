using System.Globalization;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using PerfFlow.Domain.Access;
using PerfFlow.Domain.Differences;
using PerfFlow.Domain.Findings;
using PerfFlow.Domain.Forms;
using PerfFlow.Domain.Review;
using PerfFlow.Functions.Edge.Access;
using PerfFlow.Functions.Edge.Http;
using PerfFlow.Functions.Items;
using PerfFlow.Functions.Reading;
using PerfFlow.Storage.Ledgers;

namespace PerfFlow.Functions.Sheets;

/// <param name="Cell">Address with its sheet, <c>自评表!F12</c>; null where there is none.</param>
public sealed record SideAnswer(string Text, string? Cell);

/// <param name="Field"><c>actual</c>, <c>funds.total.spent</c>.</param>
/// <param name="Old">Null when the older version says nothing there.</param>
public sealed record ValueDifferenceAnswer(string Field, SideAnswer? Old, SideAnswer? New);

public sealed record IndicatorDifferenceAnswer(
    IndicatorChange Change, string? Id, string Level2, string Name, IReadOnlyList<ValueDifferenceAnswer> Values);

/// <param name="Sheet">Money, goals and total.</param>
/// <param name="Indicators">Those that are not the same.</param>
/// <param name="Omitted">See <see cref="ReadingAnswer"/>.</param>
public sealed record DifferencesAnswer(
    int From, int To, IReadOnlyList<ValueDifferenceAnswer> Sheet, IReadOnlyList<IndicatorDifferenceAnswer> Indicators,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] int? Omitted = null);

/// <summary>What changed between two versions of an item's sheet: the reviewer's first question when it comes back.</summary>
public sealed class DifferencesApi(Scenes scenes, SheetStore sheets, Ledger ledger, WorkbookSlots slots)
{
    private static readonly Problem NotComparable = new(409, "NOT_COMPARABLE", new Message(
        "两个版本中有一个没有读出表格,无法比较。", "One of the versions has no form that could be read: there is nothing to compare."));

    [Requires(Right.ViewItem)]
    [Query("from")]
    [Query("to")]
    [Answers(200, "Each value that differs, old and new side by side; without versions: the newest and the one before.",
        Json = typeof(DifferencesAnswer))]
    [Function("GetDifferences")]
    public async Task<IResult> GetAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = Routes.Item + "/differences")] HttpRequest request)
    {
        var (scene, problem) = await scenes.FindAsync(request);
        if (problem is not null)
        {
            return problem;
        }

        var cancellation = request.HttpContext.RequestAborted;
        var item = (await ledger.ReadAsync(scene!.Stream, cancellation)).StoryOf(scene.Stage.Id);
        if (VersionIn(request, "to", item.Item.CurrentVersion) is not { } to)
        {
            return Problems.BadValue("to");
        }

        if (VersionIn(request, "from", to - 1) is not { } from)
        {
            return Problems.BadValue("from");
        }

        if (!item.Sheets.TryGetValue(from, out var old) || !item.Sheets.TryGetValue(to, out var @new))
        {
            return Problems.Of(Refusals.NoSuchVersion);
        }

        return (await sheets.FindAsync(scene.Unit, old.Reading?.Id, old.Sha256, cancellation))?.Form is { } before
            && (await sheets.FindAsync(scene.Unit, @new.Reading?.Id, @new.Sha256, cancellation))?.Form is { } after
                ? await slots.SheetAsync(request, () => WorkbookSlots.OnOwnThreadAsync(() => Answer(from, to, before, after)))
                : NotComparable;
    }

    private static IResult Answer(int from, int to, ReadForm before, ReadForm after)
    {
        var differences = SheetDifferences.Between(ComparedSheet.Of(before), ComparedSheet.Of(after));
        var (sheet, indicators) = (differences.Sheet.Select(Answer).ToList(), differences.Indicators.Select(Answer).ToList());
        return Json.OkWithin(most =>
        {
            var cut = new Cut(most);
            return new DifferencesAnswer(from, to, cut.Of(sheet), cut.Of(indicators), cut.Omitted);
        });
    }

    private static IndicatorDifferenceAnswer Answer(IndicatorDifference indicator) => new(
        indicator.Change, indicator.Id, indicator.Level2, indicator.Name, [.. indicator.Values.Select(Answer)]);

    private static ValueDifferenceAnswer Answer(ValueDifference value) => new(value.Field, Side(value.Old), Side(value.New));

    private static SideAnswer? Side(Cell? cell) => cell is null or { IsBlank: true } ? null : new(cell.Raw, cell.Place.ToString());

    private static int? VersionIn(HttpRequest request, string name, int usual) => request.Query[name].ToString() switch
    {
        "" => usual,
        var text => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var version) ? version : null,
    };
}
