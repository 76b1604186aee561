using System.Collections;
using System.Collections.Concurrent;
using System.Diagnostics;
using Microsoft.Azure.Functions.Worker;

namespace PerfFlow.Emulator.Functions;

/// <summary>One run of a function: what its trigger brought, its scope, its result.</summary>
/// <param name="function">What runs.</param>
/// <param name="trigger">What the trigger brought; the type is the trigger's own affair.</param>
/// <param name="bindingData">Values by name for parameters and middleware.</param>
/// <param name="services">The scope of this invocation.</param>
/// <param name="cancellation">Cancelled when the caller leaves or the host stops.</param>
internal sealed class Invocation(
    Function function,
    object trigger,
    IReadOnlyDictionary<string, object?> bindingData,
    IServiceProvider services,
    CancellationToken cancellation) : FunctionContext
{
    private readonly List<object> owned = [];

    public Function Function { get; } = function;

    public object Trigger { get; } = trigger;

    public InvocationResult Result { get; } = new HeldResult();

    public override string InvocationId { get; } = Guid.NewGuid().ToString();

    public override string FunctionId => Function.Definition.Id;

    public override FunctionDefinition FunctionDefinition => Function.Definition;

    public override TraceContext TraceContext { get; } = new CurrentTrace(Activity.Current);

    public override BindingContext BindingContext { get; } = new NamedValues(bindingData);

    public override RetryContext RetryContext { get; } = new FirstAttempt();

    public override IServiceProvider InstanceServices { get; set; } = services;

    public override IDictionary<object, object> Items { get; set; } = new Dictionary<object, object>();

    public override IInvocationFeatures Features { get; } = new FeatureBag();

    public override CancellationToken CancellationToken { get; } = cancellation;

    public static Invocation Of(FunctionContext context) =>
        context as Invocation ?? throw new ArgumentException("The context is not one of this host's invocations.", nameof(context));

    /// <summary>Disposes the value, such as a blob's stream, when the invocation ends.</summary>
    public void Own(object value) => owned.Add(value);

    public async ValueTask ReleaseAsync()
    {
        foreach (var value in owned)
        {
            await ((value as IAsyncDisposable)?.DisposeAsync() ?? ValueTask.CompletedTask);
            (value as IDisposable)?.Dispose();
        }
    }

    private sealed class HeldResult : InvocationResult
    {
        public override object? Value { get; set; }
    }

    private sealed class NamedValues(IReadOnlyDictionary<string, object?> values) : BindingContext
    {
        public override IReadOnlyDictionary<string, object?> BindingData { get; } = values;
    }

    private sealed class FirstAttempt : RetryContext
    {
        public override int RetryCount => 0;

        public override int MaxRetryCount => 0;
    }

    private sealed class CurrentTrace(Activity? activity) : TraceContext
    {
        public override string TraceParent { get; } = activity?.Id ?? "";

        public override string TraceState { get; } = activity?.TraceStateString ?? "";
    }

    private sealed class FeatureBag : IInvocationFeatures
    {
        private readonly ConcurrentDictionary<Type, object> features = new();

        public void Set<T>(T instance) => features[typeof(T)] = instance!;

        public T? Get<T>() => features.TryGetValue(typeof(T), out var feature) ? (T)feature : default;

        public IEnumerator<KeyValuePair<Type, object>> GetEnumerator() => features.GetEnumerator();

        IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
    }
}

/// <summary>The result seen as a type; writing through it replaces the invocation's result.</summary>
internal sealed class TypedResult<T>(InvocationResult result) : InvocationResult<T>
{
    public override T? Value
    {
        get => (T?)result.Value;
        set => result.Value = value;
    }
}
