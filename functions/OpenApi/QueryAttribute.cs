namespace PerfFlow.Functions.OpenApi;

/// <summary>A query value the function reads, for the API description.</summary>
[AttributeUsage(AttributeTargets.Method, AllowMultiple = true)]
public sealed class QueryAttribute(string name) : Attribute
{
    public string Name { get; } = name;

    public bool Required { get; init; }
}
