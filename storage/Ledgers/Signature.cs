using Azure;
using Azure.Data.Tables;
using PerfFlow.Domain.Findings;
using PerfFlow.Domain.Plan;
using PerfFlow.Domain.Review;
using PerfFlow.Storage.Tables;

namespace PerfFlow.Storage.Ledgers;

/// <summary>
/// Orders what people do to a project before or after the signature of the year's report, although the two are written to
/// different streams. Who signs marks the head of every project that has one, then looks at the board, then signs on the unit's head
/// as it was before the marks. Who finds a mark touches the unit's head in the same transaction, so that of the two only
/// one is written.
/// </summary>
internal sealed class Signature(StorageClients clients)
{
    private readonly LedgerRows rows = new(clients);

    /// <summary>One transaction for each hundred projects. Harmless when no signature follows.</summary>
    public async Task HoldAsync(UnitId unit, int year, IEnumerable<ProjectId> projects, CancellationToken cancellation)
    {
        foreach (var some in projects.Chunk(EntityBatch.MostEntities))
        {
            var batch = new EntityBatch();
            foreach (var project in some)
            {
                batch.Merge(
                    new TableEntity(StreamKeys.Partition(unit, year), StreamKeys.Head(project.Value)) { [LedgerRows.HeldColumn] = true });
            }

            if (!await batch.TrySubmitAsync(rows.Table, cancellation))
            {
                throw new DamagedRowException($"{unit}:{year}", "a project has a row in the board and no head");
            }
        }
    }

    public static bool IsHeld(TableEntity? head)
        => head is not null && head.TryGetValue(LedgerRows.HeldColumn, out var held) && held is true;

    /// <returns>The unit's head to touch, or why nothing may be appended any more.</returns>
    public async Task<(ETag UnitHead, Refusal? Closed)> LookAsync(UnitId unit, int year, CancellationToken cancellation)
    {
        // first: a signature after it is met by its ETag
        var head = await rows.HeadTagAsync(unit, year, StreamKeys.UnitStream, cancellation);
        var row = await rows.FindAsync(unit, year, StreamKeys.Board(StreamKeys.UnitStream), cancellation);
        return (head ?? default, row is null ? null : BoardRows.Parse<UnitYearState>(row).Closed);
    }
}
