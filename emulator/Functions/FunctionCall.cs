using System.Reflection;
using Microsoft.Extensions.DependencyInjection;

namespace PerfFlow.Emulator.Functions;

/// <summary>The innermost step: binds the parameters, makes the instance, calls the method, keeps what it returns.</summary>
internal static class FunctionCall
{
    /// <summary>Awaits nothing but the function when the binders are synchronous, as an orchestrator's are.</summary>
    public static async Task RunAsync(Invocation invocation)
    {
        var function = invocation.Function;
        var arguments = new object?[function.Binders.Length];
        for (var index = 0; index < arguments.Length; index++)
        {
            arguments[index] = await function.Binders[index](invocation);
        }

        var method = function.Method;
        var instance = method.IsStatic
            ? null
            : ActivatorUtilities.CreateInstance(invocation.InstanceServices, method.ReflectedType!);
        var returned = method.Invoke(instance, BindingFlags.DoNotWrapExceptions, null, arguments, null);
        invocation.Result.Value = await ReturnedValue.OfAsync(returned, method.ReturnType);
    }
}
