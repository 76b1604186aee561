using PerfFlow.Functions.Tests.App;

namespace PerfFlow.Functions.Tests.Reminders;

[CollectionDefinition(Name)]
public sealed class RemindingCollection : ICollectionFixture<OwnStorage>
{
    public const string Name = "reminding";
}
