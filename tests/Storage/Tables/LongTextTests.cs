using System.Text;
using Azure.Data.Tables;
using PerfFlow.Storage.Tables;

namespace PerfFlow.Storage.Tests;

public sealed class LongTextTests
{
    /// <summary>Texts around one, two and three parts, with characters of two units anywhere, also across a cut.</summary>
    private static readonly Gen<string> Texts =
        from length in Gen.OneOf(Gen.Int[0, 50], Gen.Int[30_700, 30_740], Gen.Int[61_420, 61_460])
        from odd in Gen.Bool
        from wide in Gen.Bool
        select (odd ? "a" : "") + string.Concat(Enumerable.Repeat(wide ? "𠮷" : "b", length / (wide ? 2 : 1)));

    [Fact]
    public void No_part_ends_within_a_character_and_all_parts_are_the_text() => Texts.Sample(text =>
    {
        var row = new TableEntity("p", "r").WithLongText("Row", text);

        Assert.Equal(text, row.GetLongText("Row"));
        Assert.All(row.Where(column => column.Key.StartsWith("Row", StringComparison.Ordinal) && column.Key != "RowKey"), column =>
        {
            var part = (string)column.Value;
            Assert.True(part.Length <= 30 * 1024);
            Assert.Equal(part, Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(part)));
        });
    });

    [Fact]
    public void A_text_merged_over_a_longer_one_is_read_as_it_is() => Gen.Select(Texts, Texts).Sample((before, after) =>
    {
        var row = new TableEntity("p", "r").WithLongText("Row", before).WithLongText("Row", after);

        Assert.Equal(after, row.GetLongText("Row"));
    });
}
