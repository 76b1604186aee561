using PerfFlow.Demo.Launch;

namespace PerfFlow.Demo.Year;

/// <summary>What every step of a run knows: whose year it is and where its files go.</summary>
internal sealed record YearStep(string UnitId, int Year, string Folder)
{
    /// <summary>What was sent.</summary>
    public const string Sent = "sheets";

    /// <summary>Sheets that came back with marks on the cells at fault.</summary>
    public const string Marked = "marked";

    /// <summary>Printed lists of who owes what (催办单).</summary>
    public const string Lists = "reminders";

    /// <summary>Keeps a copy of a file.</summary>
    public Task KeepAsync(string kind, string name, byte[] file, CancellationToken cancellation)
        => RunFolder.WriteAsync(Folder, Path.Combine(kind, name), file, cancellation);
}
