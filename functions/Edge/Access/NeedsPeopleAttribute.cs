namespace PerfFlow.Functions.Edge.Access;

/// <summary>
/// An answer that shows who did something, or a function that asks who is in the unit: all its people are then read in the
/// place of the caller's membership alone, so that a request costs no transaction more.
/// </summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Method)]
public sealed class NeedsPeopleAttribute : Attribute;
