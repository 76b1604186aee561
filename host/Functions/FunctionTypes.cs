using System.Reflection;
using System.Reflection.Emit;
using Microsoft.Azure.WebJobs;

namespace PerfFlow.LocalHost.Functions;

/// <summary>
/// Makes the class whose methods the WebJobs SDK indexes: one for each function, with the official attributes on its parameters.
/// So all that listens, binds, retries and poisons is the official extensions' own code.
/// </summary>
internal static class FunctionTypes
{
    private static readonly MethodInfo Invoke = typeof(GeneratedFunctions).GetMethod(nameof(GeneratedFunctions.InvokeAsync))!;
    private static readonly ConstructorInfo BaseConstructor =
        typeof(GeneratedFunctions).GetConstructors(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic).Single();

    /// <summary>
    /// Its name, Host.Functions, is that of the real host: Event Grid subscriptions and timers' status name functions by it.
    /// </summary>
    public static Type Generate(IEnumerable<WorkerFunction> functions)
    {
        var module = AssemblyBuilder.DefineDynamicAssembly(new("Host"), AssemblyBuilderAccess.RunAndCollect).DefineDynamicModule("Host");
        var type = module.DefineType("Host.Functions", TypeAttributes.Public | TypeAttributes.Class, typeof(GeneratedFunctions));
        var constructor = type.DefineConstructor(MethodAttributes.Public, CallingConventions.HasThis, [typeof(IGeneratedInvoker)])
            .GetILGenerator();
        constructor.Emit(OpCodes.Ldarg_0);
        constructor.Emit(OpCodes.Ldarg_1);
        constructor.Emit(OpCodes.Call, BaseConstructor);
        constructor.Emit(OpCodes.Ret);
        foreach (var function in functions)
        {
            AddMethod(type, function);
        }

        return type.CreateType();
    }

    private static void AddMethod(TypeBuilder type, WorkerFunction function)
    {
        BoundParameter[] bound = [BoundParameters.OfTrigger(function), .. function.Inputs.Select(BoundParameters.OfInput)];
        BoundParameter[] all =
            [.. bound, new("_binder", typeof(Microsoft.Azure.WebJobs.Binder), null), new("_cancellation", typeof(CancellationToken), null)];
        var method = type.DefineMethod(
            function.Name,
            MethodAttributes.Public,
            Returns(function) ? typeof(Task<object>) : typeof(Task),
            [.. all.Select(static one => one.Type)]);
        method.SetCustomAttribute(BoundParameters.Attribute(typeof(FunctionNameAttribute), [function.Name]));
        for (var i = 0; i < all.Length; i++)
        {
            var parameter = method.DefineParameter(i + 1, ParameterAttributes.None, all[i].Name);
            if (all[i].Attribute is { } attribute)
            {
                parameter.SetCustomAttribute(attribute);
            }
        }

        var il = method.GetILGenerator();
        il.Emit(OpCodes.Ldarg_0);
        il.Emit(OpCodes.Ldstr, function.Name);
        il.Emit(OpCodes.Ldstr, function.Id);
        FillArray(il, typeof(string), bound.Length, i => il.Emit(OpCodes.Ldstr, bound[i].Name));
        FillArray(il, typeof(object), all.Length, i =>
        {
            il.Emit(OpCodes.Ldarg, i + 1);
            if (all[i].Type.IsValueType)
            {
                il.Emit(OpCodes.Box, all[i].Type);
            }
        });
        il.Emit(OpCodes.Call, Invoke);
        il.Emit(OpCodes.Ret);
    }

    // A trigger either takes a result or refuses a method that has one.
    private static bool Returns(WorkerFunction function) =>
        function.Kind is TriggerKinds.Orchestration or TriggerKinds.Activity or TriggerKinds.Entity;

    private static void FillArray(ILGenerator il, Type element, int length, Action<int> load)
    {
        il.Emit(OpCodes.Ldc_I4, length);
        il.Emit(OpCodes.Newarr, element);
        for (var i = 0; i < length; i++)
        {
            il.Emit(OpCodes.Dup);
            il.Emit(OpCodes.Ldc_I4, i);
            load(i);
            il.Emit(OpCodes.Stelem_Ref);
        }
    }
}
