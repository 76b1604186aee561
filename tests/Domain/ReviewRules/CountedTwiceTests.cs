using System.Globalization;
using PerfFlow.Domain.SelfEvaluation;

namespace PerfFlow.Domain.Tests.ReviewRules;

public sealed class CountedTwiceTests
{
    private static readonly string[] Levels = ["产出指标", "产出", "效益指标", "满意度指标(10分)"];

    /// <summary>Names of few letters, so that many are nearly alike.</summary>
    private static readonly Gen<(string Level, string Name)[]> Sheets =
        Gen.Select(Gen.Int[0, 3], Gen.String[Gen.Char["甲乙丙丁戊"], 0, 12], (level, name) => (Levels[level], name)).Array[0, 40];

    [Fact]
    public void Finds_what_comparing_every_row_with_every_other_finds() =>
        Sheets.Sample(rows => Assert.Equal(ByEveryPair(rows), Found(rows)), iter: 500);

    [Fact]
    public void Finds_the_same_on_a_sheet_of_more_than_a_thousand_rows()
    {
        var rows = Enumerable.Range(0, 1_500)
            .Select(i => (Levels[i % 3], i % 100 == 99 ? $"第{i - 1}次培训的人数" : $"第{i}次培训的人数"))
            .ToArray();

        Assert.Equal(ByEveryPair(rows), Found(rows));
    }

    private static List<(string Later, string Message)> Found((string Level, string Name)[] rows)
    {
        var form = Make.SelfEvaluation(
            10, 10, [.. rows.Select((row, i) => Make.Row(row.Level, "数量指标", row.Name, "≥1", "1", 1, 1, row: i))]);
        return [.. SelfEvaluationCheck.Run(form, Make.Std, 2023, null).Findings
            .Where(f => f.Code == "COUNTED_TWICE")
            .Select(f => (f.Place!.Cell, f.Message.Zh[..f.Message.Zh.IndexOf("重复", StringComparison.Ordinal)]))];
    }

    private static List<(string Later, string Message)> ByEveryPair((string Level, string Name)[] rows)
    {
        var found = new List<(string, string)>();
        for (var later = 0; later < rows.Length; later++)
        {
            var first = Array.FindIndex(
                rows, 0, later, row => Kind(row.Level) != Kind(rows[later].Level) && Dice(row.Name, rows[later].Name) >= 0.8m);
            if (first >= 0)
            {
                found.Add((string.Create(CultureInfo.InvariantCulture, $"D{later}"), $"“{rows[later].Name}”与另一一级指标下的“{rows[first].Name}”"));
            }
        }

        return found;
    }

    private static char Kind(string level) => level[0];

    private static decimal Dice(string left, string right)
    {
        if (left.Length < 2 || right.Length < 2 || Math.Abs(left.Length - right.Length) > left.Length)
        {
            return 0;
        }

        var rest = Enumerable.Range(0, left.Length - 1).Select(i => (left[i], left[i + 1])).ToList();
        var pairs = rest.Count + right.Length - 1;
        var common = 0;
        for (var i = 0; i < right.Length - 1; i++)
        {
            common += rest.Remove((right[i], right[i + 1])) ? 1 : 0;
        }

        return 2m * common / pairs;
    }
}
