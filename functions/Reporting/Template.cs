using System.Text;
using System.Text.RegularExpressions;

namespace PerfFlow.Functions.Reporting;

/// <summary>What a template may name: fields by their text, and lists whose every row is a scope inside this one.</summary>
internal sealed record Scope(
    IReadOnlyDictionary<string, string> Fields,
    IReadOnlyDictionary<string, IReadOnlyList<Scope>> Lists);

/// <summary>
/// A text with bound fields <c>{{sum.budget}}</c> and repeated parts <c>{{#projects}}…{{/projects}}</c>; a part of its own line
/// leaves no empty line behind. There is nothing else: a number in the result comes from the data or is not there.
/// </summary>
internal sealed partial class Template
{
    private readonly IReadOnlyList<Node> nodes;

    private Template(IReadOnlyList<Node> nodes) => this.nodes = nodes;

    /// <exception cref="FormatException">A repeated part does not close where it should.</exception>
    public static Template Parse(string text)
    {
        var open = new Stack<(string Name, List<Node> Nodes)>();
        open.Push(("", []));
        var from = 0;
        foreach (Match tag in Tag().Matches(text))
        {
            open.Peek().Nodes.Add(new Literal(text[from..tag.Index]));
            from = tag.Index + tag.Length;
            var name = tag.Groups["name"].Value;
            switch (tag.Groups["kind"].Value)
            {
                case "#":
                    open.Push((name, []));
                    break;
                case "/":
                    var part = open.Pop();
                    if (part.Name != name || open.Count == 0)
                    {
                        throw new FormatException($"{{{{/{name}}}}} closes nothing.");
                    }

                    open.Peek().Nodes.Add(new Repeat(name, part.Nodes));
                    break;
                default:
                    open.Peek().Nodes.Add(new Field(name));
                    break;
            }
        }

        open.Peek().Nodes.Add(new Literal(text[from..]));
        return open.Count == 1
            ? new Template(open.Peek().Nodes)
            : throw new FormatException($"{{{{#{open.Peek().Name}}}}} is not closed.");
    }

    /// <exception cref="KeyNotFoundException">The template names a field or a list that the data does not have.</exception>
    public string Bind(Scope scope)
    {
        var text = new StringBuilder();
        Write(text, nodes, [scope]);
        return text.ToString();
    }

    /// <summary>The words of the template alone, without its fields.</summary>
    public string Literals() => string.Concat(Walk(nodes).OfType<Literal>().Select(literal => literal.Text));

    private static IEnumerable<Node> Walk(IEnumerable<Node> nodes) =>
        nodes.SelectMany(node => node is Repeat repeat ? Walk(repeat.Nodes) : [node]);

    private static void Write(StringBuilder text, IReadOnlyList<Node> nodes, IReadOnlyList<Scope> scopes)
    {
        foreach (var node in nodes)
        {
            switch (node)
            {
                case Literal literal:
                    text.Append(literal.Text);
                    break;
                case Field field:
                    text.Append(
                        scopes.Select(scope => scope.Fields.GetValueOrDefault(field.Name)).FirstOrDefault(value => value is not null)
                            ?? throw new KeyNotFoundException($"No field {field.Name}."));
                    break;
                case Repeat repeat:
                    var rows = scopes.Select(scope => scope.Lists.GetValueOrDefault(repeat.Name)).FirstOrDefault(list => list is not null)
                        ?? throw new KeyNotFoundException($"No list {repeat.Name}.");
                    foreach (var row in rows)
                    {
                        Write(text, repeat.Nodes, [row, .. scopes]);
                    }

                    break;
            }
        }
    }

    // A repeat tag alone on its line takes the line with it.
    [GeneratedRegex(
        @"(?<=^)\{\{(?<kind>[#/])(?<name>[a-z_.]+)\}\}\n|\{\{(?<kind>[#/]?)(?<name>[a-z_.]+)\}\}",
        RegexOptions.Multiline | RegexOptions.ExplicitCapture)]
    private static partial Regex Tag();

    private abstract record Node;

    private sealed record Literal(string Text) : Node;

    private sealed record Field(string Name) : Node;

    private sealed record Repeat(string Name, IReadOnlyList<Node> Nodes) : Node;
}
