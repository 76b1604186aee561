using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.Azure.Functions.Worker;
using PerfFlow.Domain.Plan;
using PerfFlow.Domain.Reminders;
using PerfFlow.Domain.Review;
using PerfFlow.Functions.Ingest;
using PerfFlow.Storage;
using PerfFlow.Storage.Board;
using PerfFlow.Storage.Ledger;

namespace PerfFlow.Functions.Stages;

/// <summary>
/// Looks at an item for its instance, locks it when it is approved, and says what to wait for. Called again, it finds its own
/// work done.
/// </summary>
public sealed class TendStage(Board board, Ledger ledger, SheetStore sheets)
{
    private static readonly StageStep Over = new(true, 0, null, "");

    [Function(nameof(TendStage))]
    public async Task<StageStep> RunAsync([ActivityTrigger] StageTurn turn, CancellationToken cancellation)
    {
        var key = turn.Stage;
        var unit = UnitId.Parse(key.Unit).Value;
        var unitYear = await board.UnitYearAsync(unit, key.Year, cancellation);
        if (Scene.Find(unit, key.Year, unitYear, ProjectId.Parse(key.Project).Value, StageId.Parse(key.Stage).Value) is not { } scene)
        {
            return Over; // withdrawn meanwhile
        }

        if (unitYear.IsClosed)
        {
            return Over; // nobody owes anything any more
        }

        var item = (await ledger.ReadAsync(scene.Stream, cancellation)).State.ItemOf(scene.Stage.Id);
        if (item.Attempt != key.Attempt)
        {
            return Over; // reopened: the next attempt has its own instance
        }

        item = item is { State: ItemState.Approved, EditsPending: false } ? await LockAsync(scene, cancellation) : item;
        var owed = Owed.IsOwed(item.State); // who owes nothing is not woken by the ladder
        var seen = ItemSummary.Of(item);
        var ladder = StageLadder.Of(scene.Stage, seen.AnswerBy);
        return new StageStep(
            item.IsSettled,
            item.Round,
            owed ? StageLadder.Next(ladder, turn.Now) : null,
            SeenItem.Of(seen, scene.Plan),
            owed ? StageLadder.Due(ladder, new[] { turn.Reminded, seen.SentBackAt }.Max(), turn.Now) : null);
    }

    private async Task<Item> LockAsync(Scene scene, CancellationToken cancellation)
    {
        var answer = await ledger.ExecuteAsync(
            scene.Stream,
            null,
            async (state, now) => state.Decide(
                scene.Stage, new ItemCommand.Lock(scene.Stage.Id, await HashAsync(scene, state.ItemOf(scene.Stage.Id), cancellation)), now),
            cancellation);
        return answer.State.ItemOf(scene.Stage.Id);
    }

    private async Task<string> HashAsync(Scene scene, Item item, CancellationToken cancellation)
    {
        if (item.Standing is not { } standing)
        {
            return ""; // undone meanwhile: nothing will be locked
        }

        var sheet = await sheets.FindAsync(scene.Unit, standing, cancellation)
            ?? throw new UploadNotKeptException($"The approved reading of {scene.Stream} {scene.Stage.Id} is gone.");
        var evidence = item.Evidence.Select(file => $"{file.Indicator} {file.Sha256}").Order(StringComparer.Ordinal);
        return Convert.ToHexStringLower(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(new ApprovedData(sheet, item.Override, [.. evidence]), Wire.Json)));
    }

    /// <summary>What was approved: the sheet as it was read, the score the group set in place of its own, the evidence of each indicator.</summary>
    private sealed record ApprovedData(AssessedSheet Sheet, ScoreOverride? Override, ImmutableArray<string> Evidence);
}
