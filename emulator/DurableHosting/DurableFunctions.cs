using Microsoft.DurableTask;
using Microsoft.Extensions.DependencyInjection;
using PerfFlow.Emulator.Durable;
using PerfFlow.Emulator.Functions;

namespace PerfFlow.Emulator.DurableHosting;

/// <summary>The app's orchestrators and activities, run like every other function: scope, middleware, binding.</summary>
internal sealed class DurableFunctions(FunctionCatalog catalog, FunctionRunner runner, IServiceScopeFactory scopes) : IDurableCode
{
    private static readonly Dictionary<string, object?> NoBindingData = [];

    private readonly Dictionary<string, Function> orchestrators =
        ByName(catalog.With<OrchestrationTriggerBinding>().Select(found => (found.Trigger.Name, found.Function)), "orchestrator");

    private readonly Dictionary<string, Function> activities =
        ByName(catalog.With<ActivityTriggerBinding>().Select(found => (found.Trigger.Name, found.Function)), "activity");

    public bool HasOrchestrator(string name) => orchestrators.ContainsKey(name);

    public bool HasActivity(string name) => activities.ContainsKey(name);

    public async Task<object?> RunOrchestratorAsync(TaskOrchestrationContext context, string? serializedInput, CancellationToken abandoned)
    {
        var scope = scopes.CreateAsyncScope();
        var call = new OrchestratorCall(context, serializedInput);
        var invocation = new Invocation(orchestrators[context.Name.Name], call, NoBindingData, scope.ServiceProvider, abandoned);

        // An abandoned execution never gets past the await below.
        using var abandonment = abandoned.UnsafeRegister(_ => Release(scope), null);
        try
        {
            return await runner.RunAsync(invocation);
        }
        finally
        {
            Release(scope);
        }
    }

    public Task<object?> RunActivityAsync(ActivityCall call, CancellationToken stopping)
    {
        var data = new Dictionary<string, object?>(StringComparer.OrdinalIgnoreCase) { [ActivityTriggerBinding.InstanceId] = call.InstanceId };
        return runner.RunAsync(activities[call.Name], call, data, stopping);
    }

    // Not on the orchestration's own thread, which must wait for nothing but its context. A second release does nothing.
    private static void Release(AsyncServiceScope scope) => _ = Task.Run(() => scope.DisposeAsync().AsTask());

    private static Dictionary<string, Function> ByName(IEnumerable<(string Name, Function Function)> functions, string kind)
    {
        var byName = new Dictionary<string, Function>(StringComparer.OrdinalIgnoreCase);
        foreach (var (name, function) in functions)
        {
            if (!byName.TryAdd(name, function))
            {
                throw new StartupException($"Function '{function.Name}': the {kind} '{name}' is also function '{byName[name].Name}'.");
            }
        }

        return byName;
    }
}
