using PerfFlow.Domain.Findings;

namespace PerfFlow.Sheets.Tests.Unseen;

/// <summary>
/// What an expectation says must not be found: a code, or a sentence that stands for some. Sentences about values (<c>total 109</c>)
/// need no line here, the values are compared.
/// </summary>
internal static class Unwanted
{
    private static readonly string[] Scores = ["SCORE_MISMATCH", "SCORE_MISSING", "SCORE_OUT_OF_RANGE", "SCORE_UNPARSABLE"];
    private static readonly string[] Sums = ["WEIGHT_SUM", "WEIGHTS_MISMATCH"];
    private static readonly string[] Reasons = ["DEVIATION_REASON_MISSING", "EXPLANATION_MISSING"];
    private static readonly string[] Amounts = ["AMOUNT_UNPARSABLE", "AMOUNT_UNREADABLE"];
    private static readonly string[] Likelihoods = ["LIKELIHOOD_AMBIGUOUS", "LIKELIHOOD_MISSING"];
    private static readonly string[] Sizes =
        ["FILE_TOO_LARGE", "PART_TOO_LARGE", "TOO_MANY_CELLS", "TOO_MANY_COLUMNS", "TOO_MANY_ROWS", "TOTAL_TOO_LARGE"];

    /// <summary>The codes by how a sentence begins.</summary>
    private static readonly (string Beginning, string[] Codes)[] Sentences =
    [
        ("SCORE / wrong-score", Scores), ("any demand to change 得分", Scores), ("score findings", Scores),
        ("\"score must lie", Scores), ("score must lie", Scores), ("score above points", Scores), ("score 8.40", Scores),
        ("分值合计", Sums), ("points sum", Sums), ("sum of level", Sums), ("level 产出指标", Sums), ("效益指标 10 ≠ 30", Sums),
        ("missing reason for the execution rate", ["EXECUTION_REASON_NEEDED"]),
        ("missing reason at rows with full points", []), // others of the file must be found
        ("missing reason", Reasons), ("reason", Reasons), ("a deviation class", ["DEVIATION_CAUSE_MISSING"]),
        ("missing points", ["POINTS_INVALID", "POINTS_MISSING"]), ("unreadable points", ["POINTS_INVALID", "POINTS_UNCLEAR"]),
        ("missing target", ["TARGET_MISSING"]), ("empty target", ["TARGET_MISSING"]), ("read as 定性", ["QUALITATIVE_BAND"]),
        ("missing level", ["LEVEL_MISSING"]), ("a level without indicators", ["LEVEL_REQUIRED"]), ("duplicate", ["NAME_DUPLICATE"]),
        ("missing likelihood", Likelihoods), ("unknown likelihood", Likelihoods), ("unit mismatch", ["UNIT_MISMATCH"]),
        ("unreadable amount", Amounts), ("执行偏差原因 read as an amount", Amounts), ("unreadable actual", ["ACTUAL_UNPARSABLE"]),
        ("goal missing", ["GOAL_MISSING"]), ("年度目标为空", ["GOAL_MISSING"]), ("年度总体目标为空", ["GOAL_MISSING"]),
        ("年度资金总额为空", ["FUND_TOTAL_MISSING"]), ("amounts missing", ["FUNDS_MISSING", "FUND_TOTAL_MISSING"]),
        ("execution score missing", ["EXECUTION_SCORE_MISSING"]), ("rate", ["RATE_MISMATCH"]),
        ("总分 missing", ["EXECUTION_SCORE_MISSING", "TOTAL_MISSING"]), ("总分 does not fit", ["TOTAL_MISMATCH", "TOTAL_NOT_SUM"]),
        ("no actual column", ["COLUMN_MISSING"]), ("no column", ["COLUMN_MISSING"]), ("header not found", ["COLUMN_MISSING"]),
        ("半年 rejected", ["COLUMN_MISSING", "MONTH_MISSING"]), ("period not found", ["MONTH_MISSING"]),
        ("an opinion", ["LEVEL1_UNKNOWN"]), ("小计", ["LEVEL1_UNKNOWN", "LEVEL2_UNKNOWN"]),
        ("the same finding once per row", ["ACTUAL_MISSING"]), // the column is missing, not a value in each row
        ("too ", Sizes), ("corrupt", ["WORKBOOK_DAMAGED"]), ("macro", ["MACROS"]), ("contains macros", ["MACROS"]),
        ("415", ["NOT_A_WORKBOOK"]), ("not a spreadsheet", ["NOT_A_WORKBOOK"]),
        ("a finding about missing", ["COLUMN_MISSING", "NO_FORM_FOUND", "SHEET_MISSING"]),
    ];

    public static IEnumerable<string> In(Expectation expected, ProductAnswer answer) =>
        expected.MustNotFind.SelectMany(sentence => Findings(sentence, expected, answer)
            .Select(finding => $"wrongly found: {FindingComparison.Shown(finding)} ({sentence})")
            .Concat(Lights(sentence, answer)));

    private static IEnumerable<string> Lights(string sentence, ProductAnswer answer) =>
        from form in answer.Forms
        where (sentence.StartsWith("red light", StringComparison.Ordinal) && form.Light == "red")
            || (sentence.StartsWith("any light", StringComparison.Ordinal) && form.Light is not null)
        select $"wrongly shown: {form.Light} ({sentence})";

    private static IEnumerable<Finding> Findings(string sentence, Expectation expected, ProductAnswer answer)
    {
        var code = string.Concat(sentence.TakeWhile(c => char.IsAsciiLetterUpper(c) || char.IsAsciiDigit(c) || c == '_'));
        if (code.Contains('_', StringComparison.Ordinal) || code == sentence)
        {
            return answer.Findings.Where(finding => finding.Code == code && Fits(finding, sentence, expected));
        }

        if (sentence.Contains("offer", StringComparison.Ordinal))
        {
            return answer.Findings.Where(finding => finding.Suggestion?.Zh.Contains('=', StringComparison.Ordinal) == true);
        }

        if (sentence.StartsWith("save it as", StringComparison.Ordinal))
        {
            return answer.Findings.Where(finding => finding.Suggestion?.Zh.Contains(".xlsx 或 .xls", StringComparison.Ordinal) == true);
        }

        if (sentence.StartsWith("encrypted", StringComparison.Ordinal))
        {
            return answer.Findings.Where(finding =>
                finding.Code == "ENCRYPTED" && finding.Suggestion?.Zh.Contains("撤销工作簿保护", StringComparison.Ordinal) != true);
        }

        var codes = Sentences.FirstOrDefault(line => sentence.StartsWith(line.Beginning, StringComparison.Ordinal)).Codes ?? [];
        var only = sentence.Contains("as an error", StringComparison.Ordinal) || sentence.Contains("as error", StringComparison.Ordinal);
        return answer.Findings.Where(finding => codes.Contains(finding.Code) && (!only || finding.Level == Severity.Error));
    }

    /// <summary>What a sentence says behind its code.</summary>
    private static bool Fits(Finding finding, string sentence, Expectation expected) => sentence[finding.Code.Length..] switch
    {
        " as an error" => finding.Level == Severity.Error,
        " at any other row" => expected.MustFind.All(wanted => wanted.Cell != finding.Place?.ToString()),
        " beside it without the word 元" => !finding.Message.Zh.Contains('元', StringComparison.Ordinal),
        " without a usable spelling" => finding.Suggestion is null,
        " twice" => false, // said by what must be found exactly once
        _ => true,
    };
}
