namespace PerfFlow.Demo.Data;

/// <summary>Where a figure is from.</summary>
public enum Origin
{
    /// <summary>Printed in the bureau's report (field.md §7.1).</summary>
    Published,

    /// <summary>Made for the demo.</summary>
    Constructed,
}

/// <summary>A figure that says where it is from, in JSON <c>{"published": 9.70}</c> or <c>{"constructed": 9.36}</c>.</summary>
public sealed record Figure<T>(T Value, Origin Origin);
