namespace Microsoft.DurableTask;

/// <summary>How an orchestration starts over: its new input, its new version, and whether unprocessed events are kept.</summary>
public class ContinueAsNewOptions
{
    public object? NewInput { get; set; }

    public bool PreserveUnprocessedEvents { get; set; } = true;

    public string? NewVersion { get; set; }
}
