using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Configuration;
using PerfFlow.Domain.Plan;
using PerfFlow.Storage.Board;
using PerfFlow.Storage.Uploads;

namespace PerfFlow.Functions.Sweeping;

/// <summary>
/// Empties a unit's inbox: what has been read moves to <c>sheets</c>, what has not is ingested again, and the third failure
/// becomes a reading that says so. Nothing is ever deleted.
/// </summary>
public sealed class HealUploads(
    Uploads uploads, Board board, IngestAttempts attempts, SweepGrace grace, TimeProvider time)
{
    [Function(nameof(HealUploads))]
    public async Task RunAsync([ActivityTrigger] string unit, [DurableClient] DurableTaskClient client, CancellationToken cancellation)
    {
        var boards = new Dictionary<int, YearBoard>();
        await foreach (var upload in uploads.WaitingAsync(UnitId.Parse(unit).Value, cancellation))
        {
            if (time.GetUtcNow() - upload.ReceivedAt < grace.Span)
            {
                continue; // the trigger's turn, or the endpoint is still writing
            }

            var name = upload.Name;
            if (!boards.TryGetValue(name.Year, out var shown))
            {
                boards[name.Year] = shown = await board.ShowAsync(name.Unit, name.Year, cancellation);
            }

            var item = shown.Summary(name.Project).Items.GetValueOrDefault(name.Stage);
            if ((item?.Unread.Contains(name.Version) ?? false) && shown.Unit.Find(name.Project) is not null)
            {
                await attempts.IngestAsync(client, name, cancellation);
            }
            else
            {
                // Read; or of a project withdrawn meanwhile; or of a request that died before the ledger knew of it, and was never acknowledged.
                await uploads.MoveToSheetsAsync(name, cancellation);
            }
        }
    }
}

/// <summary>How long an upload may wait for its trigger before the sweep takes it up; setting <c>SweepGrace</c>.</summary>
public sealed record SweepGrace(TimeSpan Span)
{
    internal static SweepGrace From(IConfiguration configuration) => new(configuration.GetValue("SweepGrace", TimeSpan.FromMinutes(1)));
}
