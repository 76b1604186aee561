using Microsoft.Extensions.Configuration;

namespace PerfFlow.Functions.Reviews;

/// <summary>What may be attached as evidence.</summary>
/// <param name="Bytes">Largest file; setting <c>Evidence:MaxBytes</c>.</param>
/// <param name="Types">Of <see cref="EvidenceType"/>; setting <c>Evidence:Types</c>, names with commas between.</param>
public sealed record EvidenceLimit(long Bytes, IReadOnlySet<string> Types)
{
    private const long UsualBytes = 20 * 1024 * 1024;
    private const long MostBytes = 1024L * 1024 * 1024;
    private const string UsualTypes = "pdf,png,jpg,xlsx,docx,ods,odt,ole,txt";

    /// <exception cref="InvalidOperationException">No size, or a type that none is called.</exception>
    internal static EvidenceLimit From(IConfiguration configuration)
    {
        var bytes = configuration.GetValue("Evidence:MaxBytes", UsualBytes);
        var types = (configuration["Evidence:Types"] ?? UsualTypes)
            .Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
            .ToHashSet(StringComparer.OrdinalIgnoreCase);
        return bytes is <= 0 or > MostBytes
            ? throw new InvalidOperationException($"Evidence:MaxBytes must be more than nothing and at most {MostBytes}.")
            : types.FirstOrDefault(type => !UsualTypes.Split(',').Contains(type, StringComparer.OrdinalIgnoreCase)) is { } unknown
                ? throw new InvalidOperationException($"Evidence:Types names {unknown}, which is none of {UsualTypes}.")
            : new(bytes, types);
    }
}
