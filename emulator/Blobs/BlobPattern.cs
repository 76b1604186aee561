using System.Collections.Immutable;
using System.Text;
using System.Text.RegularExpressions;

namespace PerfFlow.Emulator.Blobs;

/// <summary>
/// A blob path such as <c>uploads/{unit}/{file}.{extension}</c>: a container, then literals and names. A name takes as much
/// as it can, slashes included, and earlier names take before later ones, as on the official host.
/// </summary>
internal sealed partial class BlobPattern
{
    private readonly Regex expression;

    private BlobPattern(string text, string container, string prefix, Regex expression, ImmutableArray<string> names)
    {
        Text = text;
        Container = container;
        Prefix = prefix;
        Names = names;
        this.expression = expression;
    }

    public string Text { get; }

    public string Container { get; }

    /// <summary>What every matching blob's name starts with; lists need not look further.</summary>
    public string Prefix { get; }

    public ImmutableArray<string> Names { get; }

    /// <exception cref="StartupException">The path is invalid; the message says why.</exception>
    public static BlobPattern Parse(string text)
    {
        if (text.Split('/', 2) is not [var container, { Length: > 0 } blob])
        {
            throw new StartupException($"the blob path '{text}' must be a container, '/' and a name or pattern.");
        }

        if (!ContainerName().IsMatch(container))
        {
            throw new StartupException($"'{container}' in the blob path '{text}' is no container name: 3 to 63 lower-case letters, digits and single '-'.");
        }

        var expression = new StringBuilder("^");
        var names = new List<string>();
        var position = 0;
        foreach (Match name in Name().Matches(blob))
        {
            expression.Append(Literal(text, blob[position..name.Index])).Append("(?<").Append(name.Groups[1].Value).Append(">.*)");
            names.Add(name.Groups[1].Value);
            position = name.Index + name.Length;
        }

        expression.Append(Literal(text, blob[position..])).Append('$');
        if (names.Distinct(StringComparer.OrdinalIgnoreCase).Count() != names.Count)
        {
            throw new StartupException($"the blob path '{text}' uses a name twice.");
        }

        var firstName = blob.IndexOf('{', StringComparison.Ordinal);
        return new BlobPattern(
            text,
            container,
            firstName < 0 ? blob : blob[..firstName],
            new Regex(expression.ToString(), RegexOptions.NonBacktracking | RegexOptions.Singleline | RegexOptions.CultureInvariant),
            [.. names]);
    }

    public bool Matches(string blob) => expression.IsMatch(blob);

    /// <summary>The names' values in a blob's name that matches.</summary>
    public IEnumerable<KeyValuePair<string, object?>> Values(string blob)
    {
        var match = expression.Match(blob);
        return Names.Select(name => KeyValuePair.Create(name, (object?)match.Groups[name].Value));
    }

    private static string Literal(string text, string literal) =>
        literal.AsSpan().ContainsAny('{', '}')
            ? throw new StartupException($"the blob path '{text}' has a '{{' or '}}' that belongs to no name.")
            : Regex.Escape(literal);

    [GeneratedRegex(@"\{([A-Za-z_]\w*)\}")]
    private static partial Regex Name();

    [GeneratedRegex(@"^(?=.{3,63}\z)[a-z0-9]+(-[a-z0-9]+)*\z")]
    private static partial Regex ContainerName();
}
