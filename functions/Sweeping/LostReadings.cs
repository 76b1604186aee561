using PerfFlow.Domain.Plan;
using PerfFlow.Functions.Items;
using PerfFlow.Storage.Files;
using PerfFlow.Storage.Ledgers;

namespace PerfFlow.Functions.Sweeping;

/// <summary>
/// Reads what was never read and has left the inbox all the same: the uploads of a project that was withdrawn at the time, and is
/// registered again.
/// </summary>
public sealed class LostReadings(Ledger ledger, Uploads uploads, IngestAttempts attempts)
{
    /// <summary>Nothing to pay as long as every version on the board has been read.</summary>
    public async Task HealAsync(UnitId unit, int year, YearBoard shown, CancellationToken cancellation)
    {
        foreach (var row in shown.Rows.Where(
            row => shown.Unit.Find(row.Project) is not null && row.Summary.Items.Values.Any(item => !item.Unread.IsEmpty)))
        {
            var history = await ledger.ReadAsync(Streams.Of(unit, year, row.Project), cancellation);
            foreach (var stage in history.State.Items.Keys)
            {
                foreach (var sheet in history.StoryOf(stage).Sheets.Values.Where(sheet => sheet.Reading is null))
                {
                    var name = UploadName.Of(unit, year, stage, row.Project, sheet.Version, sheet.Sha256);
                    if (await uploads.HasLeftInboxAsync(name, cancellation))
                    {
                        await attempts.IngestAsync(name, cancellation);
                    }
                }
            }
        }
    }
}
