using System.Text.RegularExpressions;

namespace PerfFlow.Functions.Tests.Edge.OpenApi;

/// <summary>A request of a .http file as it is written: places for variables are not filled in.</summary>
/// <param name="Name">Others may use its answer by it; null where it has none.</param>
/// <param name="File">Name of the file that is its body; null where it is none.</param>
internal sealed record WrittenRequest(
    string Title, string? Name, string Method, string Address,
    IReadOnlyList<(string Name, string Value)> Headers, string? Body, string? File);

/// <summary>A .http file, as the clients of VS Code, Visual Studio and JetBrains read them.</summary>
internal sealed partial record HttpFile(IReadOnlyDictionary<string, string> Variables, IReadOnlyList<WrittenRequest> Requests)
{
    public static HttpFile Read(string text)
    {
        var parts = text.ReplaceLineEndings("\n").Split("\n### ");
        return new(
            Variable().Matches(parts[0]).ToDictionary(match => match.Groups[1].Value, match => match.Groups[2].Value.Trim()),
            [.. parts.Skip(1).Select(Request)]);
    }

    /// <param name="values">Of variables and of <c>name.response.body.$.path</c>.</param>
    public static string Filled(string text, Func<string, string> values)
    {
        while (Use().Match(text) is { Success: true } use)
        {
            text = text.Replace(use.Value, values(use.Groups[1].Value), StringComparison.Ordinal);
        }

        return text;
    }

    private static WrittenRequest Request(string part)
    {
        var (head, body) = part.Split("\n\n", 2) is [var first, var rest] ? (first, rest.Trim()) : (part, "");
        var lines = head.Trim().Split('\n');
        var name = lines.FirstOrDefault(line => line.StartsWith("# @name ", StringComparison.Ordinal))?["# @name ".Length..];
        var sent = lines.Skip(1).Where(line => !line.StartsWith('#')).ToList();
        var (method, address) = sent[0].Split(' ', 2) is [var verb, var to] ? (verb, to) : throw new FormatException(part);
        var isFile = body.StartsWith("< ./", StringComparison.Ordinal);
        return new(
            lines[0],
            name,
            method,
            address,
            [.. sent.Skip(1).Select(line => line.Split(": ", 2)).Select(header => (header[0], header[1]))],
            isFile || body.Length == 0 ? null : body,
            isFile ? body["< ./".Length..] : null);
    }

    [GeneratedRegex(@"^@(\w+) = (.*)$", RegexOptions.Multiline)]
    private static partial Regex Variable();

    [GeneratedRegex(@"\{\{([^{}]+)\}\}")]
    private static partial Regex Use();
}
