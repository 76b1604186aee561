using Microsoft.DurableTask.Client;

namespace PerfFlow.Emulator.DurableHosting;

/// <summary>The client for parameters with <c>[DurableClient]</c>.</summary>
internal sealed class DurableClientSource(Func<DurableTaskClient> client)
{
    public DurableTaskClient Client => client();
}
