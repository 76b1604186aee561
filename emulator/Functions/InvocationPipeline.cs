using Microsoft.Azure.Functions.Worker.Middleware;

namespace PerfFlow.Emulator.Functions;

/// <summary>The middleware in the order it was added, around the function itself.</summary>
internal sealed class InvocationPipeline
{
    private readonly List<Func<FunctionExecutionDelegate, FunctionExecutionDelegate>> steps = [];

    public void Use(Func<FunctionExecutionDelegate, FunctionExecutionDelegate> step) => steps.Add(step);

    public FunctionExecutionDelegate Build()
    {
        FunctionExecutionDelegate next = context =>
        {
            var invocation = Invocation.Of(context);
            return FunctionCall.RunAsync(invocation);
        };
        for (var index = steps.Count - 1; index >= 0; index--)
        {
            next = steps[index](next);
        }

        return next;
    }
}
