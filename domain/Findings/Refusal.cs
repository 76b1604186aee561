namespace PerfFlow.Domain.Findings;

/// <summary>Why something asked for is not done. The code is stable; texts may be reworded.</summary>
/// <param name="Code">Stable upper-case code, for example <c>STALE_VERSION</c>.</param>
public sealed record Refusal(string Code, Message Text);

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

    public Result<TNext> Then<TNext>(Func<T, Result<TNext>> next)
        where TNext : notnull
        => Refusal is null ? next(value!) : Refusal;
}
