using Microsoft.DurableTask.Converters;
using PerfFlow.Emulator.Durable.History;

namespace PerfFlow.Emulator.Durable.Engine;

/// <summary>Runs activities, a bounded number at a time, and reports how they ended.</summary>
internal sealed class ActivityPool(HubRuntime hub)
{
    private volatile bool _closed;

    private SemaphoreSlim Slots { get; } = new(hub.Options.MaxConcurrentActivityFunctions);

    /// <summary>Starts no more, and gives those that run the time to end and be recorded. What is left runs again after a restart.</summary>
    public async Task CloseAsync(TimeSpan grace)
    {
        _closed = true;
        using var late = new CancellationTokenSource(grace);
        try
        {
            for (var slot = 0; slot < hub.Options.MaxConcurrentActivityFunctions; slot++)
            {
                await Slots.WaitAsync(late.Token);
            }
        }
        catch (OperationCanceledException)
        {
            // They are cancelled with the hub.
        }
    }

    public void Start(string instanceId, int generation, TaskScheduled task) => _ = Task.Run(async () =>
    {
        try
        {
            await Slots.WaitAsync(hub.Stopping);
        }
        catch (OperationCanceledException)
        {
            return;
        }

        try
        {
            if (!_closed && await RunAsync(instanceId, task) is { } ended)
            {
                var recorded = hub.Post(instanceId, new Message.StepEnded(generation, ended));
                if (_closed)
                {
                    await Task.WhenAny(recorded); // a refusal means that it runs again
                }
            }
        }
        finally
        {
            Slots.Release();
        }
    });

    private async Task<InputEvent?> RunAsync(string instanceId, TaskScheduled task)
    {
        if (!hub.Code.HasActivity(task.Name))
        {
            return new TaskFailed(task.TaskId, new Failure(
                "ActivityTaskNotFound", $"No activity task named '{task.Name}' was found.", Stack: null, IsNonRetriable: true));
        }

        try
        {
            var call = new ActivityCall(task.Name, instanceId, task.TaskId, task.Version, task.Input);
            var result = await hub.Code.RunActivityAsync(call, hub.Stopping);
            return new TaskCompleted(task.TaskId, JsonDataConverter.OfWorker.Serialize(result));
        }
        catch (OperationCanceledException) when (hub.Stopping.IsCancellationRequested)
        {
            return null; // it runs again after the restart
        }
        catch (Exception exception)
        {
            var failure = Failure.From(exception);
            hub.Logger.ActivityFailed(instanceId, task.Name, task.TaskId, failure.ErrorType);
            return new TaskFailed(task.TaskId, failure);
        }
    }
}
