namespace PerfFlow.EndToEnd.Tests;

/// <summary>
/// The year that is played once. One app at a time on the shared Azurite, so that the next year meets the storage of this one.
/// </summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class PlayedYearCollection : ICollectionFixture<PlayedYear>
{
    public const string Name = "the played year";
}
