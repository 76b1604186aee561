using Microsoft.Extensions.Configuration;

namespace PerfFlow.Functions.Sheets;

/// <summary>Largest file taken, in bytes; setting <c>MaxUploadBytes</c>.</summary>
public sealed record UploadLimit(long Bytes)
{
    private const long Default = 25 * 1024 * 1024;

    internal static UploadLimit From(IConfiguration configuration) => new(configuration.GetValue("MaxUploadBytes", Default));
}
