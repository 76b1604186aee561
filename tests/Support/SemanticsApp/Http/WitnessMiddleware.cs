using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Middleware;
using PerfFlow.SemanticsApp.Journals;

namespace PerfFlow.SemanticsApp.Http;

/// <summary>Around functions of every trigger: the topic <c>witness-{function}</c> has an entry once the function was invoked.</summary>
public sealed class WitnessMiddleware(Journal journal) : IFunctionsWorkerMiddleware
{
    public Task Invoke(FunctionContext context, FunctionExecutionDelegate next)
    {
        var topic = $"witness-{context.FunctionDefinition.Name}";
        if (journal.Read(topic).Count == 0)
        {
            journal.Add(topic, "seen");
        }

        return next(context);
    }
}
