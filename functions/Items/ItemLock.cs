using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text.Json;
using PerfFlow.Domain.Judgement;
using PerfFlow.Domain.Review;
using PerfFlow.Functions.Reading;
using PerfFlow.Functions.Years;
using PerfFlow.Storage;
using PerfFlow.Storage.Ledgers;

namespace PerfFlow.Functions.Items;

/// <summary>Locks an approved item under the hash of what was approved.</summary>
public sealed class ItemLock(Ledger ledger, SheetStore sheets)
{
    private const int MostTries = 10;

    /// <summary>One transaction where project and reading are at hand. Called again, it finds its own work done.</summary>
    /// <returns>The item as it stands then.</returns>
    /// <exception cref="Storage.Files.AlteredFileException">Its reading is not as it was kept: nothing is locked.</exception>
    public async Task<Item> LockAsync(Scene scene, CancellationToken cancellation)
    {
        for (var attempt = 1; attempt <= MostTries; attempt++)
        {
            var history = attempt == 1
                ? await ledger.ReadKnownAsync(scene.Stream, cancellation)
                : await ledger.ReadAsync(scene.Stream, cancellation);
            var story = history.StoryOf(scene.Stage.Id);
            if (!story.Item.IsToLock && !history.Head.IsKnown)
            {
                return story.Item;
            }

            if (!story.Item.IsToLock)
            {
                continue;
            }

            var command = new ItemCommand.Lock(scene.Stage.Id, await HashAsync(scene, story, cancellation));
            var answer = await ledger.ExecuteAsync(
                scene.Stream,
                history.Head,
                null,
                // else hashed again
                (state, now) => state.Version == history.Version ? state.Decide(scene.Stage, command, now) : Decision<ItemEvent>.Nothing,
                cancellation);
            if (answer.State.ItemOf(scene.Stage.Id) is { State: not ItemState.Approved } item)
            {
                return item;
            }
        }

        throw new LedgerBusyException($"Stream {scene.Stream} changed {MostTries} times while {scene.Stage.Id} was locked.");
    }

    private async Task<string> HashAsync(Scene scene, ItemStory story, CancellationToken cancellation)
    {
        var standing = story.Item.Standing!;
        var sheet = await sheets.FindAsync(scene.Unit, standing.Reading?.Id, standing.Sha256, cancellation)
            ?? throw new UploadNotKeptException($"The approved reading of {scene.Stream} {scene.Stage.Id} is gone.");
        return HashOf(
            sheet, story.Override, [.. story.Evidence.Select(file => $"{file.Indicator} {file.Sha256}").Order(StringComparer.Ordinal)]);
    }

    internal static string HashOf(AssessedSheet sheet, ScoreOverride? set, ImmutableArray<string> evidence) =>
        Convert.ToHexStringLower(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(new ApprovedData(sheet, set, evidence), Wire.Json)));

    /// <summary>
    /// What was approved: the sheet as it was read, the score the group set in place of its own, the evidence of each indicator.
    /// </summary>
    private sealed record ApprovedData(AssessedSheet Sheet, ScoreOverride? Override, ImmutableArray<string> Evidence);
}
