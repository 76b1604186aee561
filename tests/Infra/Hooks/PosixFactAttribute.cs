namespace PerfFlow.Infra.Tests.Hooks;

[AttributeUsage(AttributeTargets.Method)]
internal sealed class PosixFactAttribute : FactAttribute
{
    public PosixFactAttribute() => Skip = OperatingSystem.IsWindows() ? "the hook is a script for sh, which Windows does not have" : null;
}
