using System.Globalization;
using System.Text.Json;

namespace PerfFlow.Sheets.Tests.Unseen;

/// <summary>What a careful person reads in a file and says of it; README.md tells what each field means.</summary>
/// <param name="Line">Of the issue, 1.1 to 2.14; ok: a correct sheet.</param>
/// <param name="Project">Null where the file holds several, none, or is refused.</param>
/// <param name="AskedPeriod">The round it is uploaded to, where that is not its own.</param>
/// <param name="ReadOrAsk">Why a row may also be asked about instead of read.</param>
/// <param name="ReadOrRefuse">Why the file may also be refused.</param>
/// <param name="Unclear">What the texts leave open.</param>
/// <param name="WithSetting">What counts under a profile that has the rule of line 2.12 on.</param>
internal sealed record Expectation(
    string Line,
    string Form,
    int Year,
    string Profile,
    string? Project,
    IReadOnlyList<string>? Projects,
    IReadOnlyList<ExpectedIndicator> Indicators,
    IReadOnlyList<ExpectedMoney> Money,
    decimal? Total,
    decimal? Execution,
    string? Light,
    string Errors,
    IReadOnlyList<ExpectedFinding> MustFind,
    IReadOnlyList<string> MustNotFind,
    IReadOnlyList<string>? ExactlyOnce,
    string? Period,
    string? AskedPeriod,
    int? SheetYear,
    string? ReadOrAsk,
    string? ReadOrRefuse,
    string? Unclear,
    SettingExpectation? WithSetting,
    IReadOnlyDictionary<string, decimal>? Totals,
    IReadOnlyDictionary<string, string>? Lights,
    IReadOnlyDictionary<string, decimal>? IndicatorSums,
    IReadOnlyDictionary<string, IReadOnlyList<ExpectedMoney>>? MoneyByProject)
{
    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "Unseen", "Files");

    /// <summary>A file with an expectation beside it, in the order of their names.</summary>
    public static IEnumerable<string> Files => Directory.EnumerateFiles(Folder, "*.expected.json")
        .Select(file => Path.GetFileName(file)[..^".expected.json".Length])
        .Order(StringComparer.Ordinal);

    public static byte[] Bytes(string file) => File.ReadAllBytes(Path.Combine(Folder, file));

    public static Expectation Of(string file) => JsonSerializer.Deserialize<Expectation>(
        File.ReadAllBytes(Path.Combine(Folder, file + ".expected.json")), JsonSerializerOptions.Web)!;

    /// <summary>Whose sheet is asked for; empty where none is named, as in the public check.</summary>
    public IReadOnlyList<string> AskedProjects => Projects ?? (Project is null ? [] : [Project]);

    /// <summary>The N of 1-N月 that is asked for.</summary>
    public int? AskedMonth => MonthOf(AskedPeriod ?? Period);

    public static int? MonthOf(string? period) => period is null ? null : int.Parse(period[2..^1], CultureInfo.InvariantCulture);
}

/// <param name="Project">Null where the file holds one.</param>
/// <param name="Points">Null in monitoring, and where they cannot be told.</param>
/// <param name="Score">What a right scorer gives; null where nothing can be said.</param>
/// <param name="Claimed">What is written.</param>
internal sealed record ExpectedIndicator(
    string? Project,
    string Level1,
    string Level2,
    string Name,
    string Target,
    string? Actual,
    decimal? Points,
    decimal? Score,
    decimal? Claimed);

/// <summary>A line of the funds, in 万元; null where the form has no such column.</summary>
/// <param name="Source">total, fiscal, carried-over, other.</param>
internal sealed record ExpectedMoney(string Source, decimal? Initial, decimal? Budget, decimal? Spent, decimal? Forecast);

/// <param name="About">What it says, in substance.</param>
/// <param name="Cell">Sheet!F13, or Sheet!13 for anywhere in that row; null: anywhere.</param>
/// <param name="Names">A place that it stands at or names in its text, where two contradict each other.</param>
/// <param name="Severity">error, warning, info or any.</param>
internal sealed record ExpectedFinding(string About, string? Cell, string? Names, string Severity, string? Code);

internal sealed record SettingExpectation(decimal Total);
