namespace PerfFlow.Emulator.Functions;

/// <summary>What a method returns once its task has ended; null for <c>void</c> and for tasks without a value.</summary>
internal static class ReturnedValue
{
    public static async Task<object?> OfAsync(object? returned, Type declared)
    {
        if (declared.IsGenericType && declared.GetGenericTypeDefinition() == typeof(ValueTask<>))
        {
            returned = declared.GetMethod(nameof(ValueTask<object>.AsTask))!.Invoke(returned, null);
            declared = declared.GetMethod(nameof(ValueTask<object>.AsTask))!.ReturnType;
        }

        switch (returned)
        {
            case ValueTask valueTask:
                await valueTask;
                return null;
            case Task task:
                await task;
                return declared.IsGenericType ? task.GetType().GetProperty(nameof(Task<object>.Result))!.GetValue(task) : null;
            default:
                return returned;
        }
    }
}
