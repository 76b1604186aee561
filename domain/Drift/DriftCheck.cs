using PerfFlow.Domain.Findings;
using PerfFlow.Domain.Forms;
using PerfFlow.Domain.Indicators;
using PerfFlow.Domain.Targets;
using PerfFlow.Domain.Texts;

namespace PerfFlow.Domain.Drift;

/// <summary>A row of a later sheet as far as drift is concerned.</summary>
/// <param name="Read">Its target as read; null when it cannot be.</param>
/// <param name="Points">Null where the form has no such column.</param>
internal readonly record struct DriftRow(IndicatorKey Key, Cell Target, Target? Read, Cell? Points);

/// <param name="Matches">The approved indicator of each row, renamed ones included.</param>
internal sealed record DriftResult(
    IReadOnlyList<ApprovedIndicator?> Matches, IReadOnlyList<IndicatorDrift> Drifts, IReadOnlyList<Finding> Findings);

/// <summary>Compares the rows of a later sheet with what was approved: dropped, added, renamed, lowered, points moved.</summary>
internal static class DriftCheck
{
    public static DriftResult Run(IReadOnlyList<DriftRow> rows, ApprovedTargets? approved)
    {
        if (approved is null)
        {
            return new DriftResult(new ApprovedIndicator?[rows.Count], [], []);
        }

        var matches = IndicatorMatching.Match([.. rows.Select(r => IndicatorLabel.Of(r.Key))], approved.Indicators).ToArray();
        var found = matches.ToHashSet();
        var missing = approved.Indicators.Where(a => !found.Contains(a)).ToList();
        var missingByKind = missing.GroupBy(a => Label.KindKey(a.Level2)).ToDictionary(kind => kind.Key, kind => kind.ToList());
        var drifts = new List<IndicatorDrift>();
        for (var i = 0; i < rows.Count; i++)
        {
            var row = rows[i];
            if (matches[i] is null && missingByKind.GetValueOrDefault(Label.KindKey(row.Key.Level2.Raw)) is { } candidates
                && candidates.Find(a => IsRenamed(a, row)) is { } renamed)
            {
                matches[i] = renamed;
                candidates.RemoveAll(a => a == renamed);
                found.Add(renamed);
            }

            drifts.AddRange(matches[i] is { } match ? Of(match, row) : [Added(row)]);
        }

        var dropped = missing.FindAll(a => !found.Contains(a));
        var findings = drifts.ConvertAll(d => DriftFindings.Of(d, d.Place));
        findings.AddRange(Dropped(dropped, rows));
        drifts.AddRange(dropped.Select(Dropped));
        return new DriftResult(matches, drifts, findings);
    }

    /// <summary>Each at the last row of its level 2, or else of the form, behind which it should stand.</summary>
    private static IEnumerable<Finding> Dropped(List<ApprovedIndicator> dropped, IReadOnlyList<DriftRow> rows)
    {
        var lastOfKind = new Dictionary<string, Place>(StringComparer.Ordinal);
        Place? last = null;
        foreach (var key in dropped.Count == 0 ? [] : rows.Select(r => r.Key))
        {
            last = lastOfKind[Label.KindKey(key.Level2.Raw)] = key.Name.Place;
        }

        return dropped.Select(a => DriftFindings.Of(Dropped(a), lastOfKind.GetValueOrDefault(Label.KindKey(a.Level2)) ?? last));
    }

    private static IndicatorDrift Dropped(ApprovedIndicator approved) =>
        new(DriftKind.Dropped, approved.Id, approved.Name, approved.Target.ToString(), null, null);

    /// <summary>Of two indicators of the same level 2.</summary>
    private static bool IsRenamed(ApprovedIndicator approved, DriftRow row) =>
        row.Read is { } now && TargetComparison.Compare(approved.Target, now) == TargetChange.Same;

    private static IndicatorDrift Added(DriftRow row) =>
        new(DriftKind.Added, null, row.Key.Name.Raw, null, row.Read?.ToString() ?? row.Target.Raw, row.Key.Name.Place);

    private static IEnumerable<IndicatorDrift> Of(ApprovedIndicator approved, DriftRow row)
    {
        if (!Label.Same(approved.Name, row.Key.Name.Raw))
        {
            yield return new IndicatorDrift(
                DriftKind.Renamed, approved.Id, approved.Name, approved.Name, row.Key.Name.Raw, row.Key.Name.Place);
        }

        if (TargetDrift(approved.Target, row) is { } kind)
        {
            yield return new IndicatorDrift(
                kind, approved.Id, approved.Name, approved.Target.ToString(), row.Read?.ToString() ?? row.Target.Raw, row.Target.Place);
        }

        if (row.Points is { } points && points.Number is { } now && now != approved.Points)
        {
            yield return new IndicatorDrift(
                DriftKind.PointsMoved, approved.Id, approved.Name,
                TargetPrinter.Number(approved.Points), TargetPrinter.Number(now), points.Place);
        }
    }

    private static DriftKind? TargetDrift(Target approved, DriftRow row) => row.Read switch
    {
        null => NormalText.Of(row.Target.Raw) == NormalText.Of(approved.Raw) ? null : DriftKind.TargetChanged,
        { } now => TargetComparison.Compare(approved, now) switch
        {
            TargetChange.Same => null,
            TargetChange.Lowered => DriftKind.TargetLowered,
            _ => DriftKind.TargetChanged,
        },
    };
}
