using Microsoft.Extensions.Configuration;

namespace PerfFlow.Functions.Reviews;

/// <summary>What may be attached as evidence.</summary>
/// <param name="Bytes">Largest file; setting <c>Evidence:MaxBytes</c>.</param>
/// <param name="Types">Of <see cref="EvidenceType"/>; setting <c>Evidence:Types</c>, names with commas between.</param>
public sealed record EvidenceLimit(long Bytes, IReadOnlySet<string> Types)
{
    private const long UsualBytes = 20 * 1024 * 1024;
    private const string UsualTypes = "pdf,png,jpg,xlsx,docx,ods,odt,ole,txt";

    internal static EvidenceLimit From(IConfiguration configuration) => new(
        configuration.GetValue("Evidence:MaxBytes", UsualBytes),
        (configuration["Evidence:Types"] ?? UsualTypes).Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
            .ToHashSet(StringComparer.OrdinalIgnoreCase));
}
