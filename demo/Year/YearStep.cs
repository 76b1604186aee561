namespace PerfFlow.Demo.Year;

/// <summary>What every step of a run knows: whose year it is and where its files go.</summary>
internal sealed record YearStep(string UnitId, int Year, string Folder)
{
    /// <summary>Keeps a copy of a sheet as it was sent.</summary>
    public async Task KeepAsync(string name, byte[] file, CancellationToken cancellation)
    {
        var sheets = Directory.CreateDirectory(Path.Combine(Folder, "sheets"));
        await File.WriteAllBytesAsync(Path.Combine(sheets.FullName, name), file, cancellation);
    }
}
