using System.Text.Json.Serialization;

namespace PerfFlow.Domain.Findings;

/// <summary>How much a finding weighs: an error keeps a sheet from being submitted.</summary>
public enum Severity
{
    Info,
    Warning,
    Error,
}

/// <summary>One text in the two languages of the product.</summary>
public sealed record Message(string Zh, string En);

/// <summary>Where a value stands in the file the section sent.</summary>
/// <param name="Sheet">Name of the worksheet as written in the file.</param>
/// <param name="Cell">Address in A1 notation, top left of a merged range.</param>
public sealed record Place(string Sheet, string Cell)
{
    public override string ToString() => $"{Sheet}!{Cell}";
}

/// <summary>What a check found. The code is stable; texts may be reworded.</summary>
/// <param name="Code">Stable upper-case code, for example <c>ACTUAL_MISSING</c>.</param>
/// <param name="Level">An <see cref="Severity.Error"/> must be mended before submission.</param>
/// <param name="Place">The faulty cell, or the one that stands for the form; null when the finding is about the whole file.</param>
/// <param name="Message">What is wrong.</param>
/// <param name="Suggestion">What to do about it.</param>
public sealed record Finding(string Code, Severity Level, Place? Place, Message Message, Message Suggestion)
{
    /// <summary>Null in what was kept before every finding had one.</summary>
    public Message? Suggestion { get; init; } = Suggestion;

    /// <summary>How many others it stands for in place of itself; 0 where it is one.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public int More { get; init; }

    /// <summary>How many there are of it.</summary>
    [JsonIgnore]
    public int Count => Math.Max(1, More);
}
