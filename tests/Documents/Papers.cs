using System.Collections.Immutable;
using PerfFlow.Domain.Documents;

namespace PerfFlow.Documents.Tests;

/// <summary>Documents for tests.</summary>
internal static class Papers
{
    private static readonly string[] Hostile =
    [
        "目标", "a|b", "<b>&amp;</b>", "\0\u0001\uFFFF", "\uD800", "\uD83D\uDE00𠮷", "=cmd|' /C calc'!A0", "1. x", "]]>", "\t \u00A0", "",
    ];

    /// <summary>Every kind of block, text that means something to each form, a long table, pages of both orientations.</summary>
    public static Document Whole { get; } = new(
        "某局2023年度项目支出绩效单位自评报告",
        [
            new Block.Heading(1, "一、项目基本情况"),
            new Block.Heading(2, "(一)项目概况"),
            new Block.Paragraph([new("共"), new("12", "sum.projects"), new("个项目，支出"), new("1,234.50", "sum.spent"), new("万元。")]),
            new Block.Paragraph([new("# 不是标题 | 不是单元格 <script>alert(1)</script> [链](http://x) *星* _线_ `码` {{字段}} & \"引\"")]),
            new Block.Paragraph([new("1. 不是列表")]),
            new Block.Paragraph([new("- 也不是")]),
            Rows("各项目得分", 120, "项目"),
            new Block.Heading(3, "1. 三级"),
            new Block.Paragraph([new(string.Concat(Enumerable.Repeat("很长的一段话，要换行。", 60)))]),
            new Block.Signature("某局", ["单位负责人(签字)：", "财务科负责人(签字)："]),
            new Block.Page(Landscape: true),
            new Block.Heading(1, "附件一"),
            Rows(null, 3, string.Concat(Enumerable.Repeat("长名称", 40))),
            new Block.Page(Landscape: true),
            new Block.Heading(1, "附件二"),
            new Block.Paragraph([new("还是横页。")]),
            new Block.Page(Landscape: false),
            new Block.Heading(1, "附件三"),
            new Block.Paragraph([new("又是竖页。")]),
        ]);

    public static Gen<Document> Any { get; } =
        from title in Text
        from blocks in Gen.OneOf<Block>(
            from level in Gen.Int[1, 4] from text in Text select (Block)new Block.Heading(level, text),
            from runs in Runs.Array[0, 3] select (Block)new Block.Paragraph([.. runs]),
            from wide in Gen.Bool select (Block)new Block.Page(wide),
            from unit in Text from signs in Text.Array[0, 2] select (Block)new Block.Signature(unit, [.. signs]),
            Tables).Array[0, 8]
        select new Document(title, [.. blocks]);

    private static Gen<string> Text => Gen.OneOf(
        Gen.String[0, 12],
        Gen.Int[0, Hostile.Length - 1].Select(i => Hostile[i]));

    private static Gen<Run> Runs => from text in Text from bound in Gen.Bool select new Run(text, bound ? "p1.spent" : null);

    private static Gen<Block> Tables =>
        from caption in Text
        from columns in Gen.Select(Text, Gen.Int[1, 30], Gen.Enum<Alignment>())
            .Select((text, weight, side) => new Column(text, weight, side))
            .Array[1, 5]
        from rows in Runs.Array[columns.Length].Array[0, 3]
        select (Block)new Block.Table(
            caption.Length == 0 ? null : caption, [.. columns], [.. rows.Select(row => row.ToImmutableArray())]);

    private static Block.Table Rows(string? caption, int rows, string name) => new(
        caption,
        [new("序号列", 3, Alignment.Center), new("名称列", 12), new("金额列", 6, Alignment.Right)],
        [
            .. Enumerable.Range(1, rows).Select(
                row => (ImmutableArray<Run>)[new($"{row}"), new($"{name}{row}"), new($"{row * 1000:#,##0.00}", $"p{row}.spent")]),
        ]);
}
