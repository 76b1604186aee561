using Microsoft.Extensions.Configuration;
using PerfFlow.Sheets.Gate;

namespace PerfFlow.Functions.Reading;

/// <summary>Largest sheet taken, in bytes; setting <c>MaxUploadBytes</c>. What the door lets in, the reader reads.</summary>
public sealed record UploadLimit(int Bytes)
{
    /// <summary>The limits of the reader, with this one in place of its own.</summary>
    public SheetLimits Sheets { get; } = SheetLimits.Default with { FileBytes = Bytes };

    internal static UploadLimit From(IConfiguration configuration) =>
        configuration.GetValue("MaxUploadBytes", SheetLimits.Default.FileBytes) is var bytes && bytes > 0
            ? new(bytes)
            : throw new InvalidOperationException("MaxUploadBytes must be more than nothing.");
}
