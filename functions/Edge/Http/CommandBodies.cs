namespace PerfFlow.Functions.Edge.Http;

/// <summary>Names the version its sender saw.</summary>
public sealed record SeenVersion(int Version);

public sealed record Reasoned(string? Reason = null);
