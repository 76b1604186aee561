using System.Collections.Concurrent;
using Azure.Core;
using Azure.Core.Pipeline;
using Microsoft.Azure.Functions.Worker.Middleware;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace PerfFlow.Load;

/// <summary>What a function sent.</summary>
internal sealed record Sent(string Function, bool IsTable);

/// <summary>Counts storage transactions as the bill does, one per request sent, by the function that sent it.</summary>
internal sealed class Transactions : HttpPipelineSynchronousPolicy
{
    /// <summary>Function of what is sent before any runs.</summary>
    public const string StartUp = "start-up";

    private static readonly AsyncLocal<string?> Function = new();

    private readonly ConcurrentQueue<Sent> sent = new();

    public IReadOnlyCollection<Sent> All => sent;

    /// <summary>Notes the function's name before the worker's pipeline runs; what writes its result afterwards belongs to it too.</summary>
    public static void Follow(IServiceCollection services)
    {
        var pipeline = services.Last(service => service.ServiceType == typeof(FunctionExecutionDelegate));
        services.Replace(ServiceDescriptor.Singleton<FunctionExecutionDelegate>(provider =>
        {
            var run = (FunctionExecutionDelegate)pipeline.ImplementationFactory!(provider);
            return context =>
            {
                Function.Value = context.FunctionDefinition.Name;
                return run(context);
            };
        }));
    }

    public override void OnSendingRequest(HttpMessage message)
    {
        // Tables and blobs of Azurite differ by port alone; only tables speak JSON.
        var isTable = message.Request.Headers.TryGetValue("DataServiceVersion", out _);
        sent.Enqueue(new(Function.Value ?? StartUp, isTable));
    }
}
