using Microsoft.Extensions.Configuration;

namespace PerfFlow.Functions.Reading;

/// <summary>Versions that one item may get on one day in Beijing; setting <c>Uploads:PerItemPerDay</c>.</summary>
public sealed record UploadsPerDay(int Uploads)
{
    private const int Usual = 50;

    internal static UploadsPerDay From(IConfiguration configuration) =>
        configuration.GetValue("Uploads:PerItemPerDay", Usual) is > 0 and var uploads
            ? new(uploads)
            : throw new InvalidOperationException("Uploads:PerItemPerDay must be a positive number.");
}
