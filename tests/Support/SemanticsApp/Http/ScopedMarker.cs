namespace PerfFlow.SemanticsApp.Http;

/// <summary>Scoped: the same within an invocation, another in the next.</summary>
public sealed class ScopedMarker
{
    public Guid Id { get; } = Guid.NewGuid();
}
