using PerfFlow.Domain.Forms;
using PerfFlow.Domain.Texts;

namespace PerfFlow.Domain.Indicators;

/// <summary>Lets the columns 指标性质 and 度量单位 have their say about a target as read.</summary>
internal static class TargetColumns
{
    /// <summary>A contradiction between the columns and the text leaves no target.</summary>
    public static TargetReading Apply(Target target, bool stated, Cell? nature, Cell value, Cell? unit)
    {
        var column = nature is null ? "" : NormalText.Of(nature.Raw);
        var (read, known) = column switch
        {
            _ when Placeholder.Is(column) => (target, true),
            "定性" or "定性指标"
                => (target.Nature is TargetNature.Qualitative or TargetNature.YesNo ? TargetGrammar.Qualitative(value.Raw) : null, true),
            "正向" or "正向指标" => (Compared(target, stated, TargetNature.AtLeast), true),
            "反向" or "反向指标" or "逆向指标" => (Compared(target, stated, TargetNature.AtMost), true),
            "区间" or "区间值" or "介于" => (Only(target, TargetNature.Between), true),
            "日期" or "时间" => (Only(target, TargetNature.DateBy), true),
            "是否" or "判断" or "是/否" => (Only(target, TargetNature.YesNo), true),
            "定值" => (Compared(target, stated, TargetNature.Equal), true),
            _ when BoundText.TryOperator(column, out var said) => (Compared(target, stated, said), true),
            _ => (target, stated),
        };
        return !known ? new TargetReading(null, [TextFindings.NatureUnknown(nature!)])
            : read is null ? new TargetReading(null, [TextFindings.NatureConflict(nature!, value, target)])
            : WithUnit(read, value, unit);
    }

    /// <summary>The nature column says 定性.</summary>
    public static bool SayQualitative(Cell? nature) => nature is not null && NormalText.Of(nature.Raw) is "定性" or "定性指标";

    private static bool IsNumber(Target target) =>
        target.Nature is not (TargetNature.Qualitative or TargetNature.YesNo or TargetNature.DateBy);

    private static Target? Only(Target target, TargetNature nature) => target.Nature == nature ? target : null;

    private static Target? Compared(Target target, bool stated, TargetNature said) => target.Nature switch
    {
        TargetNature.DateBy => said is TargetNature.AtMost or TargetNature.LessThan or TargetNature.Equal ? target : null,
        TargetNature.YesNo => said == TargetNature.Equal ? target : null,
        TargetNature.Between => said == TargetNature.Equal ? target : null,
        TargetNature.Qualitative => null,
        _ when target.Nature == said => target,
        _ when target.Value == 0 && target.Unit == "起" && stated
            => said is TargetNature.AtMost or TargetNature.Equal ? target with { Nature = said } : null,
        _ => stated ? null : target with { Nature = said },
    };

    private static TargetReading WithUnit(Target target, Cell value, Cell? unit)
    {
        if (!IsNumber(target))
        {
            return new TargetReading(target, []);
        }

        var column = Units.OfColumn(unit?.Raw);
        if (target.Unit.Length == 0)
        {
            var suspect = column == "%" && target.Value is > 0 and < 1;
            return new TargetReading(target with { Unit = column }, suspect ? [TextFindings.ScaleSuspect(value)] : []);
        }

        if (value.Percent && value.Number > 1.5m)
        {
            return new TargetReading(target, [TextFindings.ScaleSuspect(value)]);
        }

        if (column.Length == 0 || column == target.Unit || target.Value == 0)
        {
            return new TargetReading(target, []);
        }

        return target.Unit is "万" or "亿" && column[0] is not ('万' or '亿')
            ? new TargetReading(target with { Unit = target.Unit + column }, [])
            : Units.Convert(1, target.Unit, column, out _) is null
                ? new TargetReading(target, [TextFindings.UnitColumnDiffers(unit!, target.Unit, column)])
                : new TargetReading(target, []);
    }
}
