namespace PerfFlow.Semantics.Tests.Hosting;

/// <summary>A fact of the emulator in which the official host knowingly differs: see the table in emulator/README.md.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class EmulatorFactAttribute : FactAttribute
{
    public EmulatorFactAttribute(string difference)
    {
        Difference = difference;
        if (SemanticsHost.Default == HostKind.Given)
        {
            Skip = difference;
        }
    }

    public string Difference { get; }
}
