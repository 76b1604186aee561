using System.Reflection;
using Xunit.Sdk;

namespace PerfFlow.Semantics.Tests.Hosting;

/// <summary>Runs a theory once for each host under test; its parameter is the <see cref="HostKind"/>.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class EachHostAttribute : DataAttribute
{
    public override IEnumerable<object[]> GetData(MethodInfo testMethod) => SemanticsHost.Kinds.Select(kind => (object[])[kind]);
}
