using PerfFlow.Domain.Forms;

namespace PerfFlow.Sheets.Forms;

/// <summary>A line of the funds block by its label.</summary>
/// <param name="Label">Column of the label.</param>
internal sealed record FundLine(FundSource Source, int Row, int Label, string Text)
{
    /// <summary>A form has about five lines of funds; every one is read against the others.</summary>
    private const int Most = 50;

    private static readonly string[] OtherThanMoney = ["人数", "个数", "数量", "电话", "负责人", "日期", "时间", "编号", "编码", "面积"];

    public bool IsTotal => Source == FundSource.Total;

    /// <summary>Named by a level of government.</summary>
    public bool IsOfLevel => Source == FundSource.Fiscal
        && PrintedLabel.Of(Text).Split(':')[^1] is var label
        && (Labels.IsOfLevel(label) || Labels.NamesLevel(label));

    /// <summary>财政拨款 of all levels together.</summary>
    public bool IsFiscal => Source == FundSource.Fiscal && !IsOfLevel;

    /// <summary>Of several years: 实施期资金总额, 中期资金总额.</summary>
    private bool IsLonger => IsTotal && (Has("实施期") || Has("中期") || Has("长期") || Has("三年") || Has("总投资"));

    /// <summary>The lines of the year, in the order of their rows. A block of several years beside or above it is left out.</summary>
    public static IEnumerable<FundLine> Find(FormArea area, int end)
    {
        var all = Labelled(area, end).Take(Most).ToList();
        var longer = all
            .GroupBy(line => line.Label)
            .SelectMany(column => column.Where(
                line => column.LastOrDefault(total => total.IsTotal && total.Row <= line.Row) is { IsLonger: true } || line.Has("实施期")))
            .ToHashSet();
        all = [.. all.Except(longer)];
        return all.Concat(Unnamed(area, end, all)).OrderBy(line => line.Row);
    }

    /// <summary>Lines under the total whose label no form prints (群众投工投劳): amounts all the same.</summary>
    private static List<FundLine> Unnamed(FormArea area, int end, List<FundLine> known)
    {
        var unnamed = new List<FundLine>();
        foreach (var total in known.Where(line => line.IsTotal))
        {
            for (var row = total.Row + 1; row < end && unnamed.Count < Most && area.Text(row, total.Label) is { Length: > 0 } text; row++)
            {
                var isNamed = known.Exists(line => line.Row == row && line.Label == total.Label);
                if (!isNamed
                    && (Labels.IsLabel(text)
                        || OtherThanMoney.Any(word => text.Contains(word, StringComparison.Ordinal))
                        || Periods.Year(text) is not null || text.Contains("年度", StringComparison.Ordinal) // 分年度预算安排: of other years
                        || area.RightOf(row, area.Area(row, total.Label).Right + 1) is not { } at
                        || area.At(row, at)?.Number is null))
                {
                    break;
                }

                if (!isNamed)
                {
                    var fiscal = Labels.NamesLevel(PrintedLabel.Of(text).Split(':')[^1]); // 中央林业专项
                    unnamed.Add(new(fiscal ? FundSource.Fiscal : FundSource.Other, row, total.Label, text));
                }
            }
        }

        return unnamed;
    }

    private static IEnumerable<FundLine> Labelled(FormArea area, int end)
    {
        for (var row = area.Top; row < end; row++)
        {
            if (area.Row(row).Any(cell => Labels.IsHeading(cell.Text) || Labels.IsGoal(cell.Text)))
            {
                continue; // a project may be called 财政资金绩效评价, and a goal speak of it
            }

            foreach (var cell in area.Row(row))
            {
                if (cell.Number is null
                    && cell.Text.AsSpan().IndexOfAny('。', '；', ';') < 0
                    && !(row > area.Top && Labels.IsGoal(area.Text(row - 1, cell.Column)))
                    && Labels.Source(cell.Text) is { } source)
                {
                    yield return new(source, row, cell.Column, cell.Text);
                }
            }
        }
    }

    private bool Has(string word) => Text.Contains(word, StringComparison.Ordinal);
}
