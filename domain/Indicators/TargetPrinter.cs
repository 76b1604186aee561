using System.Globalization;

namespace PerfFlow.Domain.Indicators;

/// <summary>Prints a target in the one spelling that reads back as the same target.</summary>
internal static class TargetPrinter
{
    public static string Print(Target target) => target.Nature is TargetNature.DateBy or TargetNature.YesNo or TargetNature.Qualitative
        ? Bare(target)
        : TrendText.Word(TrendText.Of(target.Raw)) + Bare(target);

    private static string Bare(Target target) => target.Nature switch
    {
        TargetNature.AtLeast when target.Approximate => $"约{Number(target.Value)}{target.Unit}",
        TargetNature.AtLeast => $"≥{Number(target.Value)}{target.Unit}",
        TargetNature.MoreThan => $">{Number(target.Value)}{target.Unit}",
        TargetNature.Equal => $"={Number(target.Value)}{target.Unit}",
        TargetNature.AtMost => $"≤{Number(target.Value)}{target.Unit}",
        TargetNature.LessThan => $"<{Number(target.Value)}{target.Unit}",
        TargetNature.Between => $"{Number(target.Value)}~{Number(target.High ?? target.Value)}{target.Unit}",
        TargetNature.DateBy => $"{target.Date?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)}前",
        TargetNature.YesNo => target.Value == 0 ? "否" : "是",
        _ => target.Raw,
    };

    /// <summary>Plain digits without trailing zeros, the same in every culture.</summary>
    public static string Number(decimal value) => value.ToString("0.############################", CultureInfo.InvariantCulture);
}
