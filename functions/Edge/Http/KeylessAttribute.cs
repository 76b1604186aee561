namespace PerfFlow.Functions.Edge.Http;

/// <summary>A write that never asks for an <c>Idempotency-Key</c>: doing it again does no harm, so the description offers none.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class KeylessAttribute : Attribute;
