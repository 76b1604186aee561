using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using PerfFlow.Emulator.Functions;

namespace PerfFlow.Emulator.Tests.Host;

internal static class TestSettings
{
    public static AppSettings From(params (string Name, string Value)[] settings) => new(
        new ConfigurationBuilder().AddInMemoryCollection(settings.ToDictionary(setting => setting.Name, setting => (string?)setting.Value)).Build(),
        new ConfigurationBuilder().Build());
}

/// <summary>Runs the functions that a test class declares on the test's own instance.</summary>
internal static class TestRunner
{
    public static FunctionRunner For(object instance)
    {
        var pipeline = new InvocationPipeline();
        pipeline.Use(_ => async context =>
        {
            var invocation = Invocation.Of(context);
            var arguments = new List<object?>();
            foreach (var binder in invocation.Function.Binders)
            {
                arguments.Add(await binder(invocation));
            }

            await ReturnedValue.OfAsync(
                invocation.Function.Method.Invoke(instance, System.Reflection.BindingFlags.DoNotWrapExceptions, null, [.. arguments], null),
                invocation.Function.Method.ReturnType);
        });
        return new FunctionRunner(
            pipeline.Build(), new ServiceCollection().BuildServiceProvider().GetRequiredService<IServiceScopeFactory>(), NullLogger<FunctionRunner>.Instance);
    }
}

/// <summary>A listener from its start to its orderly stop.</summary>
internal sealed class RunningListener(Task running, CancellationTokenSource stopping) : IAsyncDisposable
{
    public static async Task<RunningListener> StartAsync(IListener listener)
    {
        await listener.PrepareAsync(CancellationToken.None);
        var stopping = new CancellationTokenSource();
        return new RunningListener(Task.Run(() => listener.ListenAsync(stopping.Token)), stopping);
    }

    public async ValueTask DisposeAsync()
    {
        await stopping.CancelAsync();
        await running.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        Assert.False(running.IsFaulted, running.Exception?.ToString());
        stopping.Dispose();
    }
}
