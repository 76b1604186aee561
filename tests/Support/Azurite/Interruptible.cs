using System.Diagnostics;

namespace PerfFlow.Azurite;

/// <summary>A program that Ctrl-C ends: who runs the tests in the background has them and their children ignore it.</summary>
public static class Interruptible
{
    public static ProcessStartInfo Of(string program, IEnumerable<string> args) => OperatingSystem.IsLinux()
        ? new("env", ["--default-signal=INT", program, .. args])
        : new(program, args);
}
