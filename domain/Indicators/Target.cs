using System.Text.Json.Serialization;

namespace PerfFlow.Domain.Indicators;

/// <summary>指标性质 (field.md §2.3).</summary>
[JsonConverter(typeof(JsonStringEnumConverter<TargetNature>))]
public enum TargetNature
{
    /// <summary>≥.</summary>
    AtLeast,

    /// <summary>&gt;.</summary>
    MoreThan,

    /// <summary>=.</summary>
    Equal,

    /// <summary>≤.</summary>
    AtMost,

    /// <summary>&lt;.</summary>
    LessThan,

    /// <summary>From <see cref="Target.Value"/> to <see cref="Target.High"/>, both included.</summary>
    Between,

    /// <summary>On or before <see cref="Target.Date"/>.</summary>
    DateBy,

    /// <summary>是 (value 1) or 否 (value 0).</summary>
    YesNo,

    /// <summary>定性.</summary>
    Qualitative,
}

/// <summary>A target value as understood. Percentages are in percent points: 95 with unit <c>%</c>.</summary>
/// <param name="Value">Target, lower bound of a range, or the expected answer of a yes/no target; 0 where it has no meaning.</param>
/// <param name="High">Upper bound of a range, else null.</param>
/// <param name="Date">Last day that is still on time, for a date, else null.</param>
/// <param name="Unit">As written, for example <c>%</c>, <c>万元</c>, <c>工作日</c>; empty when none.</param>
/// <param name="Approximate">约, 左右, 余: scored like ≥, flagged.</param>
/// <param name="Raw">The text as the section wrote it.</param>
public sealed partial record Target(
    TargetNature Nature,
    decimal Value,
    decimal? High,
    DateOnly? Date,
    string Unit,
    bool Approximate,
    string Raw)
{
    /// <summary>The canonical spelling; reading it again gives the same target.</summary>
    public override string ToString() => TargetPrinter.Print(this);
}
