using System.Globalization;
using System.Text;
using PerfFlow.Domain.Forms;
using PerfFlow.Sheets.Grid;
using PerfFlow.Sheets.Reading;
using PerfFlow.Sheets.Tests.Writers;
using PerfFlow.Sheets.Xlsx;

namespace PerfFlow.Sheets.Tests.Corpus;

/// <summary>
/// The expectations beside the workbooks are written by the reader; here every cell it read is held to what the writer put in
/// that place, and every value of a row to the header printed over it, by rules of the test's own.
/// </summary>
public sealed class CorpusValueTests
{
    private static readonly Dictionary<string, Written> Papers = CorpusFiles.Written()
        .Where(file => file.File.Drafts.Count > 0)
        .ToDictionary(file => file.Name, file => file.File);

    private static readonly string[] EndsOfRows = ["总分", "合计", "备注", "审核", "其他需要", "实施进度", "偏差或", "评价结论", "填报人"];

    public static TheoryData<string> Files => [.. Papers.Keys];

    [Theory]
    [MemberData(nameof(Files))]
    public void Every_cell_is_what_was_written_there(string file)
    {
        var paper = Papers[file];
        var formats = file != "self-no-styles.xlsx";
        var wrong = new StringBuilder();
        foreach (var form in SheetReader.Read(paper.Bytes).Forms)
        {
            var draft = paper.Drafts.Single(draft => draft.Name == form.Sheet);
            foreach (var (cell, money) in Cells(form))
            {
                var (raw, number, percent) = Expected(draft, cell.Place.Cell, money);
                percent &= formats || draft[cell.Place.Cell] is string;
                if ((raw is not null && raw != cell.Raw) || number != cell.Number || percent != cell.Percent)
                {
                    wrong.AppendLine(
                        CultureInfo.InvariantCulture,
                        $"{cell.Place.Cell}: {cell.Raw} = {cell.Number} {cell.Percent}, not {raw} = {number} {percent}");
                }
            }
        }

        Assert.Equal("", wrong.ToString());
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void Every_value_stands_under_its_header(string file)
    {
        var paper = Papers[file];
        var wrong = new StringBuilder();
        foreach (var form in SheetReader.Read(paper.Bytes).Forms)
        {
            var draft = paper.Drafts.Single(draft => draft.Name == form.Sheet);
            foreach (var (what, cell) in Columns(form).Where(each => !each.Cell.IsBlank))
            {
                var (row, column) = CellReference.Parse(cell.Place.Cell);
                var header = HeaderOver(draft, row, column);
                if (!what.Split('|').Any(word => header.Contains(word, StringComparison.Ordinal)))
                {
                    wrong.AppendLine(CultureInfo.InvariantCulture, $"{cell.Place.Cell} {cell.Raw}: {what} under {header}");
                }
            }
        }

        Assert.Equal("", wrong.ToString());
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void Every_indicator_that_shows_is_read_once(string file)
    {
        var paper = Papers[file];
        var read = SheetReader.Read(paper.Bytes)
            .Forms.SelectMany(form => Rows(form).Concat(LongTerm(form)).Select(row => $"{form.Sheet}!{row.Key.Name.Place.Cell}"))
            .Order(StringComparer.Ordinal);

        Assert.Equal(paper.Drafts.Where(draft => !draft.Hidden).SelectMany(Shown).Order(StringComparer.Ordinal), read);
    }

    /// <summary>Names under 三级指标 in visible rows, up to the total or the notes.</summary>
    private static IEnumerable<string> Shown(Draft draft)
    {
        foreach (var header in draft.Cells.Where(cell => IsNameHeader(cell.Value)))
        {
            var next = draft.Cells
                .Where(cell => cell.Key.Row > header.Key.Row && cell.Key.Column == header.Key.Column && IsNameHeader(cell.Value))
                .Select(cell => cell.Key.Row)
                .DefaultIfEmpty(int.MaxValue)
                .Min();
            var end = draft.Cells
                .Where(cell => cell.Key.Row > header.Key.Row
                    && cell.Key.Column < header.Key.Column
                    && cell.Value is string text
                    && (EndsOfRows.Any(word => text.StartsWith(word, StringComparison.Ordinal)) || text.EndsWith('表')))
                .Select(cell => cell.Key.Row).DefaultIfEmpty(int.MaxValue).Min();
            for (var row = header.Key.Row + 1; row < Math.Min(Math.Min(next, end), draft.Cells.Keys.Max(cell => cell.Row) + 1); row++)
            {
                var values = draft.Cells
                    .Where(cell => cell.Key.Row == row && cell.Key.Column >= header.Key.Column && cell.Key.Column <= header.Key.Column + 4)
                    .Select(cell => cell.Value)
                    .ToList();
                var level1 = draft.Cells.LastOrDefault(cell => cell.Key.Row <= row
                    && cell.Key.Row > header.Key.Row
                    && cell.Key.Column < header.Key.Column
                    && cell.Value is string text
                    && text.Contains("执行率", StringComparison.Ordinal));
                var subheader = values.Any(value => value is "经费保障" or "确定能")
                    || draft.Cells.Any(cell => cell.Key.Row == row && cell.Value is "经费保障");
                if (values.Count > 0
                    && !values.All(value => value is "……")
                    && !draft.HiddenRows.Contains(row)
                    && !subheader
                    && level1.Key.Row != row)
                {
                    yield return $"{draft.Name}!{SheetGrid.Address(row, header.Key.Column)}";
                }
            }
        }
    }

    private static bool IsNameHeader(object value) =>
        value is string text && string.Concat(text.Where(c => !char.IsWhiteSpace(c))) is "三级指标" or "指标内容";

    private static string HeaderOver(Draft draft, int row, int column)
    {
        var line = draft.Cells.Where(cell => cell.Key.Row < row && IsNameHeader(cell.Value)).Max(cell => cell.Key.Row);
        var texts = new StringBuilder();
        for (var at = line; at <= Math.Min(line + 1, row - 1); at++)
        {
            var merge = draft.Merges.FirstOrDefault(
                merge => merge.Top <= at && merge.Bottom >= at && merge.Left <= column && merge.Right >= column);
            texts.Append(draft.Cells.GetValueOrDefault(merge == default ? (at, column) : (merge.Top, merge.Left))).Append(' ');
        }

        return string.Concat(texts.ToString().Where(c => !char.IsWhiteSpace(c)));
    }

    private static (string? Raw, decimal? Number, bool Percent) Expected(Draft draft, string address, bool money)
    {
        var scale = money && draft.Cells.Values.OfType<string>().Any(text => text is "金额单位:元" or "项目资金(元)") ? 0.0001m : 1;
        return draft[address] switch
        {
            null => ("", null, false),
            string text => Text(text.Replace("²", "", StringComparison.Ordinal), money, scale), // a footnote mark, no digit of the number
            Shown { Format: var format, Number: var number }
                => format.Contains('y', StringComparison.Ordinal) || format.Contains('h', StringComparison.Ordinal) ? (null, null, false)
                    : (null, (decimal)number * scale, format is "0%" or "0.0%" or "0.00%" or "0.0%;[Red]-0.0%" && !money),
            Computed { Cached: null } => ("", TotalOf(draft, address), false),
            Computed { Cached: var cached } => (null, Convert.ToDecimal(cached, CultureInfo.InvariantCulture), false),
            Faulty { Text: var error } => (error, null, false),
            var number => (null, (decimal)Convert.ToDouble(number, CultureInfo.InvariantCulture) * scale, false),
        };
    }

    /// <summary>Texts stay as they are; the numbers in them are read by hand here.</summary>
    private static (string? Raw, decimal? Number, bool Percent) Text(string text, bool money, decimal scale)
    {
        var plain = string.Concat(text.Where(c => !char.IsWhiteSpace(c)).Select(c => c is >= '！' and <= '～' ? (char)(c - 0xFEE0) : c))
            .Replace(",", "", StringComparison.Ordinal);
        var digits = string.Concat(plain.TakeWhile(c => char.IsAsciiDigit(c) || c == '.'));
        var unit = plain[digits.Length..];
        if (digits.Length == 0 || unit.Any(c => char.IsDigit(c) || c is '-' or '½' or '.'))
        {
            return (text, null, false);
        }

        var number = decimal.Parse(digits, CultureInfo.InvariantCulture);
        return (money, unit) switch
        {
            (false, "%") => (text, number / 100, true),
            (false, _) => (text, number, false),
            (true, "元") => (text, number * 0.0001m, false),
            (true, "万元" or "万") => (text, number, false),
            _ => (text, number * scale, false),
        };
    }

    /// <summary>A total of funds that was never calculated is added up from the three lines below it.</summary>
    private static decimal? TotalOf(Draft draft, string address)
    {
        var (row, column) = CellReference.Parse(address);
        return draft[address] is Computed { Formula: var formula }
            && formula.StartsWith($"SUM({address[0]}{row + 1}", StringComparison.Ordinal)
            ? Enumerable.Range(row + 1, 3).Sum(at => Convert.ToDecimal(draft.Cells[(at, column)], CultureInfo.InvariantCulture))
            : null;
    }

    private static IEnumerable<(Cell Cell, bool Money)> Cells(ReadForm form)
    {
        var money = form switch
        {
            ReadForm.Targets targets => targets.Form.Funds.Select(fund => fund.Amount),
            ReadForm.Monitoring monitoring
                => monitoring.Form.Funds.SelectMany(fund => new[] { fund.InitialBudget, fund.Budget, fund.Spent, fund.Forecast }),
            ReadForm.SelfEvaluation evaluation
                => evaluation.Form.Funds.SelectMany(fund => new[] { fund.InitialBudget, fund.Budget, fund.Spent }),
            _ => [],
        };
        var others = Columns(form).Where(each => each.What is not ("三级|内容" or "一级" or "二级" or "原因" or "备注" or "可能性|确定能"))
            .Select(each => each.Cell);
        return [.. money.Where(cell => cell.Place.Cell != "A1").Select(cell => (cell, true)), .. others.Select(cell => (cell, false))];
    }

    private static IEnumerable<(IndicatorKey Key, Cell?[] Values)> Rows(ReadForm form) => form switch
    {
        ReadForm.Targets targets => targets.Form.Rows.Select(row => (row.Key, new[] { row.Value, row.Nature, row.Unit, row.Points })),
        ReadForm.Monitoring monitoring => monitoring.Form.Rows.Select(
            row => (row.Key, new[] { row.Target, row.Nature, row.Unit, null, row.Actual, row.Forecast, row.Reason, row.Remark })),
        ReadForm.SelfEvaluation evaluation => evaluation.Form.Rows.Select(
            row => (row.Key, new[] { row.Target, row.Nature, row.Unit, row.Points, row.Actual, row.Score, row.Explanation })),
        _ => [],
    };

    private static IEnumerable<(IndicatorKey Key, Cell?[] Values)> LongTerm(ReadForm form) =>
        ((form as ReadForm.Targets)?.Form.LongTerm ?? []).Select(
            row => (row.Key, new Cell?[] { row.Value, row.Nature, row.Unit, row.Points }));

    private static IEnumerable<(string What, Cell Cell)> Columns(ReadForm form)
    {
        string[] words = form switch
        {
            ReadForm.Monitoring => ["指标值|目标值", "性质", "单位", "", "执行情况", "预计完成", "原因", "备注"],
            _ => ["指标值|目标值", "性质", "单位", "分值|权重", "完成值", "得分", "原因"],
        };
        foreach (var (key, values) in Rows(form).Concat(LongTerm(form)))
        {
            yield return ("一级", key.Level1);
            yield return ("二级", key.Level2);
            yield return ("三级|内容", key.Name);
            for (var i = 0; i < values.Length; i++)
            {
                // A cell the form does not have stands in its name column, blank.
                if (values[i] is { } cell && !(cell.IsBlank && cell.Place == key.Name.Place))
                {
                    yield return (words[i], cell);
                }
            }
        }
    }
}
