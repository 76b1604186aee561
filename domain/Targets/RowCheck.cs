using PerfFlow.Domain.Findings;
using PerfFlow.Domain.Forms;
using PerfFlow.Domain.Indicators;
using PerfFlow.Domain.Profiles;
using PerfFlow.Domain.Texts;

namespace PerfFlow.Domain.Targets;

/// <summary>What every row of every form must have: a name, a known level 2 under its level 1, points.</summary>
internal static class RowCheck
{
    private const decimal MostPoints = 100;

    /// <returns>The names of the profile; null when unknown.</returns>
    public static (string? Level1, string? Level2) Kind(IndicatorKey key, Profile profile, List<Finding> findings)
    {
        if (key.Name.IsBlank)
        {
            findings.Add(
                new Finding("NAME_MISSING", Severity.Error, key.Name.Place, new Message("三级指标名称为空", "The indicator has no name."),
                    new Message("请填写三级指标名称,或删除此行。", "Fill in the name, or delete the row.")));
        }

        var level = Taxonomy.LevelOf(profile, key.Level1.Raw);
        var kind = Taxonomy.KindOf(profile, key.Level2.Raw);
        if (level is null)
        {
            findings.Add(new Finding("LEVEL1_UNKNOWN", Severity.Error, key.Level1.Place,
                new Message($"没有一级指标“{key.Level1.Raw}”", $"There is no level 1 \"{key.Level1.Raw}\"."),
                new Message(
                    $"可用:{string.Join("、", profile.Levels.Select(l => l.Name))}",
                    $"Use one of {string.Join(", ", profile.Levels.Select(l => l.Name))}.")));
        }

        if (kind is null)
        {
            findings.Add(new Finding("LEVEL2_UNKNOWN", Severity.Error, key.Level2.Place,
                new Message($"没有二级指标“{key.Level2.Raw}”", $"There is no level 2 \"{key.Level2.Raw}\"."),
                level is null
                    ? new Message("请先填写一级指标,再填写其下的二级指标。", "Fill in level 1 first, and then a level 2 of it.")
                    : new Message(
                        $"可用:{string.Join("、", level.Kinds.Select(k => k.Name))}",
                        $"Use one of {string.Join(", ", level.Kinds.Select(k => k.Name))}.")));
        }
        else if (level is not null && kind.Value.Level != level)
        {
            findings.Add(new Finding("LEVEL_MISFIT", Severity.Error, key.Level2.Place,
                new Message(
                    $"“{kind.Value.Kind.Name}”属于“{kind.Value.Level.Name}”,不属于“{level.Name}”",
                    $"{kind.Value.Kind.Name} belongs to {kind.Value.Level.Name}, not to {level.Name}."),
                new Message(
                    $"请将二级指标改到“{kind.Value.Level.Name}”之下,或改选“{level.Name}”的二级指标。",
                    $"Move it under {kind.Value.Level.Name}, or choose a level 2 of {level.Name}.")));
        }

        return (level?.Name ?? kind?.Level.Name, kind?.Kind.Name);
    }

    /// <summary>A name stands once in a project: later sheets find their indicator by it.</summary>
    public static IEnumerable<Finding> Unique(IEnumerable<Cell> names, Severity level)
    {
        var first = new Dictionary<string, Cell>(StringComparer.Ordinal);
        foreach (var name in names.Where(name => !name.IsBlank))
        {
            if (!first.TryAdd(Label.Key(name.Raw), name))
            {
                var other = first[Label.Key(name.Raw)].Place;
                yield return new Finding("NAME_DUPLICATE", level, name.Place,
                    new Message($"指标名称“{name.Raw}”与 {other} 重复", $"The name \"{name.Raw}\" is already at {other}."),
                    new Message("请改名区分,或删除重复的一项。", "Tell them apart by name, or delete one."));
            }
        }
    }

    /// <returns>Null when missing or out of range, with a finding.</returns>
    public static decimal? Points(Cell? cell, Place row, List<Finding> findings)
    {
        if (cell is null || cell.Number is not { } points)
        {
            findings.Add(new Finding("POINTS_MISSING", Severity.Error, cell?.Place ?? row, new Message("分值缺失", "The points are missing."),
                new Message("请填写分值。", "Fill in the points.")));
            return null;
        }

        if (points is <= 0 or > MostPoints)
        {
            findings.Add(new Finding("POINTS_INVALID", Severity.Error, cell.Place,
                new Message($"分值 {cell.Raw} 须大于 0 且不超过 100", $"The points {cell.Raw} must be over 0 and at most 100."),
                new Message("请改为大于 0、不超过 100 的分值。", "Enter points over 0 and at most 100.")));
            return null;
        }

        if (points != Rounding.HalfUp(points))
        {
            findings.Add(new Finding("POINTS_INVALID", Severity.Error, cell.Place,
                new Message(
                    $"分值 {TargetPrinter.Number(points)} 最多两位小数",
                    $"The points {TargetPrinter.Number(points)} may have at most two decimals."),
                new Message("请改为最多两位小数的分值。", "Enter points with two decimals at most.")));
            return null;
        }

        return points;
    }

    /// <summary>分值 against the weights of the profile: at the first row of the level, or of the form when the level has none.</summary>
    public static IEnumerable<Finding> Weights(IReadOnlyList<LevelPoints> rows, Profile profile) =>
        Profiles.Weights.Differences(rows, profile).Select(d =>
        {
            var (expected, actual) = (TargetPrinter.Number(d.Expected), TargetPrinter.Number(d.Actual));
            if (d.Row is { } row)
            {
                return new Finding("WEIGHTS_MISMATCH", Severity.Error, row.Place,
                    new Message(
                        $"分值为 {actual},按 {profile.Name.Zh} 每项指标应为 {expected}",
                        $"The indicator has {actual} points; {profile.Name.En} asks for {expected} on each."),
                    new Message($"请将该项分值改为 {expected}。", $"Change its points to {expected}."));
            }

            var place = rows.FirstOrDefault(r => d.Levels.Contains(r.Level), rows[0]).Place;
            return new Finding("WEIGHTS_MISMATCH", Severity.Error, place,
                new Message(
                    $"{string.Join("、", d.Levels)}分值合计 {actual},按 {profile.Name.Zh} 应为 {expected}",
                    $"{string.Join(", ", d.Levels)} add up to {actual} points; {profile.Name.En} asks for {expected}."),
                new Message($"请调整各项分值,使合计为 {expected}。", $"Change the points so that they add up to {expected}."));
        });
}
