using System.Collections.Immutable;
using System.Text.RegularExpressions;
using PerfFlow.Domain.Documents;
using PerfFlow.Domain.ReportTexts;
using PerfFlow.Domain.Texts;

namespace PerfFlow.Domain.Reporting;

/// <summary>Where a report is written down: sentences with bound fields, what people wrote, tables.</summary>
internal sealed partial class Paper(Fields fields)
{
    private readonly ImmutableArray<Block>.Builder blocks = ImmutableArray.CreateBuilder<Block>();

    public Document ToDocument(string title) => new(Plain(title, null), blocks.ToImmutable());

    /// <param name="project">Whose fields need no id.</param>
    public void Heading(int level, string text, string? project = null) => blocks.Add(new Block.Heading(level, Plain(text, project)));

    /// <summary>A sentence of ours.</summary>
    /// <param name="text">With fields, <c>{{sum.spent}}</c>.</param>
    /// <param name="project">Whose fields need no id.</param>
    /// <exception cref="KeyNotFoundException">It names a field that is none.</exception>
    public void Say(string text, string? project = null) => blocks.Add(new Block.Paragraph(Bound(text, project, null)));

    /// <summary>
    /// What people wrote, a paragraph for each of its lines. A field that is none, of a project that is gone, stays as it was typed.
    /// </summary>
    /// <param name="before">Set before the first line; null for nothing.</param>
    public void Quote(string text, string? project = null, string? before = null)
    {
        foreach (var (index, line) in Lines(text).Index())
        {
            blocks.Add(new Block.Paragraph(Bound(index == 0 ? before + line : line, project, static name => $"{{{{{name}}}}}")));
        }
    }

    public void Table(string? caption, ImmutableArray<Column> columns, IEnumerable<ImmutableArray<Run>> rows)
        => blocks.Add(new Block.Table(
            caption is null ? null : FullWidth.Of(caption),
            [.. columns.Select(column => column with { Title = FullWidth.Of(column.Title) })],
            [.. rows]));

    public void Page(bool landscape) => blocks.Add(new Block.Page(landscape));

    public void Signature(string unit, ReportNames names) => blocks.Add(new Block.Signature(
        unit, [FullWidth.Of("单位负责人(签字):"), FullWidth.Of($"{names.LeadOffice}负责人(签字):")]));

    /// <summary>A cell with the field's value.</summary>
    public Run FieldCell(string field, string? project = null)
    {
        var found = fields.Find(field, project) ?? throw new KeyNotFoundException($"No field {field}.");
        return new(found.Value, found.Name);
    }

    public IEnumerable<Run> FieldCells(params string[] names) => names.Select(name => FieldCell(name));

    /// <param name="project">Its id.</param>
    public ImmutableArray<Run> FieldRow(string project, params string[] names) => [.. names.Select(name => FieldCell(name, project))];

    /// <summary>A row of names and values as the data have them: a name has one spelling, here and where it is bound.</summary>
    public static ImmutableArray<Run> TextRow(params string?[] texts) => [.. texts.Select(TextCell)];

    /// <summary>What the lead and then each section have written on a topic.</summary>
    /// <returns>Whether anybody has.</returns>
    public bool Quote(ReportData data, TextTopic topic)
    {
        var before = blocks.Count;
        if (data.Texts.TryGetValue(topic, out var text))
        {
            Quote(text);
        }

        foreach (var project in data.Projects)
        {
            if (project.Texts.TryGetValue(topic, out var own))
            {
                Quote(own, project.Key, "{{name}}:");
            }
        }

        return blocks.Count > before;
    }

    /// <summary>For a cell: sentences that people wrote.</summary>
    public static string? Prose(string? text) => text is null ? null : FullWidth.Of(text);

    private static Run TextCell(string? text)
        => new(string.IsNullOrWhiteSpace(text) ? NumberStyle.Unknown : OneLine.Of(text.Trim()));

    private static string[] Lines(string text)
        => text.Split(['\n', '\r', '\u2028', '\u2029', '\v', '\f'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    /// <param name="unknown">What stands for a field that is none; null to throw.</param>
    private ImmutableArray<Run> Bound(string text, string? project, Func<string, string>? unknown)
    {
        var runs = new List<Run>();
        var from = 0;
        foreach (Match tag in Tag().Matches(text))
        {
            var name = tag.Groups["name"].Value;
            Add(text[from..tag.Index], null);
            from = tag.Index + tag.Length;
            if (fields.Find(name, project) is { } field)
            {
                Add(field.Value, field.Name);
            }
            else
            {
                Add(unknown?.Invoke(name) ?? throw new KeyNotFoundException($"No field {name}."), null);
            }
        }

        Add(text[from..], null);
        return Widened(runs);

        void Add(string part, string? field)
        {
            if (part.Length > 0)
            {
                runs.Add(new(part, field));
            }
        }
    }

    /// <summary>Marks of a sentence go by what stands on both sides of them, bound or not; what is bound is left as it is.</summary>
    private static ImmutableArray<Run> Widened(List<Run> runs)
    {
        var wide = FullWidth.Of(string.Concat(runs.Select(run => run.Text)));
        var at = 0;
        return
        [
            .. runs.Select(run =>
            {
                var part = wide.Substring(at, run.Text.Length);
                at += run.Text.Length;
                return run.Field is null ? run with { Text = part } : run;
            }),
        ];
    }

    private string Plain(string text, string? project) => string.Concat(Bound(text, project, null).Select(run => run.Text));

    [GeneratedRegex(@"\{\{(?<name>[A-Za-z0-9.-]{1,60})\}\}", RegexOptions.ExplicitCapture)]
    private static partial Regex Tag();
}
