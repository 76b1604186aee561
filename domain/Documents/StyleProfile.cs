namespace PerfFlow.Domain.Documents;

/// <summary>
/// How a paper is set: fonts by their names, sizes in points, margins in millimetres. What is shipped is the typesetting of a review firm
/// (field.md §6) on the paper of field.md §15, which nobody has checked against the standard.
/// </summary>
/// <param name="LineSpacing">Fixed distance of lines of body text, in points.</param>
/// <param name="Digits">Font of digits and Latin letters.</param>
/// <param name="TableSize">Size of text in tables, in points; their lines are as high as the text.</param>
public sealed record StyleProfile(
    Margins Margins,
    Face Title,
    Face Body,
    Face Heading1,
    Face Heading2,
    decimal LineSpacing,
    string Digits,
    decimal TableSize)
{
    public static StyleProfile Standard { get; } = new(
        new(37, 35, 28, 26),
        new("方正小标宋简体", 22),
        new("仿宋_GB2312", 16),
        new("黑体", 16),
        new("楷体_GB2312", 16, Bold: true),
        30,
        "Times New Roman",
        10.5m);
}

/// <summary>In millimetres.</summary>
public sealed record Margins(int Top, int Bottom, int Left, int Right);

/// <param name="Size">In points.</param>
public sealed record Face(string Font, decimal Size, bool Bold = false);
