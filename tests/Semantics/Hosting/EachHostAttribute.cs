using System.Reflection;
using Xunit.Sdk;

namespace PerfFlow.Semantics.Tests.Hosting;

/// <summary>Runs a theory once for each host under test: its first parameter is the <see cref="HostKind"/>, the values follow.</summary>
[AttributeUsage(AttributeTargets.Method, AllowMultiple = true)]
internal sealed class EachHostAttribute(params object[] values) : DataAttribute
{
    public object[] Values => values;

    public override IEnumerable<object[]> GetData(MethodInfo testMethod) => SemanticsHost.Kinds.Select(kind => (object[])[kind, .. values]);
}
