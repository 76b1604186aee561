using PerfFlow.Domain.Forms;
using PerfFlow.Sheets.Grid;

namespace PerfFlow.Sheets.Forms;

/// <summary>Amounts as they are typed, brought to 万元.</summary>
internal sealed class FundAmounts(FormArea area, int end)
{
    private readonly decimal scale = Scale(area, end);

    /// <param name="lines">Of the block: a total that was never calculated is their sum.</param>
    public Cell Read(int row, int column, IReadOnlyList<FundLine> lines)
    {
        if (area.At(row, column) is { } stored && stored.Is(CellTraits.NoCache) && Sum(row, column, lines) is { } sum)
        {
            return area.Computed(row, column) with { Number = sum };
        }

        var cell = area.Value(row, column);
        if (area.At(row, column)?.Number is { } number)
        {
            return cell with { Number = number * scale, Percent = false };
        }

        if (MoneyUnit.IsNone(cell.Raw))
        {
            return cell with { Raw = cell.Raw.Trim().TrimStart(MoneyUnit.Apostrophes), Number = null, Percent = false };
        }

        if (MoneyUnit.Amount(cell.Raw) is not { } written)
        {
            if (!area.At(row, column)!.Value.Is(CellTraits.NoCache | CellTraits.Error))
            {
                area.Findings.Add(Notes.AmountUnreadable(cell.Place));
            }

            return cell with { Number = null, Percent = false };
        }

        area.Findings.Add(Notes.TextNumber(cell.Place));
        return cell with { Number = written.Number * (written.Unit ?? scale), Percent = false };
    }

    /// <summary>
    /// A total that was never calculated is the sum of the lines below it; null when this is no total or a line has no number.
    /// </summary>
    private decimal? Sum(int row, int column, IReadOnlyList<FundLine> lines)
    {
        var total = lines.ToList().FindIndex(line => line.Row == row && line.IsTotal);
        if (total < 0)
        {
            return null;
        }

        decimal sum = 0;
        var any = false;
        foreach (var at in lines.Skip(total + 1).Where(line => !line.IsTotal && line.Row > row).Select(line => line.Row))
        {
            var text = area.Text(at, column);
            if (area.At(at, column) is { } cell && cell.Is(CellTraits.NoCache | CellTraits.Error))
            {
                return null;
            }

            if (!NumberText.IsPlaceholder(text))
            {
                any = true;
                sum += Read(at, column, lines).Number ?? 0;
            }
        }

        return any ? sum : null;
    }

    private static decimal Scale(FormArea area, int end)
    {
        decimal? declared = null;
        for (var row = area.Top; row <= end; row++)
        {
            foreach (var cell in area.Row(row))
            {
                if (cell.Text.Length > 80 || MoneyUnit.Declared(cell.Text) is not { } unit)
                {
                    continue;
                }

                if (declared is { } other && other != unit)
                {
                    area.Findings.Add(Notes.MoneyUnitConflict(area.Place(cell.Row, cell.Column)));
                }

                declared ??= unit;
            }
        }

        if (declared is null)
        {
            area.Findings.Add(Notes.MoneyUnitMissing(area.Place(area.Top, 1)));
        }

        return declared ?? 1;
    }
}
