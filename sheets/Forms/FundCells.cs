namespace PerfFlow.Sheets.Forms;

/// <summary>What a column of the funds block holds.</summary>
internal enum FundField
{
    InitialBudget,
    Budget,
    Spent,
    Rate,
    Forecast,
    Points,
    Score,
    Reason,
}

/// <summary>Where the fields of one line of funds stand.</summary>
/// <param name="Row">Of the line, for what it has no cell of.</param>
internal sealed record FundCells(int Row, IReadOnlyDictionary<FundField, (int Row, int Column)> Cells)
{
    public (int Row, int Column)? this[FundField field] => Cells.TryGetValue(field, out var at) ? at : null;

    /// <summary>A row a source, a column a field, as the official forms have it.</summary>
    public static FundCells Across(int row, IReadOnlyDictionary<FundField, int> columns) =>
        new(row, columns.ToDictionary(column => column.Key, column => (row, column.Value)));

    /// <summary>A column a source, a row a field: 全年预算数 and 全年执行数 stand below each other. None where the form has no such block.</summary>
    /// <param name="kind">What a label says of its row.</param>
    /// <param name="columns">What the heads of a row say of columns: 分值 and 得分 beside the sources.</param>
    public static IEnumerable<(FundLine Line, FundCells Cells)> Down(
        FormArea area, int end, Func<string, FundField?> kind, Func<int, Dictionary<FundField, int>> columns)
    {
        for (var row = area.Top; row < end - 1; row++)
        {
            var sources = area.Row(row)
                .Where(cell => cell.Number is null && cell.Text.Length <= 40)
                .Select(cell => (cell.Column, cell.Text, Source: Labels.Source(cell.Text)))
                .Where(head => head.Source is not null)
                .ToList();
            var fields = sources.Count > 1 ? Fields(area, row, end, sources[0].Column, kind) : [];
            if (!fields.ContainsKey(FundField.Spent) || !sources.Exists(head => head.Source == Domain.Forms.FundSource.Total))
            {
                continue;
            }

            var beside = columns(row).Where(column => column.Key is FundField.Points or FundField.Score or FundField.Rate)
                .ToDictionary(column => column.Key, column => (row + 1, column.Value));
            return sources.Select(head => (
                new FundLine(head.Source!.Value, row + 1, head.Column, head.Text),
                new FundCells(row + 1, fields.ToDictionary(field => field.Key, field => (field.Value, head.Column))
                    .Concat(head.Source == Domain.Forms.FundSource.Total ? beside : [])
                    .ToDictionary())));
        }

        return [];
    }

    /// <summary>The row of each field below the heads, by the label left of the first source.</summary>
    private static Dictionary<FundField, int> Fields(FormArea area, int heads, int end, int before, Func<string, FundField?> kind)
    {
        var fields = new Dictionary<FundField, int>();
        for (var row = heads + 1; row < end; row++)
        {
            var label = area.Row(row).Where(cell => cell.Column < before).Select(cell => kind(PrintedLabel.Of(cell.Text))).FirstOrDefault(
                field => field is not null);
            if (label is { } field)
            {
                fields.TryAdd(field, row);
            }
        }

        return fields;
    }
}
