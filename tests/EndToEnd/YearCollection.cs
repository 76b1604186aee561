namespace PerfFlow.EndToEnd.Tests;

/// <summary>One app at a time on the shared Azurite, so that each year is also the next one on the same storage.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class YearCollection
{
    public const string Name = "whole years";
}
