using Xunit.Abstractions;
using Xunit.Sdk;

namespace PerfFlow.Attack.Tests.App;

/// <summary>
/// A test that is not there, neither run nor skipped, unless an environment variable is set: what takes too long for every run.
/// </summary>
[XunitTestCaseDiscoverer("PerfFlow.Attack.Tests.App.OnDemandDiscoverer", "PerfFlow.Attack.Tests")]
[AttributeUsage(AttributeTargets.Method)]
public sealed class OnDemandFactAttribute(string variable) : FactAttribute
{
    public string Variable { get; } = variable;
}

public sealed class OnDemandDiscoverer(IMessageSink messages) : IXunitTestCaseDiscoverer
{
    public IEnumerable<IXunitTestCase> Discover(
        ITestFrameworkDiscoveryOptions discoveryOptions, ITestMethod testMethod, IAttributeInfo factAttribute) =>
        OnDemand.Asked(factAttribute.GetNamedArgument<string>(nameof(OnDemandFactAttribute.Variable))) is null
            ? []
            : new FactDiscoverer(messages).Discover(discoveryOptions, testMethod, factAttribute);
}

internal static class OnDemand
{
    public const string KillPoints = "PERFFLOW_KILL_POINTS";
    public const string SoakMinutes = "PERFFLOW_SOAK_MINUTES";

    public static string? Asked(string variable) =>
        Environment.GetEnvironmentVariable(variable) is { Length: > 0 } value ? value : null;
}
