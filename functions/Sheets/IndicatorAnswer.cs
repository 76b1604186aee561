using PerfFlow.Domain.Findings;
using PerfFlow.Domain.Forms;
using PerfFlow.Domain.Indicators;
using PerfFlow.Domain.Monitoring;
using PerfFlow.Domain.Profiles;
using PerfFlow.Domain.Scoring;

namespace PerfFlow.Functions.Sheets;

/// <summary>A row of indicators; what its form does not ask for is null.</summary>
/// <param name="Id">Lasting id that a template carries.</param>
/// <param name="Actual">实际完成值, or 1-N月执行情况 of a monitoring sheet.</param>
/// <param name="Forecast">Monitoring only: 全年预计完成情况.</param>
/// <param name="Points">分值.</param>
/// <param name="Claimed">得分 as the section wrote it.</param>
/// <param name="Computed">得分 by the rules; null while a value it needs is missing or cannot be read.</param>
/// <param name="Rule">The rule the score was found by.</param>
/// <param name="Flags">What a reader must know beside the score.</param>
/// <param name="Light">Monitoring only.</param>
public sealed record IndicatorAnswer(
    string? Id,
    string Level1,
    string Level2,
    string Name,
    TargetAnswer Target,
    ActualAnswer? Actual,
    ActualAnswer? Forecast,
    decimal? Points,
    decimal? Claimed,
    decimal? Computed,
    ScoreRule? Rule,
    IReadOnlyList<ScoreMarks> Flags,
    Light? Light)
{
    internal static IndicatorAnswer Of(TargetRow row, Profile profile, int year) =>
        Row(
            row.Key,
            TargetAnswer.Of(row.Value, row.Nature, row.Unit, TargetText.Read(row.Nature, row.Value, row.Unit, profile, year).Target))
            with { Points = row.Points?.Number };

    internal static IndicatorAnswer Of(MonitoringRow row, IndicatorProgress progress) =>
        Row(row.Key, TargetAnswer.Of(row.Target, row.Nature, row.Unit, progress.Target)) with
        {
            Actual = ActualAnswer.Of(row.Actual, progress.Actual, progress.Target),
            Forecast = ActualAnswer.Of(row.Forecast, progress.Forecast, progress.Target),
            Light = progress.Light,
        };

    internal static IndicatorAnswer Of(SelfEvaluationRow row, IndicatorResult result) =>
        Row(row.Key, TargetAnswer.Of(row.Target, row.Nature, row.Unit, result.Target)) with
        {
            Actual = ActualAnswer.Of(row.Actual, result.Actual, result.Target),
            Points = row.Points.Number,
            Claimed = result.Claimed,
            Computed = result.Score?.Score,
            Rule = result.Score?.Rule,
            Flags = [.. Enum.GetValues<ScoreMarks>()
                .Where(mark => mark != ScoreMarks.None && (result.Score?.Marks.HasFlag(mark) ?? false))],
        };

    private static IndicatorAnswer Row(IndicatorKey key, TargetAnswer target) => new(
        key.Id, key.Level1.Raw, key.Level2.Raw, key.Name.Raw, target, null, null, null, null, null, null, [], null);
}

/// <summary>指标值 as written, in one cell or in three, and as understood.</summary>
/// <param name="Nature">指标性质 as written; null when the form has no such column.</param>
/// <param name="Unit">度量单位 as written; null as above.</param>
/// <param name="Parsed">Null when it cannot be read.</param>
public sealed record TargetAnswer(string Cell, string Raw, string? Nature, string? Unit, ParsedTarget? Parsed)
{
    internal static TargetAnswer Of(Cell value, Cell? nature, Cell? unit, Target? target) =>
        new(value.Place.Cell, value.Raw, nature?.Raw, unit?.Raw, ParsedTarget.Of(target));
}

/// <param name="Kind">指标性质 as understood.</param>
/// <param name="Operator">≥, &gt;, =, ≤ or &lt;; null for a kind without one.</param>
/// <param name="Value">Number, lower bound of a range, or 1 (是) / 0 (否); percentages in points. Null for a date or a tier.</param>
/// <param name="High">Upper bound of a range.</param>
/// <param name="Date">Last day that is on time.</param>
/// <param name="Approximate">约, 左右, 余.</param>
public sealed record ParsedTarget(
    TargetNature Kind, string? Operator, decimal? Value, decimal? High, DateOnly? Date, string Unit, bool Approximate)
{
    internal static ParsedTarget? Of(Target? target) => target is null ? null : new(
        target.Nature,
        target.Nature switch
        {
            TargetNature.AtLeast => "≥",
            TargetNature.MoreThan => ">",
            TargetNature.Equal => "=",
            TargetNature.AtMost => "≤",
            TargetNature.LessThan => "<",
            _ => null,
        },
        target.Nature is TargetNature.DateBy or TargetNature.Qualitative ? null : target.Value,
        target.High,
        target.Date,
        target.Unit,
        target.Approximate);
}

/// <param name="Parsed">Null when it is missing or cannot be read, or its target cannot.</param>
public sealed record ActualAnswer(string Cell, string Raw, ParsedActual? Parsed)
{
    internal static ActualAnswer Of(Cell cell, Actual? actual, Target? target) => new(
        cell.Place.Cell,
        cell.Raw,
        actual is null ? null : new ParsedActual(target?.Nature, actual.Value, actual.Date, actual.Tier, target?.Unit ?? ""));
}

/// <summary>An actual value in the terms of its target, whose kind and unit it takes.</summary>
/// <param name="Value">Number in the unit, or 1 (是) / 0 (否); null for a date or a tier.</param>
/// <param name="Tier">Index of the qualitative tier, 0 is the best.</param>
public sealed record ParsedActual(TargetNature? Kind, decimal? Value, DateOnly? Date, int? Tier, string Unit);
