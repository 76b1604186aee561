using System.ComponentModel;
using System.Diagnostics;
using Microsoft.Azure.WebJobs;
using PerfFlow.LocalHost.Rpc;
using PerfFlow.LocalHost.Worker;

namespace PerfFlow.LocalHost.Functions;

/// <summary>Runs a function for the WebJobs SDK. Public since a generated class has it in its constructor.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public interface IGeneratedInvoker
{
    /// <param name="arguments">The trigger's value, one value for each further input, the binder and the cancellation.</param>
    Task<object?> InvokeAsync(string name, string id, string[] names, object?[] arguments);
}

/// <summary>
/// The base of the class that is generated from the worker's functions: each generated method calls <see cref="InvokeAsync"/>.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class GeneratedFunctions(IGeneratedInvoker invoker)
{
    /// <inheritdoc cref="IGeneratedInvoker.InvokeAsync"/>
    public Task<object?> InvokeAsync(string name, string id, string[] names, object?[] arguments) =>
        invoker.InvokeAsync(name, id, names, arguments);
}

/// <summary>Hands what the official extensions have bound to the worker, and its result back to them.</summary>
internal sealed class GeneratedInvoker(Workers workers) : IGeneratedInvoker
{
    public async Task<object?> InvokeAsync(string name, string id, string[] names, object?[] arguments)
    {
        var request = new InvocationRequest
        {
            FunctionId = id,
            InvocationId = Guid.NewGuid().ToString(),
            TraceContext = new() { TraceParent = Activity.Current?.Id ?? "", TraceState = Activity.Current?.TraceStateString ?? "" },
        };
        for (var i = 0; i < names.Length; i++)
        {
            request.InputData.Add(new ParameterBinding { Name = names[i], Data = Values.ToRpc(arguments[i]) });
        }

        foreach (var (key, value) in ((Binder)arguments[^2]!).BindingData)
        {
            if (value is not null && key != "sys")
            {
                request.TriggerMetadata[key] = Values.ToRpc(value);
            }
        }

        var response = await workers.InvokeAsync(name, request, (CancellationToken)arguments[^1]!);
        return Values.FromRpc(response.ReturnValue);
    }
}
