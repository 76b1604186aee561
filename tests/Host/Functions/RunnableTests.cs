using Microsoft.Extensions.Logging.Abstractions;
using PerfFlow.LocalHost.App;
using PerfFlow.LocalHost.Functions;

namespace PerfFlow.LocalHost.Tests.Functions;

/// <summary>What this host cannot run is said at the start, each function by its name.</summary>
public sealed class RunnableTests
{
    private const string Timer = """{"name":"timer","type":"timerTrigger","direction":"In","schedule":"%Schedule%"}""";

    [Theory]
    [InlineData(
        "Listen: this host has no trigger 'serviceBusTrigger'",
        """{"name":"message","type":"serviceBusTrigger","direction":"In","queueName":"q"}""")]
    [InlineData(
        "Listen: this host has no input binding 'table' (rows)",
        Timer,
        """{"name":"rows","type":"table","direction":"In","tableName":"t"}""")]
    [InlineData(
        "Listen: this host has no output bindings ('queue')",
        Timer,
        """{"name":"$return","type":"queue","direction":"Out","queueName":"q"}""")]
    [InlineData(
        "Listen: an HTTP function can have a [DurableClient]",
        """{"name":"request","type":"httpTrigger","direction":"In"}""",
        """{"name":"text","type":"blob","direction":"In","blobPath":"c/b"}""")]
    [InlineData(
        "Listen: an HTTP function can have a [DurableClient]",
        """{"name":"request","type":"httpTrigger","direction":"In"}""",
        """{"name":"client","type":"durableClient","direction":"In","taskHub":"Other"}""")]
    [InlineData(
        "Listen: this host tells events of the blobs in AzureWebJobsStorage alone, not in Other",
        """{"name":"blob","type":"blobTrigger","direction":"In","path":"c/{n}","source":"EventGrid","connection":"Other"}""")]
    public void What_a_function_needs_and_is_not_here_is_refused(string says, params string[] bindings)
        => Assert.StartsWith(
            says, Assert.Throws<StartupException>(() => Of([], Described.Function("Listen", bindings))).Message, StringComparison.Ordinal);

    [Fact]
    public void A_retry_attribute_is_refused()
    {
        var metadata = Described.Metadata("Tick", Timer);
        metadata.RetryOptions = new() { MaxRetryCount = 3 };

        Assert.StartsWith(
            "Tick: this host does not retry functions by attribute",
            Assert.Throws<StartupException>(() => Of([], new WorkerFunction(metadata))).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void All_refusals_are_told_at_once()
    {
        var refusal = Assert.Throws<StartupException>(
            () => Of([], Described.Function("One", Queue("a")), Described.Function("Two", Queue("b"))));

        Assert.Equal(["One", "Two"], refusal.Message.Split('\n').Select(line => line.Split(':')[0]));

        static string Queue(string name) => $$"""{"name":"{{name}}","type":"serviceBusTrigger","direction":"In"}""";
    }

    [Fact]
    public void A_function_whose_setting_is_missing_or_that_is_switched_off_is_left_out_and_the_others_run()
    {
        WorkerFunction[] functions =
            [Described.Function("Tick", Timer), Described.Http("Hello", "hello", "get"), Described.Http("Away", "away", "get")];

        Assert.Equal(["Hello"], Of(new() { ["AzureWebJobs.Away.Disabled"] = "true" }, functions));
        Assert.Equal(["Away", "Hello", "Tick"], Of(new() { ["Schedule"] = "0 0 3 * * *" }, functions));
    }

    private static IEnumerable<string> Of(Dictionary<string, string?> given, params WorkerFunction[] functions) =>
        Runnable.Of(
                functions,
                AppSettings.Of(new FunctionApp("/app", "/app/App.dll", []), new Dictionary<string, string?>(), given),
                NullLogger.Instance)
            .Select(function => function.Name);
}
