namespace PerfFlow.Domain.Tests.Reporting;

/// <summary>A printed text as it is typed: its marks of full width are looked at elsewhere.</summary>
internal static class Typed
{
    public static string Of(string text) => string.Concat(text.Select(
        letter => letter is '\uFF0C' or '\uFF1A' or '\uFF08' or '\uFF09' or '\uFF1B' ? (char)(letter - 0xFEE0) : letter));
}
