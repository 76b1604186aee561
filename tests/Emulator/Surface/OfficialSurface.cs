using System.Text.RegularExpressions;

namespace PerfFlow.Emulator.Tests.Surface;

/// <summary>
/// The official list trimmed to the members the emulator declares. After the emulator has grown, write it anew from the full
/// list (its first line names the packages) with <c>OFFICIAL_API=path/of/the/full/list dotnet test tests/Emulator --filter Surface</c>,
/// then test again.
/// </summary>
internal static partial class OfficialSurface
{
    private const string FileName = "official-surface.txt";

    /// <summary>Its lines without the header and the assembly versions, which reflection over the emulator does not know.</summary>
    public static async Task<HashSet<string>> ReadAsync() =>
        [.. (await File.ReadAllLinesAsync(Path.Combine(AppContext.BaseDirectory, "Surface", FileName))).Where(line => line.Length > 0).Skip(1).Select(Comparable)];

    public static async Task TrimAsync(string fullList, IReadOnlySet<string> declared, string folder)
    {
        var lines = await File.ReadAllLinesAsync(fullList);
        var kept = lines.Skip(1).Where(line => line.Length > 0 && declared.Contains(Comparable(line)));
        var spaced = kept.Select((line, index) => index > 0 && line.StartsWith('#') ? "\n" + line : line);
        await File.WriteAllTextAsync(Path.Combine(folder, FileName), string.Join('\n', [lines[0], "", .. spaced]) + "\n");
    }

    /// <summary>Attributes and assembly versions are left out, save where an attribute may stand and whether it repeats.</summary>
    private static string Comparable(string line)
    {
        if (!line.StartsWith('#'))
        {
            return MemberAttributes().Replace(line, "$1");
        }

        var declaration = TypeDeclaration().Match(line).Value;
        var usage = Usage().Match(line);
        if (!usage.Success)
        {
            return "# " + declaration;
        }

        // "System.AttributeTargets.Class, Struct, AllowMultiple = true": the targets first, then the named arguments.
        var parts = usage.Groups[1].Value.Replace("System.AttributeTargets.", "", StringComparison.Ordinal).Split(", ");
        var targets = parts.Where(part => !part.Contains('=', StringComparison.Ordinal)).Aggregate(
            default(AttributeTargets), (all, target) => all | Enum.Parse<AttributeTargets>(target));
        return $"# [AttributeUsage({targets}{(parts.Contains("AllowMultiple = true") ? ", AllowMultiple" : "")}"
            + $"{(parts.Contains("Inherited = false") ? ", not inherited" : "")})] {declaration}";
    }

    [GeneratedRegex(@"^(\S+: )(\[.*?\] )+(?=public|protected)")]
    private static partial Regex MemberAttributes();

    [GeneratedRegex(@"(public|protected) (abstract |sealed |static |readonly |record )*(class|struct|interface|enum|delegate) [^\]]*$")]
    private static partial Regex TypeDeclaration();

    [GeneratedRegex(@"\[System\.AttributeUsageAttribute\(([^)]*)\)\]")]
    private static partial Regex Usage();
}
