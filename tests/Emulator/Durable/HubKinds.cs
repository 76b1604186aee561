namespace PerfFlow.Emulator.Tests.Durable;

/// <summary>Every kind of hub: the same semantics must hold on each.</summary>
public sealed class HubKinds : TheoryData<HubKind>
{
    public HubKinds()
    {
        Add(HubKind.Memory);
        Add(HubKind.MemoryReplay);
        Add(HubKind.Azurite);
    }
}
