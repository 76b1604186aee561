using PerfFlow.Domain.Plan;
using PerfFlow.Domain.Review;
using PerfFlow.Storage.Readings;

namespace PerfFlow.Functions.Ingest;

/// <summary>Keeps and finds the full reading of a sheet; the ledger holds its id and its figures only.</summary>
public sealed class SheetStore(Readings readings)
{
    public async Task<AssessedSheet?> FindAsync(UnitId unit, Sheet sheet, CancellationToken cancellation) =>
        sheet.Reading is { Failed: false } reading ? await readings.FindAsync<AssessedSheet>(unit, reading.Id, cancellation) : null;

    /// <returns>The id to remember. What is there already under that id is the same: a reading is a function of what it is named by.</returns>
    public async Task<string> KeepAsync(UnitId unit, AssessedSheet sheet, CancellationToken cancellation)
    {
        var id = IdOf(sheet.Sha256, sheet.Basis);
        await readings.KeepAsync(unit, id, sheet, cancellation);
        return id;
    }

    public static string IdOf(string sha256, string basis) => $"{sha256}-{basis}";
}
