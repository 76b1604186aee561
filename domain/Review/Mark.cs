using System.Security.Cryptography;
using System.Text;

namespace PerfFlow.Domain.Review;

/// <summary>By what a state knows a text again without keeping it. Not a proof of anything: what proves is the event.</summary>
internal static class Mark
{
    private const int Length = 8;

    public static string Of(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)).AsSpan(0, Length / 2));

    /// <summary>Marks of several texts, one behind the other; null for none.</summary>
    public static string? OfAll(IEnumerable<string> texts) => Joined(texts.Select(Of));

    public static string? Joined(IEnumerable<string> marks) => string.Concat(marks.Distinct()) is { Length: > 0 } all ? all : null;

    public static IEnumerable<string> All(string? marks) => (marks ?? "").Chunk(Length).Select(mark => new string(mark));
}
