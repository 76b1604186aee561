using System.Collections.Immutable;
using PerfFlow.Domain.Documents;

namespace PerfFlow.Domain.Tests.Documents;

public sealed class DocumentDifferenceTests
{
    private static readonly Document Before = Paper(
        new Block.Heading(1, "一"), Text("甲"), Text("乙"), Text("乙"),
        new Block.Heading(2, "(一)"), Table("题", "行1", "行2"),
        new Block.Heading(1, "二"), new Block.Heading(2, "(一)"), Text("丙"),
        new Block.Heading(1, "三"), Text("丁"), Text("戊"));

    private static readonly Document After = Paper(
        new Block.Heading(1, "一"), Text("甲"), Text("乙"),
        new Block.Heading(2, "(一)"), Table("题", "行1", "行3"),
        new Block.Heading(1, "三"), Text("戊"), Text("丁"),
        new Block.Heading(1, "四"), Text("己"));

    [Fact]
    public void Sections_are_compared_by_their_headings_and_lines_by_their_text() => Assert.Equal(
        [
            "一 Changed -乙 +",
            "一 / (一) Changed -行2 +行3",
            "三 Changed - +",
            "四 Added - +己",
            "二 Removed - +",
            "二 / (一) Removed -丙 +",
        ],
        DocumentDifference.Of(Before, After).Select(
            section => $"{section.Heading} {section.Change} -{string.Join(',', section.Before)} +{string.Join(',', section.After)}"));

    [Fact]
    public void A_document_does_not_differ_from_itself() => Assert.Empty(DocumentDifference.Of(Before, Before));

    [Fact]
    public void What_is_bound_to_other_data_and_shows_the_same_is_no_difference() => Assert.Empty(DocumentDifference.Of(
        Paper(new Block.Paragraph([new("1", "a"), new("2")])), Paper(new Block.Paragraph([new("12")]))));

    [Fact]
    public void Sections_of_one_name_are_told_apart() => Assert.Equal(
        ["报告", "一 (2)", "一", "一 (3)"],
        DocumentLines.Of(Paper(new Block.Heading(1, "一 (2)"), new Block.Heading(1, "一"), new Block.Heading(1, "一")))
            .Select(section => section.Heading));

    private static Document Paper(params Block[] blocks) => new("报告", [.. blocks]);

    private static Block.Paragraph Text(string text) => new([new(text)]);

    private static Block.Table Table(string caption, params string[] rows)
        => new(caption, [new("列", 1)], [.. rows.Select(row => (ImmutableArray<Run>)[new(row)])]);
}
