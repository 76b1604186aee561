namespace PerfFlow.Functions.Edge.Http;

/// <summary>A query value the function reads, for the API description.</summary>
[AttributeUsage(AttributeTargets.Method, AllowMultiple = true)]
public sealed class QueryAttribute(string name) : Attribute
{
    public string Name { get; } = name;

    public Type Type { get; init; } = typeof(string);

    public bool Required { get; init; }
}

/// <summary>A list that is answered page by page (<c>take</c>, <c>after</c>; the next in the <c>Link</c> header).</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class PagedAttribute : Attribute;

/// <summary>A write that honours <c>If-Match</c> and <c>If-None-Match</c>: 412 when what is there is not what its sender saw.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class ConditionalAttribute : Attribute;
