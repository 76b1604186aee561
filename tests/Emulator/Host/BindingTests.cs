using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Http;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using PerfFlow.Emulator.Functions;

namespace PerfFlow.Emulator.Tests.Host;

/// <summary>A function that cannot be bound stops start-up with an error that names it; each class below holds one mistake.</summary>
public sealed class BindingTests
{
    public static TheoryData<Type, string> Mistakes => new()
    {
        { typeof(Unknown), "Function 'F' (PerfFlow.Emulator.Tests.Host.BindingTests+Unknown.F): parameter 'clock' (TimeProvider) cannot be bound: the trigger has no value of that name and type." },
        { typeof(NotInRoute), "parameter 'year' (Int32) cannot be bound" },
        { typeof(Hidden), "the method must be public." },
        { typeof(NoTrigger), "it must have exactly one trigger, and has 0." },
        { typeof(TwoTriggers), "it must have exactly one trigger, and has 2." },
        { typeof(BadRoute), "the route 'api/{id' is invalid" },
        { typeof(BadCron), "the schedule '* * * * *' is neither a CRON expression of six fields nor a time span." },
        { typeof(MissingSetting), "the setting 'NoSuchSetting' ('%NoSuchSetting%') is missing" },
        { typeof(BadBlobPath), "the blob path 'uploads' must be a container, '/' and a name or pattern." },
        { typeof(BadContainer), "'Up_loads' in the blob path 'Up_loads/{name}' is no container name" },
        { typeof(TwiceInPath), "the blob path 'uploads/{name}/{name}' uses a name twice." },
        { typeof(OpenBrace), "has a '{' or '}' that belongs to no name." },
        { typeof(MissingConnection), "the storage connection 'Elsewhere' is missing" },
        { typeof(WrongBlobType), "parameter 'blob' is Int32; the trigger binds BlobClient" },
        { typeof(WrongRequest), "parameter 'request' is String; the trigger binds HttpRequest." },
        { typeof(WrongTimer), "parameter 'timer' is String; the trigger binds TimerInfo." },
        { typeof(WrongClient), "parameter 'client' has [DurableClient] and must be a DurableTaskClient." },
        { typeof(WrongContext), "parameter 'context' is String; the trigger binds TaskOrchestrationContext." },
        { typeof(ActivityName), "parameter 'name' (String) cannot be bound" },
        { typeof(BodyWithoutRequest), "the converter of parameter 'body' is not supported for this trigger." },
        { typeof(ByReference), "parameter 'number' cannot be passed by reference." },
        { typeof(BadName), "a function's name starts with a letter" },
        { typeof(SameName), "Function 'F': the name is used by" },
    };

