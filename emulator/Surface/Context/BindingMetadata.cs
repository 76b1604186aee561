namespace Microsoft.Azure.Functions.Worker;

public enum BindingDirection
{
    In = 0,
    Out = 1,
}

/// <summary>One binding of a function.</summary>
public abstract class BindingMetadata
{
    public abstract string Name { get; }

    /// <summary>As in function.json: <c>httpTrigger</c>, <c>durableClient</c>…</summary>
    public abstract string Type { get; }

    public abstract BindingDirection Direction { get; }
}
