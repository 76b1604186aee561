using System.Collections;
using System.Collections.ObjectModel;
using DurableTask.Core;
using DurableTask.Core.History;

namespace PerfFlow.InProcess;

/// <summary>
/// The messages of one turn of an orchestration. The engine notes "orchestrator started" with the machine's time, of which
/// <c>CurrentUtcDateTime</c> is made, and then reads the messages: the moment to set the clock's time instead, before the worker
/// sees it and before it is kept, so that each replay sees the same.
/// </summary>
/// <remarks>A generation that begins by continue-as-new reads no messages: its first turn is on the machine's clock.</remarks>
internal sealed class ClockedMessages(IList<TaskMessage> messages, OrchestrationRuntimeState state, DateTime now)
    : Collection<TaskMessage>(messages), IEnumerable<TaskMessage>
{
    IEnumerator<TaskMessage> IEnumerable<TaskMessage>.GetEnumerator()
    {
        foreach (var started in state.NewEvents.OfType<OrchestratorStartedEvent>())
        {
            started.Timestamp = now;
        }

        return base.GetEnumerator();
    }

    IEnumerator IEnumerable.GetEnumerator() => ((IEnumerable<TaskMessage>)this).GetEnumerator();
}
