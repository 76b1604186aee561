using System.Reflection;
using Microsoft.AspNetCore.Builder;
using PerfFlow.Emulator.Hosting;

namespace PerfFlow.Emulator;

/// <summary>
/// A function app running inside this process, composed by its own entry point. Several may run side by side.
/// Dispose it to stop it gracefully.
/// </summary>
public sealed class EmulatorHost : IAsyncDisposable
{
    private readonly WebApplication app;
    private readonly Task program;

    private EmulatorHost(WebApplication app, Task program)
    {
        this.app = app;
        this.program = program;
        BaseAddress = new Uri(app.Urls.First());
    }

    /// <summary>Such as <c>http://127.0.0.1:50123/</c>, without the route prefix.</summary>
    public Uri BaseAddress { get; }

    /// <summary>The app's services.</summary>
    public IServiceProvider Services => app.Services;

    /// <summary>Runs the app's entry point up to the moment when its triggers listen.</summary>
    /// <exception cref="StartupException">The app cannot be started as it is.</exception>
    /// <exception cref="InvalidOperationException">The entry point ended without running what it built.</exception>
    public static async Task<EmulatorHost> StartAsync(EmulatorOptions options)
    {
        var session = new EmulatorSession(options);

        // A thread of its own: an entry point blocks until the app stops.
        var program = Task.Factory.StartNew(
            () => RunProgram(session), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        var (app, start) = await UnlessEnded(session.Built.Task);
        var started = new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
        using (start.Register(() => started.SetResult(true)))
        {
            await UnlessEnded(started.Task);
        }

        return new EmulatorHost(app, program);

        async Task<T> UnlessEnded<T>(Task<T> awaited)
        {
            if (await Task.WhenAny(awaited, program) == program)
            {
                await program;
                throw new InvalidOperationException($"The entry point of {options.Assembly.GetName().Name} ended without running the app.");
            }

            return await awaited;
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (!program.IsCompleted)
        {
            app.Lifetime.StopApplication();
        }

        await program;
    }

    private static void RunProgram(EmulatorSession session)
    {
        EmulatorSession.Current = session;
        var main = session.Options.Assembly.EntryPoint
            ?? throw new InvalidOperationException($"{session.Options.Assembly.GetName().Name} has no entry point.");
        object[]? arguments = main.GetParameters().Length == 0 ? null : [session.Options.Arguments.ToArray()];
        main.Invoke(null, BindingFlags.DoNotWrapExceptions, null, arguments, null);
    }
}
