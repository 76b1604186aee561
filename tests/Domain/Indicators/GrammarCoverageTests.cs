using System.Text.RegularExpressions;

namespace PerfFlow.Domain.Tests.Indicators;

/// <summary>
/// grammar.md leaves no row of the grammar table (field.md §2.4) with fewer than three spellings, and no pattern of it without one.
/// </summary>
public sealed class GrammarCoverageTests
{
    private const string X = @"[-\d.,]+\S*";

    private static readonly ILookup<string, string[]> Rows =
        MarkdownTable.Read("Indicators/grammar.md", 5).ToLookup(row => row.Section, row => row.Cells);

    /// <summary>A section of grammar.md, what its readings look like, and the patterns the row names.</summary>
    public static TheoryData<string, string, string[]> TableRows => new()
    {
        { "At least: ≥", "^≥", [$"^≥{X}", $"^>={X}", $"^不低于{X}", $"^不少于{X}", $"^至少{X}", $"^{X}以上$", $"^{X}及以上$", $"^达{X}", $"^达到{X}以上$"] },
        { "More than: >", "^>", [$"^>{X}", $"^超过{X}", $"^高于{X}", $"^大于{X}"] },
        { "At most: ≤", "^≤", [$"^≤{X}", $"^不超过{X}", $"^不高于{X}", $"^不多于{X}", $"^控制在{X}以内$", $"^{X}以内$", $"^{X}以下$", @"^\d+个工作日内$"] },
        { "Less than: <", "^<", [$"^<{X}", $"^低于{X}", $"^小于{X}", $"^少于{X}"] },
        { "Exactly: =", "^=", [$"^={X}", @"^\d+$", @"^\d+%$", $"^为{X}"] },
        { "About: scored like ≥", "^约", [$"^约{X}", @"^\d+\S左右$", @"^\d+余", @"^\d+多"] },
        { "Between", @"\d~-?\d", [@"^\d+%?~\d+%?$", @"^\d+-\d+%$", @"^\d+%?至\d+%?$"] },
        { "None may happen", "^[=≤]0", ["^无\\S+事件$", "^零投诉$", "^0起$", "^不发生\\S+"] },
        { "By a day", "前$", [@"^\d{4}年\d+月\d+日前$", @"^\d{4}年\d+月底前$", @"^\d+月底前$", "^年底前$", @"^第\S季度"] },
        { "How often", "^[≥≤]", ["^每季度一次$", "^每两月一次,共6期$"] },
        { "Yes or no", "^[是否]$", ["^是$", "^否$", "^完成$", "^已完成$"] },
        { "Quality: 定性", "^定性$", ["^显著提升$"] },
    };

    [Theory]
    [MemberData(nameof(TableRows))]
    public void Each_row_of_the_table_has_three_spellings_and_each_of_its_patterns(string section, string reading, string[] patterns)
    {
        var spellings = Rows[section].Where(row => Regex.IsMatch(row[3], reading)).Select(row => row[0]).Distinct().ToList();

        Assert.True(spellings.Count >= 3, $"{section}: {string.Join(", ", spellings)}");
        Assert.All(patterns, pattern => Assert.Contains(spellings, text => Regex.IsMatch(text, pattern)));
    }
}
