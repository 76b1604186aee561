namespace PerfFlow.Attack.Tests.App;

/// <summary>One app for all attacks that leave it running and its storage whole; they keep apart by unit.</summary>
[CollectionDefinition(Name)]
public sealed class AttackedCollection : ICollectionFixture<AttackedApp>
{
    public const string Name = "Attacked";
}
