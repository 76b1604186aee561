using PerfFlow.Domain.Texts;

namespace PerfFlow.Domain.Indicators;

/// <summary>How a target of a later sheet stands to the approved one.</summary>
internal enum TargetChange
{
    Same,

    /// <summary>Easier to reach.</summary>
    Lowered,

    /// <summary>Different, but not easier.</summary>
    Changed,
}

internal static class TargetComparison
{
    /// <param name="now">A bare number without operator or unit is taken in the sense of the approved target.</param>
    public static TargetChange Compare(Target approved, Target now)
    {
        if (approved.Nature is TargetNature.DateBy or TargetNature.YesNo or TargetNature.Qualitative)
        {
            return Unmeasured(approved, now);
        }

        if (now.Nature is TargetNature.DateBy or TargetNature.YesNo or TargetNature.Qualitative
            || Units.Convert(now.Value, now.Unit, approved.Unit, out _) is not { } low)
        {
            return TargetChange.Changed;
        }

        if (approved.Nature == TargetNature.Between || now.Nature == TargetNature.Between)
        {
            return approved.Nature == now.Nature ? Ranges(approved, now, low) : TargetChange.Changed;
        }

        var reverse = approved.Nature is TargetNature.AtMost or TargetNature.LessThan;
        var sense = now.Nature == approved.Nature || now.Nature == TargetNature.Equal
            || (approved.Nature == TargetNature.Equal && now.Nature == TargetNature.AtLeast);
        return low == approved.Value
            ? sense ? TargetChange.Same : TargetChange.Changed
            : low < approved.Value == reverse ? TargetChange.Changed : TargetChange.Lowered;
    }

    private static TargetChange Unmeasured(Target approved, Target now) => (approved.Nature, now.Nature) switch
    {
        (TargetNature.DateBy, TargetNature.DateBy) => now.Date == approved.Date ? TargetChange.Same
            : now.Date > approved.Date ? TargetChange.Lowered : TargetChange.Changed,
        (TargetNature.YesNo, TargetNature.YesNo) => now.Value == approved.Value ? TargetChange.Same : TargetChange.Changed,
        (TargetNature.Qualitative, _) => NormalText.Of(now.Raw) == NormalText.Of(approved.Raw) ? TargetChange.Same : TargetChange.Changed,
        _ => TargetChange.Changed,
    };

    private static TargetChange Ranges(Target approved, Target now, decimal low)
    {
        var high = Units.Convert(now.High ?? now.Value, now.Unit, approved.Unit, out _);
        return low == approved.Value && high == approved.High ? TargetChange.Same
            : low < approved.Value || high > approved.High ? TargetChange.Lowered
            : TargetChange.Changed;
    }
}