    [Theory]
    [MemberData(nameof(Mistakes))]
    public void A_mistake_is_refused_with_a_message_that_names_the_function(Type mistake, string message)
    {
        var refusal = Assert.Throws<StartupException>(() => Find(mistake));
        Assert.Contains(message, refusal.Message, StringComparison.Ordinal);
        Assert.StartsWith("Function '", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void All_mistakes_are_told_at_once()
    {
        var refusal = Assert.Throws<StartupException>(() => FunctionCatalog.Find([typeof(Hidden), typeof(BadCron)], Binder()));
        Assert.Equal(2, refusal.Message.Split(Environment.NewLine).Length);
    }

    [Fact]
    public void HTTP_functions_need_the_integration()
    {
        var refusal = Assert.Throws<StartupException>(() => FunctionCatalog.Find([typeof(NotInRoute)], new FunctionBinder(Settings(), http: false)));
        Assert.Contains("ConfigureFunctionsWebApplication()", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_definition_describes_bindings_and_parameters()
    {
        var definition = Find(typeof(Good)).Functions.Single().Definition;
        Assert.Equal(
            ("Good", "PerfFlow.Emulator.Tests.Host.BindingTests.Good.Run", "blobTrigger", "durableClient", "blob,client,unit,context,cancellation"),
            (definition.Name, definition.EntryPoint, definition.InputBindings["blob"].Type, definition.InputBindings["client"].Type,
                string.Join(',', definition.Parameters.Select(parameter => parameter.Name))));
    }

    private static FunctionCatalog Find(Type type) => FunctionCatalog.Find([type], Binder());

    private static FunctionBinder Binder() => new(Settings(), http: true);

    private static AppSettings Settings() => TestSettings.From(("AzureWebJobsStorage", "UseDevelopmentStorage=true"));

#pragma warning disable CA1801, CA1822, IDE0060 // the parameters are what is tested
    private sealed class Good
    {
        [Function("Good")]
        public void Run(
            [BlobTrigger("uploads/{unit}/{name}")] Stream blob, [DurableClient] DurableTaskClient client, string unit, FunctionContext context,
            CancellationToken cancellation)
        {
        }
    }

    private sealed class Unknown
    {
        [Function("F")]
        public void F([TimerTrigger("0 0 0 * * *")] TimerInfo timer, TimeProvider clock)
        {
        }
    }

    private sealed class NotInRoute
    {
        [Function("F")]
        public void F([HttpTrigger("get", Route = "{unit}")] HttpRequest request, int year)
        {
        }
    }

    private sealed class Hidden
    {
        [Function("F")]
        internal void F([TimerTrigger("0 0 0 * * *")] TimerInfo timer)
        {
        }
    }

    private sealed class NoTrigger
    {
        [Function("F")]
        public void F(FunctionContext context)
        {
        }
    }

    private sealed class TwoTriggers
    {
        [Function("F")]
        public void F([TimerTrigger("0 0 0 * * *")] TimerInfo timer, [HttpTrigger] HttpRequest request)
        {
        }
    }

    private sealed class BadRoute
    {
        [Function("F")]
        public void F([HttpTrigger("get", Route = "{id")] HttpRequest request)
        {
        }
    }

    private sealed class BadCron
    {
        [Function("F")]
        public void F([TimerTrigger("* * * * *")] TimerInfo timer)
        {
        }
    }

    private sealed class MissingSetting
    {
        [Function("F")]
        public void F([TimerTrigger("%NoSuchSetting%")] TimerInfo timer)
        {
        }
    }

    private sealed class BadBlobPath
    {
        [Function("F")]
        public void F([BlobTrigger("uploads")] Stream blob)
        {
        }
    }

    private sealed class BadContainer
    {
        [Function("F")]
        public void F([BlobTrigger("Up_loads/{name}")] Stream blob)
        {
        }
    }

    private sealed class TwiceInPath
    {
        [Function("F")]
        public void F([BlobTrigger("uploads/{name}/{name}")] Stream blob)
        {
        }
    }

    private sealed class OpenBrace
    {
        [Function("F")]
        public void F([BlobTrigger("uploads/{name")] Stream blob)
        {
        }
    }

    private sealed class MissingConnection
    {
        [Function("F")]
        public void F([BlobTrigger("uploads/{name}", Connection = "Elsewhere")] Stream blob)
        {
        }
    }

    private sealed class WrongBlobType
    {
        [Function("F")]
        public void F([BlobTrigger("uploads/{name}")] int blob)
        {
        }
    }

    private sealed class WrongRequest
    {
        [Function("F")]
        public void F([HttpTrigger("get")] string request)
        {
        }
    }

    private sealed class WrongTimer
    {
        [Function("F")]
        public void F([TimerTrigger("0 0 0 * * *")] string timer)
        {
        }
    }

    private sealed class WrongClient
    {
        [Function("F")]
        public void F([TimerTrigger("0 0 0 * * *")] TimerInfo timer, [DurableClient] string client)
        {
        }
    }

    private sealed class WrongContext
    {
        [Function("F")]
        public void F([OrchestrationTrigger] string context)
        {
        }
    }

    private sealed class ActivityName
    {
        [Function("F")]
        public void F([ActivityTrigger] TaskName input, string name)
        {
        }
    }

    private sealed class BodyWithoutRequest
    {
        [Function("F")]
        public void F([TimerTrigger("0 0 0 * * *")] TimerInfo timer, [FromBody] string body)
        {
        }
    }

    private sealed class ByReference
    {
        [Function("F")]
        public void F([HttpTrigger("get", Route = "{number}")] HttpRequest request, ref int number)
        {
        }
    }

    private sealed class BadName
    {
        [Function("1st function")]
        public void F([TimerTrigger("0 0 0 * * *")] TimerInfo timer)
        {
        }
    }

    private sealed class SameName
    {
        [Function("F")]
        public void F([TimerTrigger("0 0 0 * * *")] TimerInfo timer)
        {
        }

        [Function("f")]
        public void G([TimerTrigger("0 0 0 * * *")] TimerInfo timer)
        {
        }
    }
#pragma warning restore CA1801, CA1822, IDE0060
}
