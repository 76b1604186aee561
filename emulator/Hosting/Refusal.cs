namespace PerfFlow.Emulator.Hosting;

/// <summary>Ends a process that cannot start, with the reason alone: a stack trace would hide it.</summary>
internal static class Refusal
{
    /// <returns>Never; so that callers can <c>throw</c> it and the compiler knows.</returns>
    public static Exception End(StartupException refusal)
    {
        Console.Error.WriteLine(refusal.Message);
        Environment.Exit(1);
        return refusal;
    }
}
