namespace PerfFlow.Domain.Findings;

/// <summary>What stands against it: whoever answers the caller goes by this, and never by the code.</summary>
public enum RefusalKind
{
    /// <summary>What was sent is wrong in itself.</summary>
    Invalid,

    /// <summary>It is not theirs to do.</summary>
    Forbidden,

    /// <summary>What it names is not there.</summary>
    Missing,

    /// <summary>It cannot be done as things stand.</summary>
    Conflict,

    /// <summary>What its sender says to have seen has changed.</summary>
    Changed,

    /// <summary>Its id is that of another command.</summary>
    Reused,
}

/// <summary>Why something asked for is not done. The code is stable; texts may be reworded.</summary>
/// <param name="Code">Stable upper-case code, for example <c>STALE_VERSION</c>.</param>
/// <param name="Field">Name of the value at fault, where it is one of those that were sent.</param>
public sealed record Refusal(RefusalKind Kind, string Code, Message Text, string? Field = null);

/// <summary>A value, or why there is none.</summary>
public sealed record Result<T>
    where T : notnull
{
    private readonly T? value;

    private Result(T? value, Refusal? refusal) => (this.value, Refusal) = (value, refusal);

    /// <summary>Null when there is a value.</summary>
    public Refusal? Refusal { get; }

    /// <exception cref="InvalidOperationException">Refused: look at <see cref="Refusal"/> first.</exception>
    public T Value => Refusal is null ? value! : throw new InvalidOperationException($"Refused: {Refusal.Code}");

    public static implicit operator Result<T>(T value) => new(value, null);

    public static implicit operator Result<T>(Refusal refusal) => new(default, refusal);
}
