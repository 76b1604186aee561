using System.Collections.Frozen;
using PerfFlow.Emulator.Durable.History;
using PerfFlow.Emulator.Durable.Stores;

namespace PerfFlow.Emulator.Durable.Engine;

/// <summary>
/// Delivers an instance's committed messages in order, outside its mailbox, so that instances never wait for each other in a
/// circle. A message may be delivered again after a crash: its receiver recognises it.
/// </summary>
internal sealed class OutboxDelivery(string instanceId, HubRuntime hub)
{
    /// <summary>The states in which an instance keeps its id from a new start.</summary>
    public static readonly FrozenSet<InstanceStatus> Running =
        new[] { InstanceStatus.Pending, InstanceStatus.Running, InstanceStatus.Suspended }.ToFrozenSet();

    private Task _delivery = Task.CompletedTask;

    public bool IsDelivering { get; private set; }

    /// <summary>Delivers what is left, unless that is under way.</summary>
    public void Begin(InstanceHead head, PendingWork work)
    {
        if (!IsDelivering)
        {
            IsDelivering = true;
            _delivery = DeliverAsync(head, work.Started!, [.. work.Outbox], [.. work.Children.Values]);
        }
    }

    public void End() => IsDelivering = false;

    /// <summary>Waits for the delivery under way, before its instance is replaced or removed.</summary>
    public async Task FinishAsync()
    {
        await _delivery;
        End();
    }

    private async Task DeliverAsync(
        InstanceHead head, ExecutionStarted started, IReadOnlyList<HistoryEvent> outbox, IReadOnlyList<SubOrchestrationCreated> children)
    {
        try
        {
            for (var index = head.Delivered; index < outbox.Count; index++)
            {
                await (outbox[index] switch
                {
                    SubOrchestrationCreated child => StartAsync(head, child),
                    EventSent sent => SendAsync(sent, new MessageOrigin(instanceId, head.FirstSequence + index)),
                    ExecutionTerminated terminated => TerminateAsync(children, terminated),
                    ExecutionCompleted completed => ReportAsync(started.Parent!, completed),
                    var other => throw new InvalidOperationException($"{other.GetType().Name} is no message."),
                });
            }

            _ = hub.Post(instanceId, new Message.Delivered(head.Generation, outbox.Count));
        }
        catch (Exception) when (hub.Stopping.IsCancellationRequested)
        {
            // The committed outbox is delivered after the restart.
        }
        catch (Exception failure)
        {
            hub.Logger.InstanceBroken(instanceId, failure);
        }
    }

    private async Task StartAsync(InstanceHead head, SubOrchestrationCreated child)
    {
        var link = new ParentLink(head.Name, instanceId, head.Generation, child.TaskId);
        try
        {
            await hub.Post(child.InstanceId, new Message.Start(new ExecutionStarted(child.Name, child.Version, child.Input, link), Running));
        }
        catch (OrchestrationAlreadyExistsException taken)
        {
            await hub.Post(instanceId, new Message.StepEnded(head.Generation, new SubOrchestrationFailed(child.TaskId, Failure.From(taken))));
        }
    }

    private async Task SendAsync(EventSent sent, MessageOrigin origin) =>
        await hub.Post(sent.InstanceId, new Message.Signal(new EventRaised(sent.Name, sent.Input, origin), Required: false));

    private async Task TerminateAsync(IReadOnlyList<SubOrchestrationCreated> children, ExecutionTerminated terminated) =>
        await Task.WhenAll(children.Select(child => hub.Post(child.InstanceId, new Message.Signal(terminated, Required: false))));

    private async Task ReportAsync(ParentLink parent, ExecutionCompleted completed)
    {
        InputEvent report = completed switch
        {
            { Status: InstanceStatus.Completed } => new SubOrchestrationCompleted(parent.TaskId, completed.Output),
            { Failure: { } failure } => new SubOrchestrationFailed(parent.TaskId, failure),
            _ => new SubOrchestrationFailed(parent.TaskId, new Failure(
                "Terminated", $"The sub-orchestration '{instanceId}' was terminated. {completed.Output}".TrimEnd(), Stack: null)),
        };
        await hub.Post(parent.InstanceId, new Message.StepEnded(parent.Generation, report));
    }
}
