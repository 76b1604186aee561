using Microsoft.AspNetCore.Builder;

namespace PerfFlow.Emulator.Hosting;

/// <summary>
/// Ties a <c>Program</c> to the <see cref="EmulatorHost"/> that called it: the builder it makes takes the options from here and
/// hands over what it builds. It flows with the asynchronous call, so that several hosts in one process stay apart.
/// </summary>
internal sealed class EmulatorSession(EmulatorOptions options)
{
    private static readonly AsyncLocal<EmulatorSession?> Ambient = new();

    public static EmulatorSession? Current
    {
        get => Ambient.Value;
        set => Ambient.Value = value;
    }

    public EmulatorOptions Options { get; } = options;

    /// <summary>The app and its start: taken while it stands, for an app that fails to start is disposed of at once.</summary>
    public TaskCompletionSource<(WebApplication App, CancellationToken Started)> Built { get; } =
        new(TaskCreationOptions.RunContinuationsAsynchronously);
}
