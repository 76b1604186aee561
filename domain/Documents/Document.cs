using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace PerfFlow.Domain.Documents;

/// <summary>
/// A paper as it is meant, before it is Word, HTML or Markdown: headings, paragraphs, tables, and what is signed. All texts are plain; each
/// form escapes them its own way.
/// </summary>
/// <param name="Title">Once, above everything.</param>
public sealed record Document(string Title, ImmutableArray<Block> Blocks);

/// <summary>A part of a document that stands by itself, in reading order.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(Heading), "heading")]
[JsonDerivedType(typeof(Paragraph), "paragraph")]
[JsonDerivedType(typeof(Table), "table")]
[JsonDerivedType(typeof(Page), "page")]
[JsonDerivedType(typeof(Signature), "signature")]
public abstract record Block
{
    private Block()
    {
    }

    /// <param name="Level">1 for 一、, 2 for (一), 3 for what is below.</param>
    /// <param name="Text">With its number.</param>
    public sealed record Heading(int Level, string Text) : Block;

    /// <summary>One paragraph of body text; line ends do not occur in it.</summary>
    public sealed record Paragraph(ImmutableArray<Run> Runs) : Block
    {
        /// <summary>Whether two say the same, word for word and bound alike.</summary>
        public bool Equals(Paragraph? other) => other is not null && Runs.AsSpan().SequenceEqual(other.Runs.AsSpan());

        public override int GetHashCode() => Runs.Aggregate(0, HashCode.Combine);
    }

    /// <summary>Its head is repeated on every page it reaches.</summary>
    /// <param name="Caption">Above it; null for none.</param>
    /// <param name="Rows">Each with a cell for every column.</param>
    public sealed record Table(string? Caption, ImmutableArray<Column> Columns, ImmutableArray<ImmutableArray<Run>> Rows) : Block
    {
        public bool Equals(Table? other)
            => other is not null
            && Caption == other.Caption
            && Columns.AsSpan().SequenceEqual(other.Columns.AsSpan())
            && Rows.Length == other.Rows.Length
            && Rows.Zip(other.Rows).All(pair => pair.First.AsSpan().SequenceEqual(pair.Second.AsSpan()));

        public override int GetHashCode() => HashCode.Combine(Caption, Columns.Length, Rows.Length);
    }

    /// <summary>What follows begins a new page, of this orientation.</summary>
    public sealed record Page(bool Landscape) : Block;

    /// <summary>Where it is signed and sealed: the unit at the right, room for its seal and the date below, and lines to sign on.</summary>
    /// <param name="Signs">What each line is for: 分管领导(签字).</param>
    public sealed record Signature(string Unit, ImmutableArray<string> Signs) : Block
    {
        public bool Equals(Signature? other)
            => other is not null && Unit == other.Unit && Signs.AsSpan().SequenceEqual(other.Signs.AsSpan());

        public override int GetHashCode() => HashCode.Combine(Unit, Signs.Length);
    }
}

/// <summary>A stretch of text. One that is bound to data is shown as the data has it, and is not to be typed over.</summary>
/// <param name="Text">As shown.</param>
/// <param name="Field">Which datum it is, such as <c>sum.spent</c> or <c>p01.score</c>; null for words.</param>
public sealed record Run(string Text, string? Field = null);

/// <param name="Weight">Its share of the width, beside those of the others.</param>
public sealed record Column(string Title, int Weight, Alignment Alignment = Alignment.Left);

public enum Alignment
{
    Left,
    Center,
    Right,
}
