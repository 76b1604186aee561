using Microsoft.DurableTask.Converters;
using PerfFlow.Emulator.Durable.History;

namespace PerfFlow.Emulator.Durable.Engine;

/// <summary>Runs activities, a bounded number at a time, and reports how they ended.</summary>
internal sealed class ActivityPool(HubRuntime hub)
{
    private SemaphoreSlim Slots { get; } = new(hub.Options.MaxConcurrentActivityFunctions);

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
            if (await RunAsync(instanceId, task) is { } ended)
            {
                _ = hub.Post(instanceId, new Message.StepEnded(generation, ended));
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
